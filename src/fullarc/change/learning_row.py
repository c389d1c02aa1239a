"""What is known of one course when many are looked at together: where it began, where it ended, what it had that others had not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fullarc.change.direction import improvement, sign

LEAST_IN_STRATUM = 4  # smaller groups of one problem are taken together as "other"
OTHER = "other"


class Aspect(StrEnum):
    """What kind of thing a factor is. What is itself the problem is not adjusted for the problem."""

    INTERVENTION = "intervention"
    MODALITY = "modality"
    PROBLEM = "problem"
    AGE = "age"
    HOMEWORK = "homework"
    EARLY = "early change"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that a course has or has not. `told` completes "courses ...": "in which exposure was worked with early"."""

    key: str
    aspect: Aspect
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One course by one measure. Scores in points; `reliable_change` is the measure's published amount of points, above 0.

    `factors` maps a factor's key to whether the course has it; a key that is missing or None is not known. `lasting`: whether a reliable
    improvement was there and held (None where that cannot be said). `own` is whether the reader is this client's therapist, `open` whether
    the record is open to the reader, `therapist` who began with the client: they serve only to hide what would speak of somebody else.
    """

    course: str
    measure: str
    better: str
    baseline: float
    last: float
    reliable_change: float
    sessions: int
    problem: str
    factors: Mapping[str, bool | None]
    lasting: bool | None = None
    own: bool = True
    open: bool = True
    therapist: str = ""

    def __post_init__(self) -> None:
        if self.reliable_change <= 0:
            raise ValueError(f"{self.measure}: found a reliable change of {self.reliable_change:g} points, expected more than 0")
        sign(self.better)

    @property
    def gain(self) -> float:
        """How much better the last score is than the first, in reliable changes of the measure; negative when worse."""
        return improvement(self.baseline, self.last, self.better) / self.reliable_change

    @property
    def severity(self) -> float:
        """The first score in reliable changes of the measure, higher is more severe."""
        return -sign(self.better) * self.baseline / self.reliable_change

    def has(self, factor: Factor) -> bool | None:
        return self.factors.get(factor.key)


def strata_of(rows: Sequence[CaseRow], *, by_problem: bool) -> list[str]:
    """The group of comparable courses that each row belongs to: the same measure, and the same problem unless that is what is asked about.

    Groups of fewer than four are taken together within their measure.
    """
    problems = Counter((row.measure, row.problem) for row in rows)
    named = [
        row.problem if by_problem and problems[row.measure, row.problem] >= LEAST_IN_STRATUM else OTHER if by_problem else ""
        for row in rows
    ]
    return [f"{row.measure}: {problem}" for row, problem in zip(rows, named, strict=True)]
