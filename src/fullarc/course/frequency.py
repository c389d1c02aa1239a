"""What a number in a note says about severity: how often, how long, how much.

Lines between mild, moderate and severe are working conventions of this project, not published cut-offs; the page says so.
"""

from fullarc.course.proofs import number_of
from fullarc.reading.finding import Finding

_PER_WEEK = {
    "per_day": 7.0,
    "per_night": 7.0,
    "per_week": 1.0,
    "per_two_weeks": 1 / 2,
    "per_three_weeks": 1 / 3,
    "per_month": 12 / 52,
    "nights_per_week": 1.0,
    "days_per_week": 1.0,
    "per_year": 1 / 52,
}
_COUNTED_OTHERWISE = frozenset({"alcohol_use", "tobacco_use", "sleep_disturbance"})  # drinks and cigarettes, awakenings
_HOURS_OF_SLEEP = ((7.0, 0.0), (6.0, 1.0), (5.0, 2.0))


def level_from_value(finding: Finding) -> float | None:
    """Level 0 to 3 from a finding's number, or None when the number says nothing about severity.

    Counts: none 0, under once a week 1, under three times a week 2, three or more 3. Ratings of 10 or 100: none 0,
    up to 3 of 10 mild, up to 6 moderate, above severe. Hours of sleep: 7 or more 0, 6 mild, 5 moderate, less severe.
    Against a previous number in the same words: a fall to a quarter or less is mild, to two thirds or less at most moderate.
    """
    value = number_of(finding.value)
    if value is None or finding.unit is None:
        return None
    if finding.unit in _PER_WEEK and finding.indicator not in _COUNTED_OTHERWISE:
        return _from_count(value * _PER_WEEK[finding.unit])
    if finding.unit == "of_10":
        return _from_rating(value)
    if finding.unit == "of_100":
        return _from_rating(value / 10)
    if finding.unit == "hours" and finding.indicator == "sleep_disturbance":
        return next((level for hours, level in _HOURS_OF_SLEEP if value >= hours), 3.0)
    return _against_previous(value, number_of(finding.previous_value))


def _from_count(per_week: float) -> float:
    return 0.0 if per_week <= 0 else 1.0 if per_week < 1 else 2.0 if per_week < 3 else 3.0


def _from_rating(of_ten: float) -> float:
    return 0.0 if of_ten < 0.5 else 1.0 if of_ten <= 3 else 2.0 if of_ten <= 6 else 3.0


def _against_previous(value: float, previous: float | None) -> float | None:
    if previous is None or previous <= 0:
        return None
    return 0.0 if value <= 0 else 1.0 if value <= previous / 4 else 2.0 if value <= previous * 2 / 3 else None
