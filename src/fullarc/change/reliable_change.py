"""Is a difference larger than measurement error? Jacobson & Truax 1991, J Consult Clin Psychol 59:12-19.

    SEM = SD sqrt(1 - r)        S_diff = sqrt(2) SEM        RCI = (post - pre) / S_diff        reliable when |RCI| > z

SD is that of the clinical sample before treatment; r is a reliability of the measure (Jacobson and Truax used test-retest, many
published values use alpha: keep which one). A published fixed value (6 points on the PHQ-9) is inclusive instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from fullarc.change.direction import NotEnough, as_number, as_numbers, critical_z, improvement, reached, sign
from fullarc.change.not_computed import NotComputed

BETTER, WORSE, NOT_RELIABLE = "better", "worse", ""

NO_VALUE = "A reliable-change value is not published for this measure; raw difference shown only."
ONE_SCORE = "One score so far; change cannot be judged."
WITHIN_ERROR = "No reliable change (difference within measurement error)."
NO_INDEX = NotComputed("A published number of points decides; no index was formed.")
NO_CONFIDENCE = "The confidence level of the published value is not on file."
PROVISIONAL = "Provisional: looking every week finds more reliable change than there is."


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """The verdict on one pair of scores.

    `improvement` is in points of the measure, positive is better. `threshold` is the smallest change counted as reliable;
    exactly that much counts when `inclusive`. `index`, `sem` and `s_diff` are not computed when a published fixed value was used;
    `confidence` is that of the threshold, as far as it is known. `direction` is "better", "worse", or "" within measurement error.
    """

    pre: float
    post: float
    improvement: float
    threshold: float
    inclusive: bool
    confidence: float | NotComputed
    direction: str
    index: float | NotComputed = NO_INDEX
    sem: float | NotComputed = NO_INDEX
    s_diff: float | NotComputed = NO_INDEX

    @property
    def reliable(self) -> bool:
        return self.direction != NOT_RELIABLE


def standard_error_of_measurement(sd: float, reliability: float) -> float:
    """SEM = SD sqrt(1 - r), in points. Refused: SD not above 0, r outside 0 to 1 (1 would mean no error)."""
    if sd == 0:
        raise NotEnough(f"found a standard deviation of {sd:g}, expected one above 0; the scores do not differ from each other")
    if not 0 < sd < inf:
        raise ValueError(f"found a standard deviation of {sd:g}, expected a number above 0")
    if not 0 <= reliability < 1:
        raise ValueError(f"found a reliability of {reliability:g}, expected 0 or more and below 1")
    return sd * sqrt(1 - reliability)


def standard_error_of_difference(sd: float, reliability: float) -> float:
    """S_diff = sqrt(2) SEM, in points."""
    return sqrt(2) * standard_error_of_measurement(sd, reliability)


def reliable_change_index(pre: float, post: float, sd: float, reliability: float) -> float:
    """RCI = (post - pre) / S_diff. Its sign is that of the raw difference, whatever end of the scale is better."""
    return (as_number(post) - as_number(pre)) / standard_error_of_difference(sd, reliability)


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
    threshold_confidence: float | None = None,
) -> ReliableChange:
    """Judge one pair of scores of the same measure, version and informant.

    Give either `threshold`, a published fixed value in points (exactly that much counts), or `sd` and `reliability`, from which
    the Jacobson-Truax value is computed (|RCI| must exceed z). `better` is "lower" or "higher". `threshold_confidence` is the level
    the published value was set at (CORE-10: 90 %, most others 95 %).
    Refused: NotEnough with the sentence to show when neither is known or a score is missing; ValueError for anything that is no
    number of points.
    """
    sign(better)
    pre, post = as_number(pre), as_number(post)
    if threshold is not None:
        return _by_published_value(pre, post, better, threshold, threshold_confidence)
    if sd is None or reliability is None:
        raise NotEnough(NO_VALUE)
    sem = standard_error_of_measurement(sd, reliability)
    s_diff = sqrt(2) * sem
    z = critical_z(confidence)
    gain = improvement(pre, post, better)
    direction = _direction(gain, abs(gain / s_diff) > z)
    return ReliableChange(pre, post, gain, z * s_diff, False, confidence, direction, (post - pre) / s_diff, sem, s_diff)


def change_at_each_score(scores: Sequence[float], *, better: str, threshold: float) -> tuple[tuple[str, str], ...]:
    """(direction, remark) of every score after the first, against the first; all but the last are remarked as provisional.

    `threshold` is a published value in points (inclusive). Refused (NotEnough) with one score.
    """
    if len(scores) < 2:
        raise NotEnough(ONE_SCORE)
    first, *later = as_numbers(scores)
    found = [reliable_change(first, score, better=better, threshold=threshold).direction for score in later]
    return (*((direction, PROVISIONAL) for direction in found[:-1]), (found[-1], ""))


def _by_published_value(pre: float, post: float, better: str, threshold: float, confidence: float | None) -> ReliableChange:
    if not 0 < threshold < inf:
        raise ValueError(f"found a reliable-change value of {threshold:g}, expected points above 0")
    gain = improvement(pre, post, better)
    level = NotComputed(NO_CONFIDENCE) if confidence is None else confidence
    return ReliableChange(pre, post, gain, threshold, True, level, _direction(gain, reached(abs(gain), threshold)))


def _direction(gain: float, reliable: bool) -> str:
    if not reliable:
        return NOT_RELIABLE
    return BETTER if gain > 0 else WORSE
