"""A target of a goal: a number that a measure, a log or a count shall reach by a day, and whether it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Of(StrEnum):
    MEASURE = "measure"  # `what` is the measure's id, `part` its scale
    LOG = "log"  # `what` is the log's id, `part` its line
    COUNT = "count"  # counted for this goal alone; `what` says what is counted, `part` the unit


class Direction(StrEnum):
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Scale:
    """What is known about the numbers of a target. `functional` is the first value on the healthy side of the cut-off."""

    low: float | None = None
    high: float | None = None
    better: str = ""  # "lower" or "higher"
    reliable_change: float | None = None
    functional: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """`value` is in the points or units of what is counted; `since` is the day from which observations count."""

    of: Of
    what: str
    part: str
    name: str
    direction: Direction
    value: float
    since: date
    by: date | None = None
    scale: Scale = Scale()

    def is_met_by(self, value: float) -> bool:
        return value <= self.value if self.direction is Direction.AT_MOST else value >= self.value

    def __str__(self) -> str:
        side = "or less" if self.direction is Direction.AT_MOST else "or more"
        unit = f" {self.part}" if self.of is Of.COUNT and self.part else ""
        return f"{self.name}: {self.value:g}{unit} {side}" + (f" by {in_words(self.by)}" if self.by else "")


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of what a target is about."""

    date: date
    value: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class TargetCourse:
    """How a target stands on a day. `baseline` is the last value up to the first day, or the first after it.

    `reached_on` is the first day on which the value was met; `held` says whether the latest value still meets it.
    """

    target: Target
    baseline: Observation | None
    latest: Observation | None
    reached_on: date | None
    held: bool
    overdue: bool
    sentence: str


def follow(target: Target, observations: Iterable[Observation], as_of: date) -> TargetCourse:
    """Judge a target by what was observed up to `as_of`. Only values after the first day count as reaching it."""
    seen = sorted((each for each in observations if each.date <= as_of), key=lambda each: each.date)
    before = [each for each in seen if each.date <= target.since]
    after = [each for each in seen if each.date > target.since]
    baseline = before[-1] if before else after[0] if after else None
    latest = after[-1] if after else None
    reached_on = next((each.date for each in after if target.is_met_by(each.value)), None)
    held = latest is not None and target.is_met_by(latest.value)
    overdue = target.by is not None and as_of > target.by and not (reached_on and reached_on <= target.by)
    return TargetCourse(target, baseline, latest, reached_on, held, overdue, _sentence(target, latest, reached_on, held, overdue))


def _sentence(target: Target, latest: Observation | None, reached_on: date | None, held: bool, overdue: bool) -> str:
    late = f" The day, {in_words(target.by)}, has passed." if overdue and target.by else ""
    if latest is None:
        return f"No value since {in_words(target.since)}.{late}"
    now = f"{latest.value:g} on {in_words(latest.date)}"
    if held and reached_on is not None:
        first = f", first on {in_words(reached_on)}" if reached_on != latest.date else ""
        return f"Reached: {now}{first}.{late}"
    if reached_on is not None:
        return f"Reached on {in_words(reached_on)}, not held: {now}.{late}"
    return f"Not reached: {now}, {abs(latest.value - target.value):g} to go.{late}"


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
