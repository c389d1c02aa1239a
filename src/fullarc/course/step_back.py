"""A step back: the scores at the end reliably worse than the one before them. After a lasting gain it asks for a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.days import count_in_words
from fullarc.course.thresholds import ReliableStep
from fullarc.course.timeline import ScoreRecord

SHORT_OF_A_LEVEL = 2  # scores: what stays longer is a level of its own, and a step back only from a gain that had lasted


@dataclass(frozen=True, slots=True)
class StepBack:
    """`scores` reach the latest; each is worse than `before` by the reliable change or more."""

    before: ScoreRecord
    scores: tuple[ScoreRecord, ...]

    @property
    def since(self) -> date:
        return self.scores[0].date


def steps_back_of(observed: Sequence[ScoreRecord], sign: int, step: ReliableStep | None) -> list[StepBack]:
    """The steps back that reach the end of a series, the longest first; none where less than three scores were given.

    `observed` holds the valid scores that are no situational dip, in order of date; `sign` is 1 where higher is better, -1 where lower is.
    """
    found: list[StepBack] = []
    if step is None or len(observed) < 3:
        return found
    best_since: float | None = None
    for place in range(len(observed) - 2, -1, -1):
        after = sign * (observed[place + 1].value or 0.0)
        best_since = after if best_since is None else max(best_since, after)
        if step.reached_by(best_since - sign * (observed[place].value or 0.0)) < 0:
            found.append(StepBack(observed[place], tuple(observed[place + 1 :])))
    return found[::-1]


def step_back_in_words(scores: int) -> str:
    """What stands beside a change where there is little room: "last five scores a step back"; empty without a step back."""
    return {0: "", 1: "last score a step back"}.get(scores, f"last {count_in_words(scores)} scores a step back")
