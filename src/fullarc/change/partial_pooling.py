"""Estimates drawn together by as much as each is uncertain: towards no difference, and towards what comparable groups show.

One difference is drawn towards none: its posterior under a normal prior about 0 with a standard deviation of one reliable change (so that
differences of more than two reliable changes between groups of courses are thought unusual before anything is seen; Gelman et al.,
Bayesian Data Analysis, 3rd ed., section 2.5).

Several differences, one a problem, are drawn towards what they have in common, by how much they differ: the normal hierarchical model with
known errors (Rubin 1981, J Educ Stat 6:377-401; Gelman et al., section 5.4), the standard deviation between problems averaged over a
half-normal prior of scale 0.5 (Röver 2020, J Stat Softw 93(6)), not set at one estimate, so that few groups do not look more alike than
they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from fullarc.change.student import t_quantile

PRIOR = 1.0  # reliable changes: standard deviation of a difference before anything is seen
BETWEEN = 0.5  # reliable changes: scale of the half-normal prior of the standard deviation between problems
STEPS = 80


@dataclass(frozen=True, slots=True)
class Pooled:
    """`kept` is the share of the observed difference that is kept, from 0 to 1; `low` and `high` bound the 95 % interval."""

    difference: float
    standard_error: float
    low: float
    high: float
    kept: float


def towards_none(difference: float, standard_error: float, df: int, *, prior: float = PRIOR, confidence: float = 0.95) -> Pooled:
    """kept = prior^2 / (prior^2 + se^2); estimate = kept x difference; error = sqrt(kept) x se; limits by Student's t."""
    if standard_error <= 0 or prior <= 0:
        raise ValueError(f"found a standard error of {standard_error:g} and a prior of {prior:g}; expected both above 0")
    kept = prior**2 / (prior**2 + standard_error**2)
    error = sqrt(kept) * standard_error
    half = t_quantile(0.5 + confidence / 2, df) * error
    return Pooled(kept * difference, error, kept * difference - half, kept * difference + half, kept)


def towards_each_other(
    estimates: Sequence[tuple[float, float, int]], *, prior: float = PRIOR, between: float = BETWEEN
) -> tuple[Pooled, ...]:
    """From (difference, standard error, degrees of freedom) of each group, in the same order. Errors from few courses are widened first."""
    seen = [(value, error * t_quantile(0.975, df) / 1.96) for value, error, df in estimates]
    grid = [4 * between * (step + 0.5) / STEPS for step in range(STEPS)]
    parts = [_given(tau, seen, prior) for tau in grid]
    weights = [score - 0.5 * (tau / between) ** 2 for tau, (score, _) in zip(grid, parts, strict=True)]
    top = max(weights)
    shares = [exp(weight - top) for weight in weights]
    total = sum(shares)
    return tuple(
        _mixed([share / total for share in shares], [each[place] for _, each in parts], value, error)
        for place, (value, error) in enumerate(seen)
    )


def _given(tau: float, seen: Sequence[tuple[float, float]], prior: float) -> tuple[float, list[tuple[float, float]]]:
    """Given the spread between groups: how well it fits (log), and each group's posterior mean and variance."""
    variances = [tau**2 + error**2 for _, error in seen]
    precision = 1 / prior**2 + sum(1 / v for v in variances)
    centre = sum(value / v for (value, _), v in zip(seen, variances, strict=True)) / precision
    fit = -0.5 * (log(precision) + (centre / prior) ** 2)
    fit -= 0.5 * sum(log(v) + (value - centre) ** 2 / v for (value, _), v in zip(seen, variances, strict=True))
    each = []
    for (value, error), v in zip(seen, variances, strict=True):
        own = tau**2 / v
        each.append((own * value + (1 - own) * centre, own * error**2 + (1 - own) ** 2 / precision))
    return fit, each


def _mixed(shares: Sequence[float], parts: Sequence[tuple[float, float]], value: float, error: float) -> Pooled:
    mean = sum(share * at for share, (at, _) in zip(shares, parts, strict=True))
    variance = sum(share * (spread + (at - mean) ** 2) for share, (at, spread) in zip(shares, parts, strict=True))
    sd = sqrt(variance)
    return Pooled(mean, sd, mean - 1.96 * sd, mean + 1.96 * sd, min(1.0, variance / error**2))
