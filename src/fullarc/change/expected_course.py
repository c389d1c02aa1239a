"""Expected treatment response from an archive of finished cases. No curve is shipped: an archive of one's own has to give it.

A score beyond the bounds is a prompt to look, not a prediction of failure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from fullarc.change.direction import NotEnough, as_number, is_clinical, sign

LEAST_CASES = 50
AMBER, RED = 1.0, 1.2816  # one-sided 84 % and 90 %
BELOW_CLINICAL = "No expected course: baseline below the clinical range."
NO_ARCHIVE = "No expected course: fewer than 50 comparable finished cases. Showing change against this client's own baseline only."


@dataclass(frozen=True, slots=True)
class ExpectedCourse:
    """expected(k) = baseline + slope x ln(k); `scatter` is the residual SD of the archive, `cases` its size."""

    baseline: float
    slope: float
    scatter: float
    cases: int
    better: str

    def expected(self, session: int) -> float:
        """The expected score at a session, counted from 1."""
        if session < 1:
            raise ValueError(f"found session {session}; sessions count from 1")
        return self.baseline + self.slope * log(session)

    def bound(self, session: int, z: float) -> float:
        """The score at which a flag begins, on the worse side of the expected one."""
        return self.expected(session) - sign(self.better) * z * self.scatter

    def flag(self, session: int, score: float) -> str:
        """ "red", "amber" or "" for a score at a session; the first session is the baseline and has no flag."""
        if session < 2:
            return ""
        worse_by = -sign(self.better) * (as_number(score) - self.expected(session)) / self.scatter
        return "red" if worse_by > RED else "amber" if worse_by > AMBER else ""


def expected_course(
    baseline: float, *, slope: float, scatter: float, cases: int, better: str, cutoff: float | None = None
) -> ExpectedCourse:
    """The expected course for a baseline.

    Refused (NotEnough): fewer than 50 finished cases behind the slope, or a baseline on the healthy side of the `cutoff`.
    """
    sign(better)
    if cases < LEAST_CASES:
        raise NotEnough(NO_ARCHIVE)
    if cutoff is not None and not is_clinical(baseline, cutoff, better, inclusive=True):
        raise NotEnough(BELOW_CLINICAL)
    return ExpectedCourse(baseline, slope, scatter, cases, better)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest finished cases with their distances, and the mean of their outcomes."""

    nearest: tuple[tuple[str, float], ...]
    mean_outcome: float


def nearest_neighbours(
    query: Sequence[float], archive: Mapping[str, tuple[Sequence[float], float]], sds: Sequence[float], k: int
) -> Neighbours:
    """The k cases nearest by Euclidean distance of the intake variables, each divided by its SD in the archive; ties are all taken.

    `archive` maps a case to its intake variables and its outcome. Refused (NotEnough) when it holds fewer than k cases.
    """
    if len(archive) < k or k < 1:
        raise NotEnough(f"found {len(archive)} finished cases, expected at least {max(k, 1)}")
    distances = sorted((_distance(query, intake, sds), case) for case, (intake, _) in archive.items())
    farthest = distances[k - 1][0]
    nearest = tuple((case, distance) for distance, case in distances if distance <= farthest)
    return Neighbours(nearest, sum(archive[case][1] for case, _ in nearest) / len(nearest))


def _distance(query: Sequence[float], intake: Sequence[float], sds: Sequence[float]) -> float:
    return sqrt(sum(((a - b) / sd) ** 2 for a, b, sd in zip(query, intake, sds, strict=True)))
