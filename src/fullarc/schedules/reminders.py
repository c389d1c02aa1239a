"""The moment at which a client is reminded of what is due.

The rule: on the day of the reminder, at the hour that the client chose, by the client's own clock. A chosen hour inside quiet hours counts
as the hour at which they end, on the same day. Where clocks change and that moment is quiet after all, or where it lies before the check-in
is open (the client is in another zone than the schedule), it is the first moment from there on that is not quiet. Where it lies after the
check-in closes, it is the first moment of the time it is open that is not quiet. Skipped hours and hours that come twice: `local_time.py`.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from fullarc.schedules.due import Due
from fullarc.schedules.local_time import instant, second_instant, wall_clock

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Wall-clock hours without reminders, from `begins` until before `ends`, over midnight when `ends` is the earlier. Equal: none."""

    begins: time = time(21)
    ends: time = time(8)

    def hold(self, at: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def remind_at(due: Due, at: time, quiet: QuietHours, zone: ZoneInfo) -> datetime | None:
    """When to remind of one due date, in UTC: `at` by the clock of `zone`. None when all of the time it is open is quiet."""
    chosen = instant(due.reminds_on, quiet.ends if quiet.hold(at) else at, zone)
    moments = (after_quiet(max(chosen, due.opens), quiet, zone), after_quiet(due.opens, quiet, zone))
    return next((moment for moment in moments if moment < due.closes), None)


def is_quiet(moment: datetime, quiet: QuietHours, zone: ZoneInfo) -> bool:
    return quiet.hold(wall_clock(moment, zone).time())


def after_quiet(moment: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """The moment itself, or the first one after it that is outside quiet hours.

    More than one round is needed only where clocks change inside quiet hours: an end that is skipped is moved into the hour after it,
    which may be quiet again.
    """
    while is_quiet(moment, quiet, zone):
        shown = wall_clock(moment, zone)
        day = shown.date() + (A_DAY if shown.time() >= quiet.ends else timedelta(0))
        end = instant(day, quiet.ends, zone)
        moment = end if end > moment else second_instant(day, quiet.ends, zone)
    return moment
