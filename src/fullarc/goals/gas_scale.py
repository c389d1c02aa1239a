"""Building the five levels of a goal attainment scale: what to look at before it is used. The checks warn and never block.

Source of the rules: Kiresuk & Sherman 1968 and common teaching on the method: levels exclude each other, run in one direction, can be
observed, and the level of now is known before the work begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from fullarc.goals.wording import number_in, words_in, words_of_opinion

LEVELS = (-2, -1, 0, 1, 2)
NAMES = {-2: "−2", -1: "−1", 0: "0", 1: "+1", 2: "+2"}
ALIKE = 0.93  # share of letters from which two levels read as the same
USUAL_STARTS = (-2, -1)


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about the scale; `levels` are those it is about."""

    sentence: str
    levels: tuple[int, ...] = ()


def look_over(levels: Sequence[str], baseline: int | None = None) -> tuple[Remark, ...]:
    """What is worth a second look in five levels from -2 to +2. None written: nothing to say."""
    written = {level: text.strip() for level, text in zip(LEVELS, levels, strict=False) if text.strip()}
    if not written:
        return ()
    return (*_missing(written), *_alike(written), *_order(written), *_of_opinion(written), *_baseline(written, baseline))


def _missing(written: dict[int, str]) -> list[Remark]:
    empty = tuple(level for level in LEVELS if level not in written)
    return [Remark(f"Not written yet: {', '.join(NAMES[level] for level in empty)}.", empty)] if empty else []


def _alike(written: dict[int, str]) -> list[Remark]:
    """Two levels that a rater could not tell apart."""
    found = []
    levels = list(written)
    for place, one in enumerate(levels):
        for other in levels[place + 1 :]:
            if _same(written[one], written[other]):
                found.append(Remark(f"{NAMES[one]} and {NAMES[other]} say the same. Each level needs its own mark.", (one, other)))
    return found


def _same(one: str, other: str) -> bool:
    a, b = " ".join(words_in(one)), " ".join(words_in(other))
    if number_in(one) != number_in(other):
        return False
    return a == b or (min(len(a), len(b)) > 20 and SequenceMatcher(None, a, b).ratio() >= ALIKE)


def _order(written: dict[int, str]) -> list[Remark]:
    """Where every level holds one number, the numbers run in one direction."""
    numbers = {level: number_in(text) for level, text in written.items()}
    held = {level: number for level, number in numbers.items() if number is not None}
    if len(held) < 3 or len(held) < len(written):
        return []
    values = list(held.values())
    rising = all(a < b for a, b in pairwise(values))
    falling = all(a > b for a, b in pairwise(values))
    if rising or falling:
        return []
    listed = ", ".join(f"{number:g}" for number in values)
    return [Remark(f"The numbers do not run in one direction from −2 to +2: {listed}.", tuple(held))]


def _of_opinion(written: dict[int, str]) -> list[Remark]:
    found = []
    for level, text in written.items():
        word = words_of_opinion(text)
        if word and number_in(text) is None:
            found.append(Remark(f"{NAMES[level]}: “{word}” is a matter of opinion. Say what is done, how often, or with whom.", (level,)))
    return found


def _baseline(written: dict[int, str], baseline: int | None) -> list[Remark]:
    if len(written) < len(LEVELS):
        return []
    if baseline is None:
        return [Remark("Choose the level of now; change is counted from there.")]
    if baseline not in USUAL_STARTS:
        return [Remark(f"Now is {NAMES[baseline]}: what is expected is reached already. Usually the work begins at −2 or −1.", (baseline,))]
    return []
