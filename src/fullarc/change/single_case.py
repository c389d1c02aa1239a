"""Two phases of daily entries compared: NAP, Tau, Tau-U, baseline-corrected Tau. Descriptive: daily data depend on each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from statistics import median

from fullarc.change.direction import NotEnough, as_numbers, critical_z, sign
from fullarc.change.not_computed import NotComputed

LEAST, LEAST_TO_CORRECT = 5, 8  # points a phase; baseline points before a trend may be taken off
TOO_FEW = "Too few days before the change to compare (need 5)."
TOO_FEW_TO_CORRECT = "Too few days before the change to take off their trend (need 8): carried on, it would correct too much."


@dataclass(frozen=True, slots=True)
class PhaseComparison:
    """NAP and its relatives for baseline A and phase B; 0.5 of NAP and 0 of the Taus mean no difference, more is better.

    `bc_tau` is not computed with fewer than 8 baseline points: a trend over fewer, carried on, corrects too much.
    `standard_error` is the unbiased one of NAP; `low` and `high` are its interval by score inversion.
    """

    nap: float
    tau: float
    tau_u: float
    bc_tau: float | NotComputed
    standard_error: float
    low: float
    high: float
    strength: str


def compare_phases(baseline: Sequence[float], phase: Sequence[float], better: str, confidence: float = 0.95) -> PhaseComparison:
    """All indices at once. Refused (NotEnough) with fewer than 5 points in a phase."""
    baseline, phase = as_numbers(baseline), as_numbers(phase)
    if len(baseline) < LEAST:
        raise NotEnough(TOO_FEW)
    if len(phase) < LEAST:
        raise NotEnough("Too few days after the change to compare (need 5).")
    overlap = nap(baseline, phase, better)
    low, high = nap_interval(overlap, len(baseline), len(phase), confidence)
    return PhaseComparison(
        nap=overlap,
        tau=2 * overlap - 1,
        tau_u=tau_u(baseline, phase, better),
        bc_tau=(baseline_corrected_tau(baseline, phase, better) if len(baseline) >= LEAST_TO_CORRECT else NotComputed(TOO_FEW_TO_CORRECT)),
        standard_error=nap_standard_error(baseline, phase, better),
        low=low,
        high=high,
        strength=strength(overlap),
    )


def nap(baseline: Sequence[float], phase: Sequence[float], better: str) -> float:
    """Non-overlap of all pairs: the share of pairs in which B is better, ties count half (Parker & Vannest 2009, Behav Ther 40:357)."""
    baseline, phase = _both(baseline, phase)
    return sum(map(sum, _wins(baseline, phase, better))) / (len(baseline) * len(phase))


def tau(baseline: Sequence[float], phase: Sequence[float], better: str) -> float:
    """Tau (A v B) = 2 NAP - 1."""
    return 2 * nap(baseline, phase, better) - 1


def kendall_sum(series: Sequence[float], better: str) -> int:
    """Improving pairs minus worsening pairs inside one series, in order of time."""
    return sum(_direction(first, second, better) for first, second in combinations(as_numbers(series), 2))


def tau_u(baseline: Sequence[float], phase: Sequence[float], better: str) -> float:
    """Tau-U = (S_AB - S_A) / (m n), S_A the trend inside the baseline (Parker et al. 2011). It can leave -1 to 1."""
    baseline, phase = _both(baseline, phase)
    between = sum(_direction(first, second, better) for first in baseline for second in phase)
    return (between - kendall_sum(baseline, better)) / (len(baseline) * len(phase))


def theil_sen(series: Sequence[float]) -> float:
    """The median of all slopes between two points of a series, per step."""
    if len(series) < 2:
        raise NotEnough(TOO_FEW)
    series = as_numbers(series)
    return median((series[j] - series[i]) / (j - i) for i, j in combinations(range(len(series)), 2))


def baseline_corrected_tau(baseline: Sequence[float], phase: Sequence[float], better: str) -> float:
    """Tau after the Theil-Sen line of the baseline was taken off both phases. Not to be used below about 8 baseline points."""
    baseline, phase = _both(baseline, phase)
    slope = theil_sen(baseline)
    level = [value - slope * step for step, value in enumerate([*baseline, *phase])]
    exact = [round(value, 9) for value in level]
    return tau(exact[: len(baseline)], exact[len(baseline) :], better)


def nap_standard_error(baseline: Sequence[float], phase: Sequence[float], better: str) -> float:
    """Unbiased standard error: [NAP - (m+n-1) NAP^2 + n Q1 + m Q2 - 2 Q3] / [(m-1)(n-1)], as in the SingleCaseES package.

    Q1 and Q2 are the mean squared shares of pairs won by one day of A and of B, Q3 the mean squared win; ties count half.
    """
    share, by_row, by_column, squares = _shares(baseline, phase, better)
    m, n = len(baseline), len(phase)
    variance = share - (m + n - 1) * share**2 + n * by_row + m * by_column - 2 * squares
    return sqrt(max(variance, 0.0) / ((m - 1) * (n - 1)))


def hanley_mcneil_error(baseline: Sequence[float], phase: Sequence[float], better: str) -> float:
    """Standard error after Hanley & McNeil 1982: sqrt([NAP(1-NAP) + (n-1)(Q1-NAP^2) + (m-1)(Q2-NAP^2)] / (m n))."""
    share, by_row, by_column, _ = _shares(baseline, phase, better)
    m, n = len(baseline), len(phase)
    return sqrt((share * (1 - share) + (n - 1) * (by_row - share**2) + (m - 1) * (by_column - share**2)) / (m * n))


def null_standard_error(m: int, n: int) -> float:
    """Standard error of NAP when the phases do not differ: sqrt((m + n + 1) / (12 m n))."""
    return sqrt((m + n + 1) / (12 * m * n))


def nap_interval(share: float, m: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of NAP by inverting the score test (Newcombe 2006, method 5): all values that the data do not contradict."""
    z = critical_z(confidence)
    return _edge(share, 0.0, m, n, z), _edge(share, 1.0, m, n, z)


def _edge(share: float, end: float, m: int, n: int, z: float) -> float:
    """The value between `share` and `end` at which the distance from `share` is z standard errors, by bisection."""
    inside, outside, pull = share, end, (m + n) / 2 - 1
    while (value := (inside + outside) / 2) not in (inside, outside):
        variance = value * (1 - value) * (1 + pull * (1 - value) / (2 - value) + pull * value / (1 + value)) / (m * n)
        inside, outside = (value, outside) if (share - value) ** 2 <= z * z * variance else (inside, value)
    return inside


def _shares(baseline: Sequence[float], phase: Sequence[float], better: str) -> tuple[float, float, float, float]:
    baseline, phase = as_numbers(baseline), as_numbers(phase)
    m, n = len(baseline), len(phase)
    if m < 2 or n < 2:
        raise NotEnough(TOO_FEW)
    wins = _wins(baseline, phase, better)
    by_row = sum(sum(row) ** 2 for row in wins) / (m * n * n)
    by_column = sum(sum(column) ** 2 for column in zip(*wins, strict=True)) / (m * m * n)
    return sum(map(sum, wins)) / (m * n), by_row, by_column, sum(win * win for row in wins for win in row) / (m * n)


def strength(share: float) -> str:
    """Customary words for NAP, not verified at their source: weak to .65, medium to .92, strong above."""
    return "strong" if share >= 0.93 else "medium" if share >= 0.66 else "weak"


def _wins(baseline: Sequence[float], phase: Sequence[float], better: str) -> list[list[float]]:
    return [[(1 + _direction(first, second, better)) / 2 for second in phase] for first in baseline]


def _direction(first: float, second: float, better: str) -> int:
    gain = sign(better) * (second - first)
    return (gain > 0) - (gain < 0)


def _both(baseline: Sequence[float], phase: Sequence[float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    first, second = as_numbers(baseline), as_numbers(phase)
    if not first or not second:
        raise NotEnough(TOO_FEW)
    return first, second
