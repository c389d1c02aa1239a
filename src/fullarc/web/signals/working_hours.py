"""When a waiting time is over that runs only while the practice works, by the clock of its zone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CAP = timedelta(days=1)  # nothing waits longer than this, whether the practice works or not


@dataclass(frozen=True, slots=True)
class Hours:
    """When a practice works: `days` are weekdays, Monday 0. Refused (ValueError): no day, or an end before the beginning."""

    opens: time
    closes: time
    days: Collection[int]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if not self.days or self.closes <= self.opens:
            raise ValueError("Working hours need a weekday, and an end after the beginning.")

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """Beginning and end of work on a day, as moments; None on a day off."""
        if day.weekday() not in self.days:
            return None
        return tuple(datetime.combine(day, clock, self.zone).astimezone(UTC) for clock in (self.opens, self.closes))  # type: ignore[return-value]


def over_at(begins: datetime, wait: timedelta, hours: Hours) -> datetime:
    """The moment at which `wait` of working time has passed since `begins`, at the latest one day after it.

    Both are moments with a zone; a day on which the clock changes has its real length.
    """
    begins = begins.astimezone(UTC)  # sums of a day's hours by the clock would miss the hour that is put forward or back
    latest, left, day = begins + CAP, wait, begins.astimezone(hours.zone).date()
    while True:
        work = hours.on(day)
        if work is not None and work[1] > begins:
            start = max(begins, work[0])
            if start + left <= work[1]:
                return min(latest, start + left)
            left -= work[1] - start
        day += timedelta(days=1)
        if datetime.combine(day, time(0), hours.zone).astimezone(UTC) >= latest:
            return latest
