"""Recovery and reliable improvement by the rules of NHS Talking Therapies: a depression and an anxiety measure read together.

Method: Gyani et al. 2013, Behav Res Ther 51:597-606. Values: PHQ-9 caseness 10, reliable change 6; GAD-7 8 and 4. All inclusive.
Both measures are better when lower. Where a problem has its own anxiety measure, pass that measure's values.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fullarc.change.direction import number_or_none
from fullarc.change.not_computed import NotComputed

NO_END = "Recovery cannot be stated: no score at the end of treatment."
ONE_MEASURE = "Recovery cannot be stated: only one of the two measures was given."
NOT_A_CASE = "Started below caseness: recovery is not counted."
NOT_ENDED = "Not counted: the course has not ended."
TOO_FEW_CONTACTS = "Not counted: fewer than two attended treatment contacts."
LEAST_CONTACTS = 2


@dataclass(frozen=True, slots=True)
class MeasureValues:
    """Caseness (at or above) and reliable change (at least so many points) of one measure."""

    caseness: float
    reliable: float


PHQ_9 = MeasureValues(caseness=10, reliable=6)
GAD_7 = MeasureValues(caseness=8, reliable=4)


@dataclass(frozen=True, slots=True)
class TalkingTherapiesOutcome:
    """What the rules say about one finished course. `recovered` and `reliably_recovered` are not computed below caseness at the start."""

    caseness: bool
    recovered: bool | NotComputed
    reliably_improved: bool
    reliably_deteriorated: bool
    reliably_recovered: bool | NotComputed
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TalkingTherapiesCounts:
    """Counts over many courses. Recovery is out of `caseness`, reliable change out of `paired`."""

    paired: int
    caseness: int
    recovered: int
    reliably_improved: int
    reliably_deteriorated: int
    reliably_recovered: int


def talking_therapies(
    depression: tuple[float | None, float | None],
    anxiety: tuple[float | None, float | None],
    depression_values: MeasureValues = PHQ_9,
    anxiety_values: MeasureValues = GAD_7,
) -> TalkingTherapiesOutcome | NotComputed:
    """The outcome of one course from (start, end) of both measures, or why it cannot be stated.

    caseness: either measure at or above its caseness at the start · recovered: caseness at the start and both below at the end ·
    reliably improved: at least one reliably better and neither reliably worse (deteriorated the other way round) · reliably
    recovered: recovered and reliably improved.
    """
    depression, anxiety = _known(depression), _known(anxiety)
    if depression == (None, None) or anxiety == (None, None):
        return NotComputed(ONE_MEASURE)
    low, high = _pair(depression), _pair(anxiety)
    if low is None or high is None:
        return NotComputed(NO_END)
    pairs = [(low, depression_values), (high, anxiety_values)]
    caseness = any(start >= values.caseness for (start, _), values in pairs)
    recovered = caseness and all(end < values.caseness for (_, end), values in pairs)
    better = any(start - end >= values.reliable for (start, end), values in pairs)
    worse = any(end - start >= values.reliable for (start, end), values in pairs)
    improved = better and not worse
    return TalkingTherapiesOutcome(
        caseness=caseness,
        recovered=recovered if caseness else NotComputed(NOT_A_CASE),
        reliably_improved=improved,
        reliably_deteriorated=worse and not better,
        reliably_recovered=(recovered and improved) if caseness else NotComputed(NOT_A_CASE),
        remark="" if caseness else NOT_A_CASE,
    )


def _known(scores: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    start, end = scores
    return number_or_none(start), number_or_none(end)


def _pair(scores: tuple[float | None, float | None]) -> tuple[float, float] | None:
    start, end = scores
    return None if start is None or end is None else (start, end)


def eligible(*, ended: bool, attended_contacts: int, depression_scores: int, anxiety_scores: int) -> bool | NotComputed:
    """Does a course count at all? True, or why not: it has ended, with two attended treatment contacts, both measures scored twice."""
    if not ended:
        return NotComputed(NOT_ENDED)
    if attended_contacts < LEAST_CONTACTS:
        return NotComputed(TOO_FEW_CONTACTS)
    if not depression_scores or not anxiety_scores:
        return NotComputed(ONE_MEASURE)
    return True if min(depression_scores, anxiety_scores) >= 2 else NotComputed(NO_END)


def anxiety_pair(
    disorder: tuple[float | None, float | None], disorder_values: MeasureValues, generalised: tuple[float | None, float | None]
) -> tuple[tuple[float | None, float | None], MeasureValues]:
    """The anxiety scores that count: those of the measure for the problem when both are there, else the GAD-7's (Clark 2018)."""
    return (generalised, GAD_7) if None in _known(disorder) else (disorder, disorder_values)


def count_outcomes(outcomes: Iterable[TalkingTherapiesOutcome | NotComputed]) -> TalkingTherapiesCounts:
    """Counts over courses; those without an outcome are left out of every count."""
    judged = [outcome for outcome in outcomes if isinstance(outcome, TalkingTherapiesOutcome)]
    return TalkingTherapiesCounts(
        paired=len(judged),
        caseness=sum(outcome.caseness for outcome in judged),
        recovered=sum(outcome.recovered is True for outcome in judged),
        reliably_improved=sum(outcome.reliably_improved for outcome in judged),
        reliably_deteriorated=sum(outcome.reliably_deteriorated for outcome in judged),
        reliably_recovered=sum(outcome.reliably_recovered is True for outcome in judged),
    )
