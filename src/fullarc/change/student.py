"""Quantiles of Student's t, computed to more digits than anyone reads, without a numerical library."""

from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

MANY = 500  # degrees of freedom from which the expansion about the normal quantile is right to nine digits


def t_probability(t: float, df: int) -> float:
    """P(T <= t) for whole degrees of freedom, by the finite series of Abramowitz & Stegun 26.7.3 and 26.7.4."""
    if df < 1:
        raise ValueError(f"found {df} degrees of freedom, expected at least 1")
    theta = atan(t / sqrt(df))
    squared = cos(theta) ** 2
    if df % 2:
        central = 2 / pi * (theta + sin(theta) * _series(cos(theta), squared, 3, df - 2) if df > 1 else theta)
    else:
        central = sin(theta) * _series(1.0, squared, 2, df - 2)
    return 0.5 + central / 2


def _series(first: float, squared: float, start: int, last: int) -> float:
    """first x (1 + (start - 1)/start x squared + ... ), up to the factor with denominator `last`."""
    total, term, denominator = first, first, start
    while denominator <= last:
        term *= squared * (denominator - 1) / denominator
        total += term
        denominator += 2
    return total


def _nearly_normal(z: float, df: int) -> float:
    """Abramowitz & Stegun 26.7.5, three terms."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / df + second / df**2 + third / df**3


def t_quantile(probability: float, df: int) -> float:
    """The t below which a share `probability` lies, by bisection on `t_probability`."""
    if not 0 < probability < 1:
        raise ValueError(f"found a probability of {probability:g}, expected a number between 0 and 1")
    if probability < 0.5:
        return -t_quantile(1 - probability, df)
    if df > MANY:
        return _nearly_normal(NormalDist().inv_cdf(probability), df)
    low, high = 0.0, 1.0
    while t_probability(high, df) < probability:
        low, high = high, high * 2
    while (middle := (low + high) / 2) not in (low, high):
        low, high = (middle, high) if t_probability(middle, df) < probability else (low, middle)
    return high
