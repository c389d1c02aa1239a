"""A step back: the last score, or the last two, reliably worse than the score before them. After a lasting gain it asks for a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.thresholds import ReliableStep
from fullarc.course.timeline import ScoreRecord

LONGEST = 2  # scores: a level that stays longer is judged by the rules of durability


@dataclass(frozen=True, slots=True)
class StepBack:
    """`scores` reach the latest; each is worse than `before` by the reliable change or more."""

    before: ScoreRecord
    scores: tuple[ScoreRecord, ...]

    @property
    def since(self) -> date:
        return self.scores[0].date


def step_back_of(observed: Sequence[ScoreRecord], sign: int, step: ReliableStep | None) -> StepBack | None:
    """The step back at the end of a series; None when there is none, or when less than three scores were given.

    `observed` holds the valid scores that are no situational dip, in order of date; `sign` is 1 where higher is better, -1 where lower is.
    """
    if step is None or len(observed) < 3:
        return None
    for count in range(LONGEST, 0, -1):
        before, last = observed[-count - 1], tuple(observed[-count:])
        if all(step.reached_by(sign * ((one.value or 0.0) - (before.value or 0.0))) < 0 for one in last):
            return StepBack(before, last)
    return None


def step_back_in_words(scores: int) -> str:
    """What stands beside "improved" where there is little room; empty without a step back."""
    return {0: "", 1: "last score a step back"}.get(scores, "last two scores a step back")
