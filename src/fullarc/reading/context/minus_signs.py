"""For which side a minus sign among answers speaks: "SI - HI +", "SI- HI+", "(-) SI (+) HI"."""

import re

from fullarc.reading.context.cues import Reach

_NAME_BEFORE = re.compile(r"\b(?:[sh]i|a?vh|ah|sh|sib) $")
_SIGNS_COME_FIRST = re.compile(r"\W*?[(\[][−+][)\]] ?[a-z]")


def side_of(plain: str, begin: int, stop: int, start: int, end: int) -> Reach | None:
    """The side of a minus sign from `start` to `end` on which its mention stands, in a sentence from `begin` to `stop`; None where every
    rule may take it. A line whose first sign in brackets stands before its name has all of them so."""
    bracketed = plain[start] in "([" or plain[max(start - 1, begin) : start] in ("(", "[")
    if bracketed:
        return Reach.RIGHT if _SIGNS_COME_FIRST.match(plain, begin, stop) else None
    before = plain[begin:start]
    if before and before[-1].isalnum():
        return Reach.LEFT
    return Reach.LEFT if _NAME_BEFORE.search(before) and plain.startswith(" ", end, stop) else None
