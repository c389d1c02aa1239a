"""A signed text and the corrections to it: both stay readable, the signed text never changes."""

from collections.abc import Sequence
from dataclasses import dataclass


class PassageRefused(ValueError):
    """The passage that a correction names is not to be found. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`passage` is the signed wording that is wrong, word by word; `instead` what holds."""

    passage: str
    instead: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the signed text; `instead` is None where it holds as signed."""

    text: str
    instead: str | None = None


def place_of(passage: str, text: str) -> tuple[int, int]:
    """Where a passage stands in the signed text. Refused (PassageRefused): it is empty, not there, or there more than once."""
    wanted = passage.replace("\r\n", "\n").strip()
    if not wanted:
        raise PassageRefused("Copy the words of the note that are wrong; without them a correction says nothing about where.")
    found = text.count(wanted)
    if found != 1:
        how_often = "is not in the signed note word by word" if not found else f"stands {found} times in the signed note"
        raise PassageRefused(f"This passage {how_often}. Copy it from the note, long enough to stand there once.")
    start = text.index(wanted)
    return start, start + len(wanted)


def amended(text: str, corrections: Sequence[Correction]) -> tuple[Stretch, ...]:
    """The signed text cut into stretches that hold and stretches that were corrected; of several corrections of the same words the last.

    The stretches' texts put together are the signed text, sign by sign. A correction whose passage is not there is passed over.
    """
    places: list[tuple[int, int, str]] = []
    for each in corrections:
        try:
            start, end = place_of(each.passage, text)
        except PassageRefused:
            continue
        places = [place for place in places if place[1] <= start or place[0] >= end]
        places.append((start, end, each.instead))
    out, at = [], 0
    for start, end, instead in sorted(places):
        if start > at:
            out.append(Stretch(text[at:start]))
        out.append(Stretch(text[start:end], instead))
        at = end
    return tuple([*out, Stretch(text[at:])] if at < len(text) else out)
