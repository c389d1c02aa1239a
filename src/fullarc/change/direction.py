"""Which way is better, and how sure is sure. Every comparison is made on improvement, so one path serves both directions."""

from math import ceil
from statistics import NormalDist

LOWER, HIGHER = "lower", "higher"

# The two-sided critical values as the literature prints them; any other level is computed.
PRINTED_Z = {0.95: 1.96, 0.90: 1.645, 0.80: 1.2816}


# Scores with one decimal do not subtract exactly in binary (25.1 - 20.1); a published amount reached to this much is reached.
ROUNDING = 1e-9


class NotEnough(ValueError):
    """There is too little data for this figure, or a number it needs is not known. The message is the sentence to show."""


def sign(better: str) -> int:
    """+1 when higher is better, -1 when lower is better. Anything else is refused."""
    if better == HIGHER:
        return 1
    if better == LOWER:
        return -1
    raise ValueError(f"found {better!r} for better, expected 'lower' or 'higher'")


def improvement(pre: float, post: float, better: str) -> float:
    """How many points better the later score is; negative when it is worse."""
    return sign(better) * (post - pre)


def reached(amount: float, threshold: float) -> bool:
    """Is a published amount reached? Exactly that much counts, also where a difference of tenths falls short of it in binary."""
    return amount >= threshold - ROUNDING


def is_clinical(score: float, cutoff: float, better: str, inclusive: bool = False) -> bool:
    """Is the score on the sick side of the cut-off? `inclusive`: the cut-off itself belongs to the sick side."""
    worse_by = -sign(better) * (score - cutoff)
    return worse_by > 0 or (inclusive and worse_by == 0)


def critical_z(confidence: float) -> float:
    """Two-sided critical value: 1.96 at .95, 1.645 at .90, 1.2816 at .80, as printed in the literature."""
    if not 0 < confidence < 1:
        raise ValueError(f"found a confidence of {confidence:g}, expected a number between 0 and 1, such as 0.95")
    return PRINTED_Z.get(confidence) or NormalDist().inv_cdf(0.5 + confidence / 2)


def whole_threshold(value: float) -> int:
    """A computed change value as a threshold in whole points: the next whole number up (6.65 gives 7)."""
    return ceil(value - ROUNDING)
