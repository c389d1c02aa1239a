"""Cut-offs between the clinical and the functional population (Jacobson & Truax 1991).

Take c when both populations are known and overlap, b when they do not overlap or only norms exist, a when there are no norms.
"""

from dataclasses import dataclass
from math import inf, sqrt

from fullarc.change.direction import NotEnough, finite, sign
from fullarc.change.reliable_change import standard_error_of_measurement

NO_NORMS = "No cut-off: neither the clinical nor the functional population of this measure is known."
Population = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnCutoff:
    """A computed cut-off in points, and which of the three it is."""

    kind: str
    at: float


def cutoff_a(clinical_mean: float, clinical_sd: float, better: str) -> float:
    """a: two clinical standard deviations from the clinical mean, towards health."""
    return finite("a mean", clinical_mean) + sign(better) * 2 * _spread(clinical_sd)


def cutoff_b(functional_mean: float, functional_sd: float, better: str) -> float:
    """b: within two standard deviations of the functional mean. The deviation is that of the functional population.

    Some software takes the clinical deviation here; the definition does not. Pass it as `functional_sd` to compare with them.
    """
    return finite("a mean", functional_mean) - sign(better) * 2 * _spread(functional_sd)


def cutoff_c(clinical_mean: float, clinical_sd: float, functional_mean: float, functional_sd: float) -> float:
    """c: as far from either mean, each measured in its own standard deviations. Serves both directions."""
    both = _spread(clinical_sd) + _spread(functional_sd)
    if both == 0:
        raise ValueError("found standard deviations 0 and 0, expected numbers above 0")
    return (clinical_sd * finite("a mean", functional_mean) + functional_sd * finite("a mean", clinical_mean)) / both


def cutoff(kind: str, clinical_mean: float, clinical_sd: float, functional_mean: float, functional_sd: float, better: str) -> float:
    """The cut-off of this kind, "a", "b" or "c", in points of the measure."""
    if kind == "a":
        return cutoff_a(clinical_mean, clinical_sd, better)
    if kind == "b":
        return cutoff_b(functional_mean, functional_sd, better)
    if kind == "c":
        return cutoff_c(clinical_mean, clinical_sd, functional_mean, functional_sd)
    raise ValueError(f"found a cut-off {kind!r}, expected 'a', 'b' or 'c'")


def drawn_cutoff(clinical: Population | None, functional: Population | None, better: str) -> DrawnCutoff:
    """The cut-off that suits what is known, each population given as (mean, SD), and its type.

    c when both are known and overlap, b when they do not overlap (a and b have passed each other) or only the functional one is
    known, a when only the clinical one is. Refused (NotEnough) when neither is.
    """
    if functional is None:
        if clinical is None:
            raise NotEnough(NO_NORMS)
        return DrawnCutoff("a", cutoff_a(*clinical, better))
    b = cutoff_b(*functional, better)
    if clinical is None or sign(better) * (b - cutoff_a(*clinical, better)) > 0:
        return DrawnCutoff("b", b)
    return DrawnCutoff("c", cutoff_c(*clinical, *functional))


def _spread(sd: float) -> float:
    if not 0 <= sd < inf:
        raise ValueError(f"found a standard deviation of {sd:g}, expected a number above 0")
    return sd


def true_score_cutoff(clinical_mean: float, clinical_sd: float, functional_mean: float, functional_sd: float, reliability: float) -> float:
    """c between true scores, as Hageman & Arrindell 1999 use it: each SD is shrunk by the root of its own reliability.

    The reliability in the functional population follows from the same error of measurement: 1 - SEM^2 / SD^2. Refused when the
    error is larger than the spread of the functional population.
    """
    error = standard_error_of_measurement(clinical_sd, reliability)
    if error >= _spread(functional_sd):
        raise ValueError(
            f"found an error of measurement of {error:.3g} against a functional SD of {functional_sd:g}; expected it to be smaller"
        )
    functional_reliability = 1 - (error / functional_sd) ** 2
    return cutoff_c(clinical_mean, clinical_sd * sqrt(reliability), functional_mean, functional_sd * sqrt(functional_reliability))
