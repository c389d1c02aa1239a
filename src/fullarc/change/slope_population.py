"""How fast clients of one measure change on average, and how much they differ: what a personal slope is pulled towards.

Two steps: each client's least-squares slope, then a random-effects mean of the slopes (Paule & Mandel 1982, J Res Natl Bur Stand
87:377-385). With the residual variance pooled over clients this is the model score = own intercept + own slope x time + error; it
differs from a joint REML fit only in how the variance of slopes is estimated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import variance as spread

from fullarc.change.direction import NotEnough
from fullarc.change.growth import Line, least_squares

LEAST_CLIENTS, LEAST_SCORES = 30, 3


@dataclass(frozen=True, slots=True)
class SlopePopulation:
    """Slopes in points per unit of time. `slope_variance` is that between clients, `residual_variance` that of scores about the lines."""

    clients: int
    mean_slope: float
    slope_variance: float
    residual_variance: float


def slope_population(courses: Sequence[tuple[Sequence[float], Sequence[float]]]) -> SlopePopulation:
    """From (times, scores) of many clients. Clients with fewer than three scores are left out.

    Refused (NotEnough) with fewer than 30 others, or when the scores leave no residual.
    """
    lines = [least_squares(times, scores) for times, scores in courses if len(set(times)) >= LEAST_SCORES]
    if len(lines) < LEAST_CLIENTS:
        raise NotEnough(f"No average slope: {len(lines)} clients with at least three scores, {LEAST_CLIENTS} are needed.")
    residual = sum(line.residual_sd**2 * (line.n - 2) for line in lines) / sum(line.n - 2 for line in lines)
    if residual <= 0:
        raise NotEnough("No average slope: the scores lie on straight lines without any error.")
    variance = _between(lines, residual)
    return SlopePopulation(len(lines), _mean(lines, variance, residual), variance, residual)


def _mean(lines: Sequence[Line], variance: float, residual: float) -> float:
    weights = [line.sxx / (variance * line.sxx + residual) for line in lines]
    return sum(weight * line.slope for weight, line in zip(weights, lines, strict=True)) / sum(weights)


def _excess(lines: Sequence[Line], variance: float, residual: float) -> float:
    """By how much the slopes scatter more than this variance explains; falls as the variance grows."""
    centre = _mean(lines, variance, residual)
    return sum((line.slope - centre) ** 2 / (variance + residual / line.sxx) for line in lines) - (len(lines) - 1)


def _between(lines: Sequence[Line], residual: float) -> float:
    """The variance between clients at which the weighted scatter equals its expectation; 0 when error alone explains it."""
    if _excess(lines, 0.0, residual) <= 0:
        return 0.0
    low, high = 0.0, spread(line.slope for line in lines)  # which explains all of it
    while (middle := (low + high) / 2) not in (low, high):
        low, high = (middle, high) if _excess(lines, middle, residual) > 0 else (low, middle)
    return high
