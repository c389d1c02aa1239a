"""The expected course of one practice, learned from its own finished cases. No curve is shipped, and none is made from fewer than 50 cases.

expected(k) = baseline + slope(baseline) x ln(k), k the session number. Each finished case gives a slope by least squares through its own
baseline; slope(baseline) = mean slope + w x b x (baseline - mean baseline), where b is the regression of the slopes on the baselines and
w = max(0, 1 - se(b)^2 / b^2) draws it towards no influence by as much as it is uncertain (partial pooling over severity; positive-part
James-Stein, empirical Bayes). The 80 % band holds the middle 80 of 100 residuals of the archive in the same stretch of sessions; its
coverage is measured on cases that were left out of the fit.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log, sqrt

from fullarc.change.direction import NotEnough, is_clinical, sign
from fullarc.change.expected_course import AMBER, BELOW_CLINICAL, LEAST_CASES, NO_ARCHIVE, RED

LEAST_SCORES = 4
TAIL = 0.10
FROM_SESSIONS = (2, 5, 8, 12)  # the stretches of sessions that have a spread of their own
LEAST_IN_STRETCH = 50  # residuals; a stretch with fewer shares the spread of all
LEAVE_ONE_OUT = 200  # cases; above it ten parts are left out in turn


@dataclass(frozen=True, slots=True)
class FinishedCase:
    """The scores of one finished course, as (session from 1, score), in order. The first is the baseline."""

    scores: tuple[tuple[int, float], ...]

    @property
    def baseline(self) -> float:
        return self.scores[0][1]

    @property
    def later(self) -> tuple[tuple[int, float], ...]:
        return tuple((session, score) for session, score in self.scores[1:] if session > 1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Residuals in points, positive towards worse: the 10th and 90th of 100, from how many."""

    better: float
    worse: float
    residuals: int


@dataclass(frozen=True, slots=True)
class LocalCourse:
    """A fitted expected course. `covered` of `tested` later scores of left-out cases lay in the 80 % band."""

    cases: int
    better: str
    low: float
    high: float
    cutoff: float | None
    mean_slope: float
    mean_baseline: float
    slope_by_baseline: float  # after pooling
    pooled: float  # w, from 0 (severity makes no difference) to 1
    spreads: tuple[Spread, ...]
    covered: int = 0
    tested: int = 0

    @property
    def coverage(self) -> float | None:
        return self.covered / self.tested if self.tested else None

    def slope(self, baseline: float) -> float:
        """Points for each unit of ln(session)."""
        return self.mean_slope + self.slope_by_baseline * (baseline - self.mean_baseline)

    def expected(self, baseline: float, session: int) -> float:
        """The expected score at a session, within the range of the scale."""
        if session < 1:
            raise ValueError(f"found session {session}; sessions count from 1")
        return self._within(baseline + self.slope(baseline) * log(session))

    def band(self, baseline: float, session: int) -> tuple[float, float]:
        """The scores between which 80 of 100 comparable cases lay at a session, lower first."""
        spread, centre = self._spread(session), self.expected(baseline, session)
        ends = (centre - sign(self.better) * spread.better, centre - sign(self.better) * spread.worse)
        return self._within(min(ends)), self._within(max(ends))

    def worse_by(self, baseline: float, session: int, score: float) -> float:
        """How far a score lies on the worse side of the expected one; 1.2816 is the worse end of the 80 % band."""
        worse = -sign(self.better) * (score - self.expected(baseline, session))
        return worse / (max(self._spread(session).worse, 1e-6) / RED)

    def flag(self, baseline: float, session: int, score: float) -> str:
        """ "red", "amber" or "" for a score from the second session on. Refused (NotEnough): a baseline on the healthy side."""
        if self.cutoff is not None and not is_clinical(baseline, self.cutoff, self.better, inclusive=True):
            raise NotEnough(BELOW_CLINICAL)
        if session < 2:
            return ""
        worse = self.worse_by(baseline, session, score)
        return "red" if worse > RED else "amber" if worse > AMBER else ""

    def calibration_in_words(self) -> str:
        """What stands beside every drawn band: how many cases, and how often the band was right about cases it had not seen."""
        if self.coverage is None:
            return f"From {self.cases} finished cases of this practice; its coverage was not measured."
        return (
            f"From {self.cases} finished cases of this practice. The 80 % band held {100 * self.coverage:.0f} of 100 later scores of cases "
            f"left out of the fit ({self.covered} of {self.tested})."
        )

    def _within(self, score: float) -> float:
        return min(self.high, max(self.low, score))

    def _spread(self, session: int) -> Spread:
        return self.spreads[max(0, bisect_right(FROM_SESSIONS, session) - 1)]


def comparable(cases: Sequence[FinishedCase], better: str, cutoff: float | None) -> tuple[FinishedCase, ...]:
    """The cases a course may be learned from: four scores or more, and a baseline on the clinical side."""
    enough = [case for case in cases if len(case.scores) >= LEAST_SCORES and case.later]
    return tuple(case for case in enough if cutoff is None or is_clinical(case.baseline, cutoff, better, inclusive=True))


def local_course(
    cases: Sequence[FinishedCase], *, better: str, low: float, high: float, cutoff: float | None = None, calibrate: bool = True
) -> LocalCourse:
    """The expected course of one measure from finished cases. Refused (NotEnough) below 50 comparable ones with four scores or more.

    `better` is "lower" or "higher"; `low` and `high` bound the scale. With `calibrate` the coverage of the band is measured by leaving each
    case out in turn (above 200 cases, a tenth of them at a time).
    """
    sign(better)
    used = comparable(cases, better, cutoff)
    if len(used) < LEAST_CASES:
        raise NotEnough(NO_ARCHIVE)
    fitted = _fitted(used, better, low, high, cutoff)
    if not calibrate:
        return fitted
    covered, tested = _coverage(used, better, low, high, cutoff)
    return replace(fitted, covered=covered, tested=tested)


def held_in_band(model: LocalCourse, cases: Sequence[FinishedCase]) -> tuple[int, int]:
    """How many later scores of other cases lie in the 80 % band, and how many there are."""
    scores = [(case.baseline, session, score) for case in cases for session, score in case.later]
    inside = 0
    for baseline, session, score in scores:
        lower, upper = model.band(baseline, session)
        inside += lower <= score <= upper
    return inside, len(scores)


def _fitted(cases: Sequence[FinishedCase], better: str, low: float, high: float, cutoff: float | None) -> LocalCourse:
    slopes, baselines = [_slope(case) for case in cases], [case.baseline for case in cases]
    mean_slope, mean_baseline = sum(slopes) / len(slopes), sum(baselines) / len(baselines)
    by_baseline, pooled = _pooled(slopes, baselines, mean_slope, mean_baseline)
    bare = LocalCourse(len(cases), better, low, high, cutoff, mean_slope, mean_baseline, by_baseline, pooled, ())
    residuals = [
        (session, -sign(better) * (score - bare.expected(case.baseline, session))) for case in cases for session, score in case.later
    ]
    return replace(bare, spreads=_spreads(residuals))


def _slope(case: FinishedCase) -> float:
    """Least squares of (score - baseline) on ln(session) through the origin."""
    later = case.later
    return sum((score - case.baseline) * log(session) for session, score in later) / sum(log(session) ** 2 for session, _ in later)


def _pooled(slopes: Sequence[float], baselines: Sequence[float], mean_slope: float, mean_baseline: float) -> tuple[float, float]:
    sxx = sum((x - mean_baseline) ** 2 for x in baselines)
    if sxx == 0:
        return 0.0, 0.0
    raw = sum((x - mean_baseline) * y for x, y in zip(baselines, slopes, strict=True)) / sxx
    rest = sum((y - mean_slope - raw * (x - mean_baseline)) ** 2 for x, y in zip(baselines, slopes, strict=True))
    error = sqrt(rest / (len(slopes) - 2) / sxx)
    weight = max(0.0, 1 - (error / raw) ** 2) if raw else 0.0
    return weight * raw, weight


def _spreads(residuals: Sequence[tuple[int, float]]) -> tuple[Spread, ...]:
    everything = _spread_of([value for _, value in residuals])
    spreads = []
    for place, begin in enumerate(FROM_SESSIONS):
        end = FROM_SESSIONS[place + 1] if place + 1 < len(FROM_SESSIONS) else None
        inside = [value for session, value in residuals if session >= begin and (end is None or session < end)]
        spreads.append(_spread_of(inside) if len(inside) >= LEAST_IN_STRETCH else everything)
    return tuple(spreads)


def _spread_of(values: Sequence[float]) -> Spread:
    """The 10th and the 90th of 100, taken outwards for the finite sample of nine or more (n + 1 for n, as in conformal prediction)."""
    ordered, n = sorted(values), len(values)
    lower, upper = ordered[floor(TAIL * (n + 1)) - 1], ordered[ceil((1 - TAIL) * (n + 1)) - 1]
    return Spread(min(lower, 0.0), max(upper, 0.0), n)


def _coverage(cases: Sequence[FinishedCase], better: str, low: float, high: float, cutoff: float | None) -> tuple[int, int]:
    parts = len(cases) if len(cases) <= LEAVE_ONE_OUT else 10
    covered = tested = 0
    for part in range(parts):
        model = _fitted([case for i, case in enumerate(cases) if i % parts != part], better, low, high, cutoff)
        inside, of = held_in_band(model, [case for i, case in enumerate(cases) if i % parts == part])
        covered, tested = covered + inside, tested + of
    return covered, tested
