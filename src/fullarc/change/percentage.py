"""Percentage change of a score, and when it must not be shown."""

from fullarc.change.direction import as_number, improvement, is_clinical
from fullarc.change.not_computed import NotComputed

BASELINE_ZERO = "Percentage not shown: the baseline was zero."
BELOW_CLINICAL = "Percentage not shown: baseline below the clinical range."


def percentage_change(pre: float, post: float, better: str, *, minimum: float = 0.0) -> float | NotComputed:
    """100 x improvement / (pre - minimum), positive is better; not computed when the baseline stands at the scale's minimum.

    `minimum` is the lowest possible score; it matters on scales that do not start at 0 (a scale of 16 to 80 has no true zero).
    Refused: a missing score (NotEnough), a first score below the minimum (ValueError).
    """
    base = as_number(pre) - minimum
    if base < 0:
        raise ValueError(f"found a first score of {pre:g} below the lowest possible score, {minimum:g}; give the minimum of this scoring")
    return 100 * improvement(pre, post, better) / base if base else NotComputed(BASELINE_ZERO)


def shown_percentage(pre: float, post: float, better: str, *, minimum: float = 0.0, cutoff: float | None = None) -> float | NotComputed:
    """The percentage as it may be shown: not for a baseline of zero, nor for one on the healthy side of the cut-off."""
    percent = percentage_change(pre, post, better, minimum=minimum)
    if isinstance(percent, NotComputed):
        return percent
    if cutoff is not None and not is_clinical(pre, cutoff, better, inclusive=True):
        return NotComputed(BELOW_CLINICAL)
    return percent
