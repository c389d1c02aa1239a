"""The difference in change between two groups of courses, as if both had begun equally severe, within comparable courses.

The model is an analysis of covariance, gain = stratum + b x severity + difference x (has it) + error, fitted by least squares. The
difference is found by taking stratum and severity out of gain and group first (Frisch & Waugh 1933, Econometrica 1:387-401; Lovell 1963,
J Am Stat Assoc 58:993-1010). Its standard error is the larger of two: the usual one, with an error not below the measurement error of
one score, and the one that holds when the two groups scatter differently (HC3: MacKinnon & White 1985, J Econometrics 29:305-325).

Adjusting for the first score follows Vickers & Altman 2001, BMJ 323:1123-1124. Nothing here makes groups that nobody drew by lot alike.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from fullarc.change.direction import NotEnough
from fullarc.change.student import t_probability

LEAST_DF = 8
# Reliable change is 1.96 x sqrt(2) x SEM, so one score errs by 1 / (1.96 sqrt 2) of a reliable change.
ERROR_OF_A_SCORE = 1 / (1.96 * sqrt(2))
ENTANGLED = "Not told apart: with it and without it hardly differ in anything but problem and severity at the start."
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class AdjustedDifference:
    """How much more the courses with it gained, in the unit of the gains. `p` is two-sided.

    `standard_error` is the larger of `usual_error` and the one that allows the two groups to scatter differently.
    """

    difference: float
    standard_error: float
    usual_error: float
    df: int
    p: float


def with_both_sides(has: Sequence[bool], strata: Sequence[str]) -> set[str]:
    """The strata in which there are courses with it and courses without."""
    sides = set(zip(strata, has, strict=True))
    return {stratum for stratum in strata if (stratum, True) in sides and (stratum, False) in sides}


def counterparts(has: Sequence[bool], strata: Sequence[str]) -> tuple[int, int]:
    """How many courses with it and without it have a counterpart in their own stratum."""
    both = with_both_sides(has, strata)
    kept = [there for there, stratum in zip(has, strata, strict=True) if stratum in both]
    return sum(kept), len(kept) - sum(kept)


def adjusted_difference(
    gains: Sequence[float],
    covariates: Sequence[Sequence[float]],
    has: Sequence[bool],
    strata: Sequence[str],
    *,
    least_error: float = ERROR_OF_A_SCORE,
) -> AdjustedDifference:
    """One value a course in each list; the first covariate is the severity at the start. `least_error` floors the scatter, in the unit of
    the gains.

    Refused (NotEnough): fewer than eight degrees of freedom, or groups that strata and covariates already tell apart.
    """
    size = Counter(strata)
    y, e = _within(gains, strata), _within([float(one) for one in has], strata)
    taken = _apart([_within(values, strata) for values in covariates])
    for x in taken:
        y, e = _without(x, y), _without(x, e)
    ee = _dot(e, e)
    df = len(gains) - len(size) - 1 - len(taken)
    if df < LEAST_DF:
        raise NotEnough(f"Too few to tell: {len(gains)} courses in {len(size)} groups of their kind.")
    if ee < 0.5:
        raise NotEnough(ENTANGLED)
    difference = _dot(e, y) / ee
    rest = [value - difference * at for value, at in zip(y, e, strict=True)]
    usual = sqrt(max(_dot(rest, rest) / df, least_error**2) / ee)
    leverage = [1 / size[stratum] + at * at / ee for stratum, at in zip(strata, e, strict=True)]
    for x in taken:
        xx = _dot(x, x)
        leverage = [h + at * at / xx for h, at in zip(leverage, x, strict=True)]
    robust = sqrt(sum((at * r / (1 - h)) ** 2 for at, r, h in zip(e, rest, leverage, strict=True) if h < 1 - TINY)) / ee
    error = max(usual, robust)
    p = 2 * (1 - t_probability(abs(difference) / error, df))
    return AdjustedDifference(difference, error, usual, df, max(0.0, p))  # the series may miss 0 by its last digit


def _apart(covariates: Sequence[list[float]]) -> list[list[float]]:
    """Each covariate less what the earlier ones say already; those that say nothing more are left out."""
    found: list[list[float]] = []
    for values in covariates:
        for x in found:
            values = _without(x, values)
        if _dot(values, values) > TINY:
            found.append(values)
    return found


def _without(x: Sequence[float], values: Sequence[float]) -> list[float]:
    slope = _dot(x, values) / _dot(x, x)
    return [value - slope * at for value, at in zip(values, x, strict=True)]


def _within(values: Sequence[float], strata: Sequence[str]) -> list[float]:
    """Each value less the mean of its stratum."""
    groups: dict[str, list[float]] = defaultdict(list)
    for value, stratum in zip(values, strata, strict=True):
        groups[stratum].append(value)
    means = {stratum: sum(each) / len(each) for stratum, each in groups.items()}
    return [value - means[stratum] for value, stratum in zip(values, strata, strict=True)]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
