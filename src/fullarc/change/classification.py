"""Recovered, improved, unchanged, deteriorated, harmed: reliable change and the side of the cut-off together."""

from dataclasses import dataclass
from enum import StrEnum

from fullarc.change.direction import as_number, is_clinical, reached
from fullarc.change.not_computed import NotComputed
from fullarc.change.reliable_change import BETTER, NOT_RELIABLE, WITHIN_ERROR, ReliableChange


class ChangeClass(StrEnum):
    RECOVERED = "recovered"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    DETERIORATED = "deteriorated"
    HARMED = "harmed"


STARTED_NORMAL = "Started in the normal range: recovery cannot be judged."
NO_NORMS = "Reliable change can be judged, recovery cannot."


@dataclass(frozen=True, slots=True)
class Classified:
    """The class of one pair of scores. `clinical_pre` and `clinical_post` are not computed without a cut-off.

    `remark` is the sentence that belongs beside the class; empty when the class says it all.
    """

    kind: ChangeClass
    clinical_pre: bool | NotComputed
    clinical_post: bool | NotComputed
    remark: str


def classify(change: ReliableChange, *, better: str, cutoff: float | None = None, inclusive: bool = True) -> Classified:
    """The class by Jacobson & Truax, with "harmed" as in the clinicalsignificance toolbox (the 1991 paper has four classes).

    recovered: clinical before, not after, reliably better · improved: reliably better otherwise · unchanged: no reliable change ·
    harmed: not clinical before, clinical after, reliably worse · deteriorated: reliably worse otherwise.
    `inclusive`: the cut-off itself lies on the clinical side, as with published caseness values.
    """
    if cutoff is None:
        return Classified(class_of(change.direction, False, False), NotComputed(NO_NORMS), NotComputed(NO_NORMS), NO_NORMS)
    before = is_clinical(change.pre, cutoff, better, inclusive)
    after = is_clinical(change.post, cutoff, better, inclusive)
    remark = STARTED_NORMAL if not before else WITHIN_ERROR if change.direction == NOT_RELIABLE else ""
    return Classified(class_of(change.direction, before, after), before, after, remark)


def class_of(direction: str, clinical_pre: bool, clinical_post: bool) -> ChangeClass:
    """The class from the three facts it rests on; `direction` is "better", "worse" or ""."""
    if direction == NOT_RELIABLE:
        return ChangeClass.UNCHANGED
    if direction == BETTER:
        return ChangeClass.RECOVERED if clinical_pre and not clinical_post else ChangeClass.IMPROVED
    return ChangeClass.HARMED if clinical_post and not clinical_pre else ChangeClass.DETERIORATED


def class_by_cutoff(pre: float, post: float, *, better: str, cutoff: float, inclusive: bool = False) -> ChangeClass:
    """The class by the cut-off alone: improved when it was crossed to the healthy side, deteriorated the other way round.

    It says nothing about measurement error; use it only where no reliability is known.
    """
    before, after = is_clinical(pre, cutoff, better, inclusive), is_clinical(post, cutoff, better, inclusive)
    if before == after:
        return ChangeClass.UNCHANGED
    return ChangeClass.IMPROVED if before else ChangeClass.DETERIORATED


def class_by_amount(gain: float, better_by: float, worse_by: float | None = None) -> ChangeClass:
    """The class by a fixed amount, such as a minimal important difference or a percentage; both thresholds are inclusive.

    `gain` is the improvement (positive is better), in the unit of the thresholds. `worse_by` defaults to `better_by`.
    """
    worse = better_by if worse_by is None else worse_by
    if not (better_by > 0 and worse > 0):
        raise ValueError(f"found thresholds {better_by:g} and {worse:g}; expected amounts above 0")
    gain = as_number(gain)
    if reached(gain, better_by):
        return ChangeClass.IMPROVED
    return ChangeClass.DETERIORATED if reached(-gain, worse) else ChangeClass.UNCHANGED
