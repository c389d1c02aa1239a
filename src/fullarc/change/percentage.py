"""Percentage change of a score, and when it must not be shown."""

from dataclasses import dataclass

from fullarc.change.direction import improvement, is_clinical

BASELINE_ZERO = "Percentage not shown: the baseline was zero."
BELOW_CLINICAL = "Percentage not shown: baseline below the clinical range."


@dataclass(frozen=True, slots=True)
class PercentageChange:
    """`percent` of the baseline that was gained (negative: lost), or None because `reason`."""

    percent: float | None
    reason: str = ""


def percentage_change(pre: float, post: float, better: str, *, minimum: float = 0.0) -> float | None:
    """100 x improvement / (pre - minimum), positive is better; None when the baseline stands at the scale's minimum.

    `minimum` is the lowest possible score; it matters on scales that do not start at 0 (a scale of 16 to 80 has no true zero).
    """
    base = pre - minimum
    return 100 * improvement(pre, post, better) / base if base else None


def shown_percentage(pre: float, post: float, better: str, *, minimum: float = 0.0, cutoff: float | None = None) -> PercentageChange:
    """The percentage as it may be shown: not for a baseline of zero, nor for one on the healthy side of the cut-off."""
    percent = percentage_change(pre, post, better, minimum=minimum)
    if percent is None:
        return PercentageChange(None, BASELINE_ZERO)
    if cutoff is not None and not is_clinical(pre, cutoff, better, inclusive=True):
        return PercentageChange(None, BELOW_CLINICAL)
    return PercentageChange(percent)
