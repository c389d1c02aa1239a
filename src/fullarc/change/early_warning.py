"""Rising autocorrelation or variance before a shift: described, never a forecast. The control chart is the better-supported watch."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erfc, factorial, sqrt

from fullarc.change.control_chart import kendall_tau, rolling
from fullarc.change.direction import NotEnough, as_numbers

LEAST_WINDOW, LEVEL = 20, 0.05
MOST_EXACT = 100  # beyond it the normal approximation is as good, and the exact way takes long
TOO_FEW = "Not enough regular entries to watch for early signs (need windows of 20 entries)."


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """Kendall's tau of the rolling autocorrelation and SD against time, each with its two-sided p. `rising` needs both to rise."""

    autocorrelation_tau: float
    autocorrelation_p: float
    spread_tau: float
    spread_p: float
    rising: bool
    sentence: str


def early_warning(series: Sequence[float], window: int = LEAST_WINDOW, *, least: int = LEAST_WINDOW) -> EarlyWarning:
    """Trends of the rolling figures. Refused (NotEnough) with windows below 20 entries, or fewer than four windows.

    Neighbouring windows share entries, so the p is too small: a rise is a reason to look at the entries, nothing more.
    """
    if window < least or len(series) < window + 3:
        raise NotEnough(TOO_FEW)
    correlations, spreads = zip(*rolling(series, window), strict=True)
    first, second = kendall_tau(correlations), kendall_tau(spreads)
    first_p, second_p = kendall_p(correlations), kendall_p(spreads)
    rising = min(first, second) > 0 and max(first_p, second_p) < LEVEL
    sentence = (
        "Entries carry over from day to day more than before, and vary more; this is no forecast."
        if rising
        else "No clear rise in how entries carry over from day to day."
    )
    return EarlyWarning(first, first_p, second, second_p, rising, sentence)


def kendall_p(series: Sequence[float]) -> float:
    """Two-sided p of Kendall's tau against time: exact for up to 100 values without ties, by the normal approximation (corrected for ties)
    otherwise."""
    series = as_numbers(series)
    n = len(series)
    if n < 2 or len(set(series)) < 2:
        raise NotEnough("No trend: fewer than two entries, or all alike.")
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(series, 2))
    if len(set(series)) == n <= MOST_EXACT:
        return _exact(n, abs(score))
    ties = [series.count(value) for value in set(series)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    return erfc(max(abs(score) - 1, 0) / sqrt(2 * variance))


def _exact(n: int, score: int) -> float:
    """The share of all orders of n values whose score is as far from 0 or farther, from the numbers of inversions."""
    counts = [1]
    for size in range(2, n + 1):  # one value more makes 0 to size - 1 inversions more: a running sum over `size` neighbours
        ways, longer = 0, list[int]()
        for place in range(len(counts) + size - 1):
            ways += (counts[place] if place < len(counts) else 0) - (counts[place - size] if place >= size else 0)
            longer.append(ways)
        counts = longer
    pairs = n * (n - 1) // 2
    return sum(ways for inversions, ways in enumerate(counts) if abs(pairs - 2 * inversions) >= score) / factorial(n)
