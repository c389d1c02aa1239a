"""Numbers of findings in words, with their size: "about five a week"."""

from collections.abc import Iterable
from dataclasses import dataclass

from fullarc.course.counts_in_notes import is_counted
from fullarc.course.days import count_in_words
from fullarc.course.timeline import NotedFinding
from fullarc.reading.finding import Quantity

SLEEP = "sleep_disturbance"
_UNITS = {  # the words, what kind of number it is, and how often that is in a day
    "per_day": ("a day", "count", 1.0),
    "per_night": ("a night", "count", 1.0),
    "per_week": ("a week", "count", 1 / 7),
    "per_two_weeks": ("in two weeks", "count", 1 / 14),
    "per_three_weeks": ("in three weeks", "count", 1 / 21),
    "per_month": ("a month", "count", 1 / 30),
    "per_year": ("a year", "count", 1 / 365),
    "hours": ("hours", "hours", 1.0),
    "of_10": ("of 10", "of ten", 1.0),
    "of_100": ("of 100", "of ten", 0.1),
}


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """A number as the note gives it. `size` can be compared with numbers of the same `kind`; a range counts as its middle."""

    words: str
    kind: str
    size: float


def quantity_in_words(value: Quantity, unit: str) -> str:
    """Says "five a week", "one to two a week", "4.5 hours"; "" for a unit without words."""
    if unit not in _UNITS:
        return ""
    words = in_singular(_UNITS[unit][0]) if value == 1 else _UNITS[unit][0]
    if isinstance(value, tuple):
        return f"{_number(value[0])} to {_number(value[1])} {words}"
    return f"{_number(value)} {words}"


def unit_in_words(unit: str, value: Quantity | None) -> str:
    """The unit of a number as it is said: "drinks per day", of one "drink per day"."""
    words = unit.replace("_", " ")
    return in_singular(words) if value == 1 else words


def in_singular(unit: str) -> str:
    """The unit of one: "drink" for "drinks", "time per week" for "times per week", "class" for "classes"."""
    counted, space, rest = unit.partition(" ")
    end = 2 if counted.endswith("sses") else 1 if counted.endswith("s") and not counted.endswith("ss") else 0
    return counted[: len(counted) - end] + space + rest


def _number(value: float) -> str:
    return count_in_words(int(value)) if value == int(value) else f"{value:g}"


def _kinds_of(indicator: str) -> frozenset[str]:
    """Sleep is told in hours slept; a count a day says something only of what can be counted, such as attacks."""
    if indicator == SLEEP:
        return frozenset({"hours"})
    return frozenset({"count", "of ten"} if is_counted(indicator) else {"of ten"})


def quantities_of(findings: Iterable[NotedFinding]) -> dict[tuple[str, int], SaidNumber]:
    """(source, start) of each finding that carries a number with a unit, and the number."""
    found = {}
    for noted in findings:
        finding = noted.finding
        if finding.value is None or finding.unit not in _UNITS:
            continue
        _, kind, each = _UNITS[finding.unit]
        if kind in _kinds_of(finding.indicator):
            middle = sum(finding.value) / 2 if isinstance(finding.value, tuple) else finding.value
            found[noted.source, finding.evidence.start] = SaidNumber(quantity_in_words(finding.value, finding.unit), kind, middle * each)
    return found
