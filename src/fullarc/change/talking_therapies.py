"""Recovery and reliable improvement by the rules of NHS Talking Therapies: a depression and an anxiety measure read together.

Method: Gyani et al. 2013, Behav Res Ther 51:597-606. Values: PHQ-9 caseness 10, reliable change 6; GAD-7 8 and 4. All inclusive.
Both measures are better when lower. Where a problem has its own anxiety measure, pass that measure's values.
"""

from collections.abc import Iterable
from dataclasses import dataclass

NO_END = "Recovery cannot be stated: no score at the end of treatment."
ONE_MEASURE = "Recovery cannot be stated: only one of the two measures was given."
NOT_A_CASE = "Started below caseness: recovery is not counted."


@dataclass(frozen=True, slots=True)
class MeasureValues:
    """Caseness (at or above) and reliable change (at least so many points) of one measure."""

    caseness: float
    reliable: float


PHQ_9 = MeasureValues(caseness=10, reliable=6)
GAD_7 = MeasureValues(caseness=8, reliable=4)


@dataclass(frozen=True, slots=True)
class TalkingTherapiesOutcome:
    """What the rules say about one finished course. `recovered` and `reliably_recovered` are None below caseness at the start."""

    caseness: bool
    recovered: bool | None
    reliably_improved: bool
    reliably_deteriorated: bool
    reliably_recovered: bool | None
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
) -> TalkingTherapiesOutcome | str:
    """The outcome of one course from (start, end) of both measures, or the sentence that says why it cannot be stated.

    caseness: either measure at or above its caseness at the start · recovered: caseness at the start and both below at the end ·
    reliably improved: at least one reliably better and neither reliably worse (deteriorated the other way round) · reliably
    recovered: recovered and reliably improved.
    """
    if depression == (None, None) or anxiety == (None, None):
        return ONE_MEASURE
    if None in depression or None in anxiety:
        return NO_END
    pairs = [(_pair(depression), depression_values), (_pair(anxiety), anxiety_values)]
    caseness = any(start >= values.caseness for (start, _), values in pairs)
    recovered = caseness and all(end < values.caseness for (_, end), values in pairs)
    better = any(start - end >= values.reliable for (start, end), values in pairs)
    worse = any(end - start >= values.reliable for (start, end), values in pairs)
    improved = better and not worse
    return TalkingTherapiesOutcome(
        caseness=caseness,
        recovered=recovered if caseness else None,
        reliably_improved=improved,
        reliably_deteriorated=worse and not better,
        reliably_recovered=(recovered and improved) if caseness else None,
        remark="" if caseness else NOT_A_CASE,
    )


def _pair(scores: tuple[float | None, float | None]) -> tuple[float, float]:
    start, end = scores
    if start is None or end is None:
        raise ValueError(NO_END)
    return start, end


def count_outcomes(outcomes: Iterable[TalkingTherapiesOutcome | str]) -> TalkingTherapiesCounts:
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
