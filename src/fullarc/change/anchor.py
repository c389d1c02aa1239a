"""Is a change large enough to matter to the person? Anchor-based change, against a minimal important difference (MID).

It answers another question than reliable change: a change can be meaningful and within measurement error, or reliable and trivial.
"""

from dataclasses import dataclass

from fullarc.change.direction import NotEnough, improvement, reached

NO_MID = "A minimal important difference is not published for this measure."


@dataclass(frozen=True, slots=True)
class AnchorVerdict:
    """`gain` in points, positive is better. `meaningful` and `reliable` stand side by side; `sentence` says both."""

    gain: float
    meaningful: bool
    reliable: bool
    sentence: str


def meaningful_change(pre: float, post: float, better: str, *, mid: float | None, reliable: float) -> AnchorVerdict:
    """One person's change against the MID and against the reliable-change value, both in points and inclusive.

    Refused: NotEnough without a MID, ValueError for amounts not above 0.
    """
    if mid is None:
        raise NotEnough(NO_MID)
    if not (mid > 0 and reliable > 0):
        raise ValueError(f"found amounts {mid:g} and {reliable:g}; expected points above 0")
    gain = improvement(pre, post, better)
    large, sure = reached(abs(gain), mid), reached(abs(gain), reliable)
    way = "better" if gain > 0 else "worse"
    if large and sure:
        sentence = f"Meaningfully and reliably {way}."
    elif large:
        sentence = f"Meaningfully {way}, but within measurement error."
    elif sure:
        sentence = f"Reliably {way}, but by less than is meaningful."
    else:
        sentence = "Neither a meaningful nor a reliable change (difference within measurement error)."
    return AnchorVerdict(gain, large, sure, sentence)


def group_change_against(low: float, estimate: float, high: float, meaningful: float) -> str:
    """What the interval of a mean improvement says about a MID, in words (group level; Claus et al. 2024).

    Refused (ValueError): figures that are not low <= estimate <= high, a MID not above 0.
    """
    if not (low <= estimate <= high and meaningful > 0):
        found = f"the interval {low:g} to {high:g} about {estimate:g} and a MID of {meaningful:g}"
        raise ValueError(f"found {found}; expected numbers in order, and a MID above 0")
    if high < 0:
        return "worse"
    if low <= 0:
        return "no clear change: the interval includes zero"
    if high < meaningful:
        return "a change, but smaller than the meaningful one"
    if low > meaningful:
        return "a change larger than the meaningful one"
    if estimate >= meaningful:
        return "probably a meaningful change"
    return "a change, not clearly as large as the meaningful one"
