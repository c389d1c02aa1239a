"""What every comparison begins with: scores as plain numbers, which way is better, and how sure is sure.

Every comparison is made on improvement, so one path serves both directions.
"""

from collections.abc import Iterable
from math import ceil, isfinite, isinf, isnan
from statistics import NormalDist

LOWER, HIGHER = "lower", "higher"

# The two-sided critical values as the literature prints them; any other level is computed.
PRINTED_Z = {0.95: 1.96, 0.90: 1.645, 0.80: 1.2816}


# Scores with one decimal do not subtract exactly in binary (25.1 - 20.1); a published amount reached to this much is reached.
ROUNDING = 1e-9


class NotEnough(ValueError):
    """There is too little data for this figure, or a number it needs is not known. The message is the sentence to show."""


MISSING = "A score is missing; nothing can be judged without it."


def as_number(score: float) -> float:
    """The score as a plain number. Refused: NotEnough when it is missing, ValueError as by `number_or_none`.

    NumPy's small whole numbers overflow when they are subtracted, and `statistics.mean` cuts off what stands behind the point of all
    of them, both without a word; NaN is not worse than anything and would read as "no change".
    """
    number = number_or_none(score)
    if number is None:
        raise NotEnough(MISSING)
    return number


def as_numbers(scores: Iterable[float]) -> tuple[float, ...]:
    """Many scores as plain numbers: a list, an array or a column of a table. Refused as one score is."""
    return tuple(map(as_number, scores))


def number_or_none(score: float | None) -> float | None:
    """The score as a plain number, None when it is missing (None, NaN, NA).

    Refused (ValueError): an infinite score, and what is no number.
    """
    if score is None or type(score).__name__ in ("NAType", "NaTType"):
        return None
    number = score if type(score) in (int, float) else _converted(score)
    if type(number) is int:
        return number
    if isinf(number):
        raise ValueError("found an infinite score, expected a number of points; correct it, or leave it out as missing")
    return None if isnan(number) else number


def _converted(score: object) -> float:
    try:
        if not isinstance(score, str | bytes | bool):
            return float(score)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        pass
    raise ValueError(f"found a score of the kind {type(score).__name__}, expected a number; make numbers of the scores first")


def finite(what: str, value: float) -> float:
    """`value`, which is `what`: a cut-off, an amount of points. Refused (ValueError): NaN and infinity."""
    if not isfinite(value):
        raise ValueError(f"found {what} of {value:g}, expected a number")
    return value


def sign(better: str) -> int:
    """+1 when higher is better, -1 when lower is better. Anything else is refused."""
    if better == HIGHER:
        return 1
    if better == LOWER:
        return -1
    raise ValueError(f"found {better!r} for better, expected 'lower' or 'higher'")


def improvement(pre: float, post: float, better: str) -> float:
    """How many points better the later score is; negative when it is worse. Refused (NotEnough): a missing score."""
    return sign(better) * (as_number(post) - as_number(pre))


def reached(amount: float, threshold: float) -> bool:
    """Is a published amount reached? Exactly that much counts, also where a difference of tenths falls short of it in binary."""
    return amount >= threshold - ROUNDING


def is_clinical(score: float, cutoff: float, better: str, inclusive: bool = False) -> bool:
    """Is the score on the sick side of the cut-off? `inclusive`: the cut-off itself belongs to the sick side.

    Refused (NotEnough): a missing score.
    """
    worse_by = -sign(better) * (as_number(score) - finite("a cut-off", cutoff))
    return worse_by > 0 or (inclusive and worse_by == 0)


def critical_z(confidence: float) -> float:
    """Two-sided critical value: 1.96 at .95, 1.645 at .90, 1.2816 at .80, as printed in the literature."""
    if not 0 < confidence < 1:
        raise ValueError(f"found a confidence of {confidence:g}, expected a number between 0 and 1, such as 0.95")
    return PRINTED_Z.get(confidence) or NormalDist().inv_cdf(0.5 + confidence / 2)


def whole_threshold(value: float) -> int:
    """A computed change value as a threshold in whole points: the next whole number up (6.65 gives 7)."""
    return ceil(value - ROUNDING)
