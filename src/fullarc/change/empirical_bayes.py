"""The slope of one person, pulled towards the average client by as much as the person's own data are uncertain."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from fullarc.change.direction import NotEnough
from fullarc.change.growth import least_squares

NO_DIFFERENCE = "No personal slope: in this sample the slopes differ by no more than error; the average slope is the best estimate for all."


@dataclass(frozen=True, slots=True)
class PersonalSlope:
    """Slopes in points per unit of time. `z_change` asks "is this person changing", `z_difference` "otherwise than the average client"."""

    own: float
    shrinkage: float
    slope: float
    sd: float
    z_change: float
    z_difference: float


def personal_slope(
    times: Sequence[float], scores: Sequence[float], *, mean_slope: float, slope_variance: float, residual_variance: float
) -> PersonalSlope:
    """lambda = V / (V + s^2 / Sxx); slope = lambda own + (1 - lambda) mean; sd = sqrt(V (1 - lambda)).

    V is the variance of slopes between clients, s^2 the residual variance, both from a model of at least 30 clients with three
    scores each (`slope_population`). Refused (NotEnough) with fewer than three scores, or when clients do not differ in slope.
    """
    if slope_variance <= 0 or residual_variance <= 0:
        raise NotEnough(NO_DIFFERENCE)
    if len(scores) < 3:
        raise NotEnough(f"found {len(scores)} scores; a personal slope needs at least 3.")
    line = least_squares(times, scores)
    shrinkage = slope_variance / (slope_variance + residual_variance / line.sxx)
    slope = shrinkage * line.slope + (1 - shrinkage) * mean_slope
    sd = sqrt(slope_variance * (1 - shrinkage))
    return PersonalSlope(line.slope, shrinkage, slope, sd, slope / sd, (slope - mean_slope) / sd)
