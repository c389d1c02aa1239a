"""Watching for a drift away from a stable stretch: an EWMA control chart, and the rolling figures of early-warning research.

Evidence that rising autocorrelation foretells a relapse in one person is mixed: never present it as a forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from statistics import mean, stdev

from fullarc.change.direction import NotEnough, as_number, as_numbers, sign

LEAST_STABLE, LOOK_BACK_DAYS = 14, 21
TOO_FEW = "Not enough regular entries to watch for early signs (need 14 in the last 21 days)."


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """The smoothed value of one day, the limits it is held against, and whether it lies beyond the limit on the worse side."""

    value: float
    smoothed: float
    lower: float
    upper: float
    alarm: bool


def ewma_chart(
    stable: Sequence[float],
    days: Sequence[float],
    better: str,
    *,
    weight: float = 0.2,
    width: float = 3.0,
    step: float = 1.0,
    least: int = LEAST_STABLE,
) -> tuple[ChartPoint, ...]:
    """z_t = w x_t + (1 - w) z_(t-1), z_0 = mean of the stable days; limit mean +/- width x SD sqrt(w / (2 - w) (1 - (1 - w)^(2t))).

    `stable` are the entries of a stretch agreed to be stable, at least `least` of them (NotEnough otherwise); `step` is the smallest
    step of the scale and stands in for the SD when the stable days are all alike.
    """
    stable, days = as_numbers(stable), as_numbers(days)
    if len(stable) < least:
        raise NotEnough(TOO_FEW)
    centre, spread = mean(stable), stdev(stable) or step
    smoothed, points = centre, []
    for day, value in enumerate(days, start=1):
        smoothed = weight * value + (1 - weight) * smoothed
        half = width * spread * sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * day)))
        worse = -sign(better) * (smoothed - centre)
        points.append(ChartPoint(value, smoothed, centre - half, centre + half, worse > half))
    return tuple(points)


def recent_entries(entries: Sequence[tuple[date, float]], today: date) -> tuple[float, ...]:
    """The entries of the last 21 days in order of date, one a day (the mean of a day's). Refused (NotEnough) with fewer than 14."""
    days: dict[date, list[float]] = {}
    for day, value in sorted(entries, key=lambda one: one[0]):
        if 0 <= (today - day).days < LOOK_BACK_DAYS:
            days.setdefault(day, []).append(as_number(value))
    if len(days) < LEAST_STABLE:
        raise NotEnough(TOO_FEW)
    return tuple(mean(values) for values in days.values())


def autocorrelation(series: Sequence[float]) -> float:
    """Lag-1: sum (y_t - m)(y_(t-1) - m) / sum (y_t - m)^2. Refused when all values are alike or fewer than three."""
    series = as_numbers(series)
    if len(series) < 3 or len(set(series)) < 2:
        raise NotEnough("No autocorrelation: fewer than three entries, or all alike.")
    centre = mean(series)
    return sum((b - centre) * (a - centre) for a, b in pairwise(series)) / sum((y - centre) ** 2 for y in series)


def rolling(series: Sequence[float], window: int) -> tuple[tuple[float, float], ...]:
    """(autocorrelation, SD) of each full window. Use windows of at least 20 entries for any conclusion."""
    if not 3 <= window <= len(series):
        raise NotEnough(f"No rolling figures: {len(series)} entries, window of {window}.")
    series = as_numbers(series)
    windows = [series[start : start + window] for start in range(len(series) - window + 1)]
    return tuple((autocorrelation(part), stdev(part)) for part in windows)


def kendall_tau(series: Sequence[float]) -> float:
    """Kendall's tau-b of a series against time: +1 rises all the way, -1 falls all the way."""
    series = as_numbers(series)
    n = len(series)
    pairs = [(series[j] > series[i]) - (series[j] < series[i]) for i in range(n) for j in range(i + 1, n)]
    untied = sum(1 for pair in pairs if pair)
    if not untied:
        raise NotEnough("No trend: fewer than two entries, or all alike.")
    return sum(pairs) / sqrt(untied * len(pairs))
