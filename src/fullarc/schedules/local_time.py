"""Wall-clock times in a named zone as instants, with a written rule for hours that are skipped or come twice.

The rule (as RFC 5545, section 3.3.5, has it for calendars):

- A time that is skipped when clocks go forward is taken by the offset that held before: 02:30 in a missing hour is 03:30.
- A time that comes twice when clocks go back means the first of the two.
- A day that a zone left out altogether (Apia, 30 December 2011) does not exist: nothing is due on it.

Instants are given in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NOON = time(12)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment at which a wall-clock in `zone` shows `at` on `day`, by the rule above, in UTC."""
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def second_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The same for the second of two occurrences; the only one where the time comes once."""
    return datetime.combine(day, at.replace(fold=1), zone).astimezone(UTC)


def wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` shows at a moment, without its zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The date in `zone` at a moment."""
    return moment.astimezone(zone).date()


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the calendar of `zone` had this day. No zone changes its clock around noon but to leave out a whole day."""
    return local_day(instant(day, NOON, zone), zone) == day


def beginning(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day, in UTC: where midnight is skipped, the moment at which the clock goes on."""
    return instant(day, time(0), zone)


def next_existing(day: date, zone: ZoneInfo) -> date:
    """The day itself, or the first day after it that exists in `zone`."""
    while not exists(day, zone):
        day += timedelta(days=1)
    return day
