"""The days of a repeated calendar entry, by RFC 5545 (3.3.10): daily, weekly and monthly rules within a window.

A rule need never occur (the fifth Monday that is a 3rd), so the days that are looked at are counted, not those that are found.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

LONGEST_INTERVAL = 400
REPEATS = {"DAILY": {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}}
REPEATS["WEEKLY"] = REPEATS["DAILY"] | {"BYDAY"}
REPEATS["MONTHLY"] = REPEATS["DAILY"] | {"BYDAY", "BYMONTHDAY", "BYSETPOS"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_SINGLE = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST")

Counted = Callable[[int], None]
"""Is told of days before they are looked at, and raises when they have become too many."""


class UnreadRule(ValueError):
    """A rule of repetition that is not read here."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule as it was read. `weekdays` are pairs of which one in the month (0: each) and the day of the week, Monday is 0."""

    frequency: str
    interval: int
    count: int | None
    week_begins: int
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    places: tuple[int, ...]


def repetition_of(rule: Mapping[str, Any]) -> Repetition:
    """Refused (UnreadRule): yearly and hourly rules, parts that are not known here, numbers that no month has."""
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency not in REPEATS or set(rule) - REPEATS[frequency] or any(len(_listed(rule, key)) > 1 for key in _SINGLE):
        raise UnreadRule
    interval, count = int(rule.get("INTERVAL", [1])[0]), rule.get("COUNT", [None])[0]
    if not 1 <= interval <= LONGEST_INTERVAL:
        raise UnreadRule
    return Repetition(
        frequency,
        interval,
        None if count is None else int(count),
        WEEKDAYS.index(str(rule.get("WKST", ["MO"])[0]).upper()),
        tuple(dict.fromkeys(_weekday(value) for value in _listed(rule, "BYDAY"))),
        _numbers(rule, "BYMONTHDAY"),
        _numbers(rule, "BYSETPOS"),
    )


def days_of(rule: Repetition, start: date, first: date, last: date, counted: Counted) -> list[date]:
    """The days from `first` to `last`, both included, on which an entry that begins on `start` is repeated, in order.

    With a number of times (COUNT) the rule is followed from its start, else from the period in which `first` lies.
    """
    found, left = list[date](), rule.count
    for period in _periods(rule, start, start if left is not None else max(start, first), last):
        counted(len(period))
        for day in _chosen(rule, start, period):
            if day < start:
                continue
            if left is not None and (left := left - 1) < 0:
                return found
            if first <= day <= last:
                found.append(day)
    return found


def _periods(rule: Repetition, start: date, first: date, last: date) -> Iterator[Sequence[date]]:
    """The days of each period (day, week, month) from the one in which `first` lies, or the next that the interval meets."""
    if rule.frequency == "MONTHLY":
        begun = start.year * 12 + start.month - 1
        skipped = max(0, first.year * 12 + first.month - 1 - begun) // rule.interval
        for month in range(begun + skipped * rule.interval, last.year * 12 + last.month, rule.interval):
            yield _month(*divmod(month, 12))
        return
    length = 1 if rule.frequency == "DAILY" else 7
    begins = start - timedelta(days=(start.weekday() - rule.week_begins) % 7 if length == 7 else 0)
    step = length * rule.interval
    skipped = max(0, (first - begins).days) // step
    for ahead in range(skipped * step, (last - begins).days + 1, step):
        yield [begins + timedelta(days=ahead + day) for day in range(length)]


def _month(year: int, month: int) -> list[date]:
    begins, next_begins = date(year, month + 1, 1), date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return [begins + timedelta(days=day) for day in range((next_begins - begins).days)]


def _chosen(rule: Repetition, start: date, period: Sequence[date]) -> Sequence[date]:
    if rule.frequency == "DAILY":
        return period
    if rule.frequency == "WEEKLY":
        wanted = {day for _, day in rule.weekdays} or {start.weekday()}
        return [day for day in period if day.weekday() in wanted]
    wanted_days = rule.month_days or (() if rule.weekdays else (start.day,))
    chosen = [
        day
        for day in period
        if (not wanted_days or day.day in wanted_days or day.day - len(period) - 1 in wanted_days)
        and (not rule.weekdays or _is_weekday(rule, day, len(period)))
    ]
    if not rule.places:
        return chosen
    taken = {place - 1 if place > 0 else len(chosen) + place for place in rule.places}
    return [day for number, day in enumerate(chosen) if number in taken]


def _is_weekday(rule: Repetition, day: date, length: int) -> bool:
    """Whether it is one of the weekdays asked for: each, or so many weeks from the beginning or the end of the month."""
    forward, backward = (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)
    return any((which, day.weekday()) in rule.weekdays for which in (0, forward, backward))


def _weekday(value: object) -> tuple[int, int]:
    found = _DAY.fullmatch(str(value).upper())
    if found is None or abs(which := int(found[1] or 0)) > 5 or (found[1] and not which):
        raise UnreadRule
    return which, WEEKDAYS.index(found[2])


def _numbers(rule: Mapping[str, Any], key: str) -> tuple[int, ...]:
    numbers = tuple(dict.fromkeys(int(value) for value in _listed(rule, key)))
    if not all(1 <= abs(number) <= 31 for number in numbers):
        raise UnreadRule
    return numbers


def _listed(rule: Mapping[str, Any], key: str) -> list[Any]:
    values = rule.get(key, [])
    return list(values) if isinstance(values, list | tuple) else [values]
