"""Numbers of findings in words: "about five a week"."""

from collections.abc import Iterable

from fullarc.course.days import count_in_words
from fullarc.course.timeline import NotedFinding
from fullarc.reading.finding import Quantity

_UNITS = {
    "per_day": "a day",
    "per_night": "a night",
    "per_week": "a week",
    "per_month": "a month",
    "per_year": "a year",
    "hours": "hours",
    "of_10": "of 10",
    "of_100": "of 100",
}


def quantity_in_words(value: Quantity, unit: str) -> str:
    """Says "five a week", "one or two a week", "4.5 hours"; "" for a unit without words."""
    if unit not in _UNITS:
        return ""
    if isinstance(value, tuple):
        return f"{_number(value[0])} to {_number(value[1])} {_UNITS[unit]}"
    return f"{_number(value)} {_UNITS[unit]}"


def _number(value: float) -> str:
    return count_in_words(int(value)) if value == int(value) else f"{value:g}"


def _units_of(indicator: str) -> frozenset[str]:
    """How much sleep there is, is said in hours; a count a night may be awakenings as well."""
    return frozenset({"hours"}) if indicator == "sleep_disturbance" else frozenset(_UNITS)


def quantities_of(findings: Iterable[NotedFinding]) -> dict[tuple[str, int], str]:
    """(source, start) of each finding that carries a number with a unit, and the number in words."""
    found = {}
    for noted in findings:
        finding = noted.finding
        if (
            finding.value is not None
            and finding.unit is not None
            and finding.unit in _units_of(finding.indicator)
            and (words := quantity_in_words(finding.value, finding.unit))
        ):
            found[noted.source, finding.evidence.start] = words
    return found
