"""Other formulas for reliable change. Each needs moments of this practice or of a published sample, and they disagree: one and the
same person can come out between 1.2 and 4.0. Choose one before looking, and say which.

Every formula here is a straight line in pre and post, so it is given back as an `Index`: the same value serves one person and a
table of a million. Formulas as in the clinicalsignificance toolbox (Claus et al. 2024, J Stat Softw 111(1)).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from fullarc.change.direction import NotEnough, reached, sign
from fullarc.change.reliable_change import BETTER, NOT_RELIABLE, WORSE, standard_error_of_difference, standard_error_of_measurement

METHODS = ("jt", "gln", "hll", "en", "nk", "ha")
NEEDS_30 = "fewer than 30 paired scores of this measure; this formula needs the figures of a sample, use Jacobson-Truax instead"


@dataclass(frozen=True, slots=True)
class Moments:
    """What the formulas need to know of a sample: means and SDs before and after, and the correlation of the two, over `n` pairs."""

    n: int
    pre_mean: float
    pre_sd: float
    post_mean: float
    post_sd: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Index:
    """index = post_weight x post + pre_weight x pre + constant; reliable when |index| > critical, or reaches it when `inclusive`.

    `error` is in points, so that critical x error is the amount of points to go beyond.
    """

    method: str
    post_weight: float
    pre_weight: float
    constant: float
    error: float
    critical: float
    inclusive: bool = False

    def at(self, pre: float, post: float) -> float:
        """The index of one person; positive means a higher score than the formula expects."""
        return self.post_weight * post + self.pre_weight * pre + self.constant

    def direction(self, pre: float, post: float, better: str) -> str:
        """ "better", "worse", or "" within measurement error."""
        value = sign(better) * self.at(pre, post)
        if not (reached(abs(value), self.critical) if self.inclusive else abs(value) > self.critical):
            return NOT_RELIABLE
        return BETTER if value > 0 else WORSE


def by_points(reliable: float) -> Index:
    """A published number of points as an index: the plain difference, which has to reach that number."""
    return Index("published", 1.0, -1.0, 0.0, 1.0, reliable, inclusive=True)


def jacobson_truax(moments: Moments, reliability: float, critical: float = 1.96) -> Index:
    """(post - pre) / (sqrt(2) SEM)."""
    error = standard_error_of_difference(moments.pre_sd, reliability)
    return Index("jt", 1 / error, -1 / error, 0.0, error, critical)


def gulliksen_lord_novick(moments: Moments, reliability: float, critical: float = 1.96) -> Index:
    """[(post - M_pre) - r (pre - M_pre)] / [SD_pre sqrt(1 - r^2)]: allows for regression to the mean."""
    error = _error_of_prediction(moments.pre_sd, reliability)
    return _regressed("gln", reliability, moments.pre_mean, moments.pre_mean, error, critical)


def hsu_linn_lord(moments: Moments, reliability: float, critical: float = 1.96) -> Index:
    """[(post - M_post) - r (pre - M_pre)] / [SD_pre sqrt(1 - r^2)]: change beyond that of the group."""
    error = _error_of_prediction(moments.pre_sd, reliability)
    return _regressed("hll", reliability, moments.pre_mean, moments.post_mean, error, critical)


def edwards_nunnally(moments: Moments, reliability: float, critical: float = 1.96) -> Index:
    """[post - true pre] / SEM, where true pre = r (pre - M_pre) + M_pre."""
    error = standard_error_of_measurement(moments.pre_sd, reliability)
    return _regressed("en", reliability, moments.pre_mean, moments.pre_mean, error, critical)


def true_score_interval(score: float, moments: Moments, reliability: float, width: float = 2.0) -> tuple[float, float]:
    """Edwards & Nunnally's interval: true pre - width x SEM to true pre + width x SEM; a post score outside it changed reliably."""
    true = reliability * (score - moments.pre_mean) + moments.pre_mean
    half = width * standard_error_of_measurement(moments.pre_sd, reliability)
    return true - half, true + half


def nunnally_kotsch(moments: Moments, reliability: float, post_reliability: float | None = None, critical: float = 1.96) -> Index:
    """[post - true pre] / sqrt(r^2 SD^2 (1 - r) + SD^2 (1 - r_post)); r_post defaults to r."""
    before = standard_error_of_measurement(moments.pre_sd, reliability)
    after = before if post_reliability is None else standard_error_of_measurement(moments.pre_sd, post_reliability)
    error = sqrt((reliability * before) ** 2 + after**2)
    return _regressed("nk", reliability, moments.pre_mean, moments.pre_mean, error, critical)


def _error_of_prediction(sd: float, reliability: float) -> float:
    """SD sqrt(1 - r^2) = SEM sqrt(1 + r), refused as SEM is."""
    return standard_error_of_measurement(sd, reliability) * sqrt(1 + reliability)


def _regressed(method: str, reliability: float, pre_mean: float, anchor: float, error: float, critical: float) -> Index:
    return Index(method, 1 / error, -reliability / error, (reliability * pre_mean - anchor) / error, error, critical)


def post_reliability(moments: Moments, reliability: float) -> float:
    """Reliability after treatment when the error of measurement stays the same: 1 - SD_pre^2 (1 - r) / SD_post^2.

    Refused (NotEnough) when all scores after treatment are alike.
    """
    if moments.post_sd == 0:
        raise NotEnough("The scores after treatment are all alike in this sample; the Hageman-Arrindell formula cannot be used.")
    return 1 - moments.pre_sd**2 * (1 - reliability) / moments.post_sd**2


def hageman_arrindell(moments: Moments, reliability: float, critical: float = 1.65) -> Index:
    """[(post - pre) r_dd + (M_post - M_pre)(1 - r_dd)] / (sqrt(r_dd) sqrt(2) SEM), where r_dd is the reliability of the difference.

    r_dd = (SD1^2 r1 + SD2^2 r2 - 2 SD1 SD2 r12) / (SD1^2 + SD2^2 - 2 SD1 SD2 r12). Refused when r_dd is not above 0.
    """
    error = standard_error_of_measurement(moments.pre_sd, reliability)
    shared = 2 * moments.pre_sd * moments.post_sd * moments.correlation
    true = moments.pre_sd**2 * reliability + moments.post_sd**2 * post_reliability(moments, reliability) - shared
    spread = moments.pre_sd**2 + moments.post_sd**2 - shared
    r_dd = true / spread if spread > 0 else 0.0
    if r_dd <= 0:
        raise NotEnough("The differences are no more than error in this sample; the Hageman-Arrindell formula cannot be used.")
    scale = sqrt(r_dd) * sqrt(2) * error
    mean_change = moments.post_mean - moments.pre_mean
    return Index("ha", r_dd / scale, -r_dd / scale, mean_change * (1 - r_dd) / scale, error, critical)


def hageman_arrindell_end_state(moments: Moments, reliability: float, true_cutoff: float, critical: float = 1.65) -> Index:
    """CS = [M_post + (post - M_post) r_post - true cut-off] / (sqrt(r_post) SEM): is the end score surely beyond the cut-off?"""
    after = post_reliability(moments, reliability)
    if after <= 0:
        raise NotEnough("The scores after treatment are no more than error in this sample; the end state cannot be judged.")
    error = standard_error_of_measurement(moments.pre_sd, reliability)
    scale = sqrt(after) * error
    return Index("ha-end-state", after / scale, 0.0, (moments.post_mean * (1 - after) - true_cutoff) / scale, error, critical)


def index_of(method: str, moments: Moments, reliability: float) -> Index:
    """The index by its short name: jt, gln, hll, en, nk or ha. Refused: another name, or fewer than 30 pairs for all but jt."""
    formulas: dict[str, Callable[[Moments, float], Index]] = {
        "jt": jacobson_truax,
        "gln": gulliksen_lord_novick,
        "hll": hsu_linn_lord,
        "en": edwards_nunnally,
        "nk": nunnally_kotsch,
        "ha": hageman_arrindell,
    }
    if method not in formulas:
        raise ValueError(f"found a method {method!r}, expected one of: {', '.join(METHODS)}")
    if method != "jt" and moments.n < 30:
        raise NotEnough(f"found {moments.n} pairs: {NEEDS_30}")
    return formulas[method](moments, reliability)
