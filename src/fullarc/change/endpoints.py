"""Which score is the baseline and which the end point, and whether two scores may be compared at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.change.direction import NotEnough, number_or_none

ONE_SCORE = "One score so far; change cannot be judged."
NO_BASELINE = "No baseline: no score on or before the second contact."
NO_END = "No end point: no score after the baseline and on or before the end of the course."


@dataclass(frozen=True, slots=True)
class Administration:
    """How a score came about. Two scores are compared only when all of this is the same."""

    measure: str
    version: str = ""
    informant: str = "client"
    language: str = ""
    recall_days: int | None = None
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The two scores a course is judged by. `flags` are sentences about the choice, such as two scores on one day."""

    baseline: tuple[date, float]
    end: tuple[date, float]
    flags: tuple[str, ...]


_WORDS = {"measure": "measures", "version": "versions", "informant": "informants", "language": "languages"} | {
    "recall_days": "recall windows",
    "items": "numbers of items",
}


def refuse_incomparable(first: Administration, second: Administration) -> None:
    """Raises NotEnough, naming what differs, unless both were the same measure, version, informant, language, window and items."""
    different = [words for field, words in _WORDS.items() if getattr(first, field) != getattr(second, field)]
    if different:
        raise NotEnough(f"Not compared: the two scores have different {', '.join(different)}.")


def endpoints(
    scores: Sequence[tuple[date, float | None]], *, second_contact: date | None = None, ended: date | None = None, reset: date | None = None
) -> Endpoints:
    """Baseline and end point of one course; `scores` are in the order in which they were entered, None is a missing total.

    Baseline: the first score, which has to lie on or before `second_contact` when that is known. End: the last score on or before
    `ended`. Of several on one day the first is the baseline and the last the end point. A `reset` begins a new episode on that
    day: earlier scores are left out. A missing total is missing: never zero, never carried forward. Refused (NotEnough): one score.
    """
    known = ((day, number_or_none(score)) for day, score in scores if reset is None or day >= reset)
    valid = sorted(((day, score) for day, score in known if score is not None), key=lambda one: one[0])
    if len(valid) < 2:
        raise NotEnough(ONE_SCORE)
    baseline = valid[0]
    if second_contact is not None and baseline[0] > second_contact:
        raise NotEnough(NO_BASELINE)
    later = [one for one in valid[1:] if ended is None or one[0] <= ended]
    if not later:
        raise NotEnough(NO_END)
    return Endpoints(baseline, later[-1], _flags(valid, baseline[0], later[-1][0]))


def _flags(valid: Sequence[tuple[date, float]], first: date, last: date) -> tuple[str, ...]:
    days = [day for day, _ in valid]
    flags = []
    if first != last and days.count(first) > 1:
        flags.append("Several scores on the first day: the first of them is the baseline.")
    if days.count(last) > 1:
        flags.append("Several scores on the last day: the last of them is the end point.")
    return tuple(flags)
