"""On which days something is due by a schedule, and for how long it can be answered.

| rhythm | due on | open from | open until |
|---|---|---|---|
| before each session | the day of each session | two days before, 00:00 | the end of the session's day |
| before every other session | the first, third, fifth … session from the beginning on | the same | the same |
| weekly | that weekday | that day, 00:00 | the end of the second day after |
| daily | each day | that day, 00:00 | noon of the day after |
| once | the first day | that day, 00:00 | the end of the sixth day after |

A day that the zone left out altogether is not due: what is daily passes it over, anything else is due the day after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fullarc.schedules.local_time import NOON, beginning, exists, instant, next_existing
from fullarc.schedules.schedule import Rhythm, Schedule

DAY = timedelta(days=1)
OPENS_BEFORE_SESSION = 2
DAYS_OPEN = {Rhythm.WEEKLY: 3, Rhythm.ONCE: 7}


@dataclass(frozen=True, slots=True)
class Due:
    """One due date. It can be answered from `opens` until before `closes` (UTC); a reminder goes out on `reminds_on`."""

    day: date
    opens: datetime
    closes: datetime
    reminds_on: date

    def is_open(self, now: datetime) -> bool:
        return self.opens <= now < self.closes


@dataclass(frozen=True, slots=True)
class Break:
    """Days on which nothing is due: from `begins` until before `ends` (None: until further notice)."""

    begins: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


def due_between(
    schedule: Schedule, first: date, last: date, *, sessions: Sequence[date] = (), breaks: Sequence[Break] = ()
) -> tuple[Due, ...]:
    """What is due from `first` to `last` (both included), in order of date; each date once.

    `sessions` are the days of the sessions that took place or are planned, from the schedule's beginning on, cancelled and missed ones
    left out. They may come in any order, and several on one day count as one. A day in a break is not due.
    """
    days = (day for day in due_days(schedule, last, sessions) if first <= day)
    return tuple(due_on(schedule, day) for day in days if not any(each.holds(day) for each in breaks))


def due_days(schedule: Schedule, last: date, sessions: Sequence[date]) -> Iterator[date]:
    """The due days from the beginning of the schedule to `last`."""
    zone, end = schedule.zone_info, min(last, schedule.ends or last)
    if schedule.rhythm.follows_sessions:
        held = sorted({day for day in sessions if schedule.begins <= day})
        each = 2 if schedule.rhythm is Rhythm.EVERY_OTHER_SESSION else 1
        yield from (day for day in held[::each] if day <= end)
        return
    day = first_day(schedule)
    step = {Rhythm.DAILY: DAY, Rhythm.WEEKLY: 7 * DAY}.get(schedule.rhythm)
    while day <= end:
        if exists(day, zone):
            yield day
        elif step != DAY and next_existing(day, zone) <= end:
            yield next_existing(day, zone)
        if step is None:
            return
        day += step


def first_day(schedule: Schedule) -> date:
    if schedule.weekday is None:
        return schedule.begins
    return schedule.begins + timedelta(days=(schedule.weekday - schedule.begins.weekday()) % 7)


def due_on(schedule: Schedule, day: date) -> Due:
    """The window of one due date."""
    zone = schedule.zone_info
    if schedule.rhythm.follows_sessions:
        opens = max(day - OPENS_BEFORE_SESSION * DAY, min(schedule.begins, day))
        reminds_on = max(opens, day - DAY)
        return Due(day, beginning(opens, zone), beginning(day + DAY, zone), next_existing(reminds_on, zone))
    if schedule.rhythm is Rhythm.DAILY:
        return Due(day, beginning(day, zone), instant(next_existing(day + DAY, zone), NOON, zone), day)
    return Due(day, beginning(day, zone), beginning(day + DAYS_OPEN[schedule.rhythm] * DAY, zone), day)
