"""Is a difference larger than measurement error? Jacobson & Truax 1991, J Consult Clin Psychol 59:12-19.

    SEM = SD sqrt(1 - r)        S_diff = sqrt(2) SEM        RCI = (post - pre) / S_diff        reliable when |RCI| > z

SD is that of the clinical sample before treatment; r is a reliability of the measure (Jacobson and Truax used test-retest, many
published values use alpha: keep which one). A published fixed value (6 points on the PHQ-9) is inclusive instead.
"""

from dataclasses import dataclass
from math import sqrt

from fullarc.change.direction import ROUNDING, NotEnough, critical_z, improvement, sign

BETTER, WORSE, NOT_RELIABLE = "better", "worse", ""

NO_VALUE = "A reliable-change value is not published for this measure; raw difference shown only."
ONE_SCORE = "One score so far; change cannot be judged."
WITHIN_ERROR = "No reliable change (difference within measurement error)."


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """The verdict on one pair of scores.

    `improvement` is in points of the measure, positive is better. `threshold` is the smallest change counted as reliable;
    exactly that much counts when `inclusive`. `index` and `s_diff` are None when a published fixed value was used.
    `direction` is "better", "worse", or "" when the difference lies within measurement error.
    """

    pre: float
    post: float
    improvement: float
    threshold: float
    inclusive: bool
    confidence: float | None
    direction: str
    index: float | None = None
    sem: float | None = None
    s_diff: float | None = None

    @property
    def reliable(self) -> bool:
        return self.direction != NOT_RELIABLE


def standard_error_of_measurement(sd: float, reliability: float) -> float:
    """SEM = SD sqrt(1 - r), in points. Refused: SD not above 0, r outside 0 to 1."""
    if sd <= 0:
        raise NotEnough(f"found a standard deviation of {sd:g}, expected one above 0; the scores do not differ from each other")
    if not 0 <= reliability < 1:
        raise ValueError(f"found a reliability of {reliability:g}, expected 0 or more and below 1")
    return sd * sqrt(1 - reliability)


def standard_error_of_difference(sd: float, reliability: float) -> float:
    """S_diff = sqrt(2) SEM, in points."""
    return sqrt(2) * standard_error_of_measurement(sd, reliability)


def reliable_change_index(pre: float, post: float, sd: float, reliability: float) -> float:
    """RCI = (post - pre) / S_diff. Its sign is that of the raw difference, whatever end of the scale is better."""
    return (post - pre) / standard_error_of_difference(sd, reliability)


def smallest_reliable_change(sd: float, reliability: float, confidence: float = 0.95) -> float:
    """RC = z S_diff, in points: a change has to be larger than this."""
    return critical_z(confidence) * standard_error_of_difference(sd, reliability)


def reliable_change(
    pre: float,
    post: float,
    *,
    better: str,
    threshold: float | None = None,
    sd: float | None = None,
    reliability: float | None = None,
    confidence: float = 0.95,
) -> ReliableChange:
    """Judge one pair of scores of the same measure, version and informant.

    Give either `threshold`, a published fixed value in points (exactly that much counts), or `sd` and `reliability`, from which
    the Jacobson-Truax value is computed (|RCI| must exceed z). `better` is "lower" or "higher".
    Raises NotEnough with the sentence to show when neither is known.
    """
    sign(better)
    if threshold is not None:
        return _by_published_value(pre, post, better, threshold)
    if sd is None or reliability is None:
        raise NotEnough(NO_VALUE)
    sem = standard_error_of_measurement(sd, reliability)
    s_diff = sqrt(2) * sem
    z = critical_z(confidence)
    gain = improvement(pre, post, better)
    direction = _direction(gain, abs(gain / s_diff) > z)
    return ReliableChange(pre, post, gain, z * s_diff, False, confidence, direction, (post - pre) / s_diff, sem, s_diff)


def _by_published_value(pre: float, post: float, better: str, threshold: float) -> ReliableChange:
    if threshold <= 0:
        raise ValueError(f"found a reliable-change value of {threshold:g}, expected points above 0")
    gain = improvement(pre, post, better)
    return ReliableChange(pre, post, gain, threshold, True, None, _direction(gain, abs(gain) >= threshold - ROUNDING))


def _direction(gain: float, reliable: bool) -> str:
    if not reliable:
        return NOT_RELIABLE
    return BETTER if gain > 0 else WORSE
