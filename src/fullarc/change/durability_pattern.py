"""Did an improvement last? The rules of docs/methods/durability.md on a row of yes and no, so that a million courses can be judged.

Each course becomes a pattern: was the improvement there at each score after the baseline, and how many of these scores are at
least 28 days older than the latest. Courses with the same pattern share one verdict.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby

SETTLED, ESTABLISHED, SETTLED_DAYS = 3, 2, 28
BITS = 50  # flags a number holds exactly, also as a floating-point one


class Lasted(StrEnum):
    SUSTAINED = "sustained"
    RECENT = "recent"
    FLUCTUATING = "fluctuating"
    LOST = "lost"
    REGAINED = "regained"
    NONE = "none"


def flags_of(masks: Sequence[float], scores: int) -> tuple[bool, ...]:
    """The flags of the `scores` after the baseline in order of time; bit 0 of the first mask is the latest score."""
    bits = [int(masks[place // BITS]) >> (place % BITS) & 1 == 1 for place in range(scores)]
    return tuple(reversed(bits))


def bridged(flags: Sequence[bool]) -> list[bool]:
    """A single flag that disagrees with two on either side of it takes their side: it lies within measurement error."""
    smoothed = list(flags)
    for place in range(2, len(flags) - 2):
        around = (*flags[place - 2 : place], *flags[place + 1 : place + 3])
        if len(set(around)) == 1 and flags[place] != around[0]:
            smoothed[place] = around[0]
    return smoothed


def lasted(flags: Sequence[bool], old: int) -> Lasted:
    """The word for one course. `old`: how many of the earliest flags lie at least 28 days before the latest one."""
    runs = [(there, len(list(group))) for there, group in groupby(bridged(flags))]
    held = [count for there, count in runs if there]
    if not held:
        return Lasted.NONE
    if not runs[-1][0]:
        return _gone(runs)
    latest = held[-1]
    settled = latest >= SETTLED and len(flags) - latest < old
    if settled:
        return Lasted.REGAINED if _was_lost(runs) else Lasted.SUSTAINED
    if len(held) > 2:
        return Lasted.FLUCTUATING
    if _was_lost(runs) and latest >= ESTABLISHED:
        return Lasted.REGAINED
    return Lasted.FLUCTUATING if len(held) == 2 and latest < ESTABLISHED else Lasted.RECENT


def _gone(runs: Sequence[tuple[bool, int]]) -> Lasted:
    held = [count for there, count in runs if there]
    since = runs[1:-1] if runs[0][0] else runs[2:-1]
    if any(not there and count >= ESTABLISHED for there, count in since):
        return Lasted.FLUCTUATING
    if max(held) >= ESTABLISHED:
        return Lasted.LOST
    return Lasted.FLUCTUATING if len(held) > 1 else Lasted.NONE


def _was_lost(runs: Sequence[tuple[bool, int]]) -> bool:
    """Was it there twice or more, and later gone twice or more?"""
    long = [there for there, count in runs if count >= ESTABLISHED]
    return True in long and False in long[long.index(True) :]


def lasted_counts(patterns: Iterable[tuple[Sequence[float], int, int, int]]) -> dict[str, int]:
    """Courses by word, from (masks, scores after the baseline, old ones among them, courses with this pattern)."""
    counts = dict.fromkeys((word.value for word in Lasted), 0)
    for masks, scores, old, courses in patterns:
        counts[lasted(flags_of(masks, scores), old).value] += courses
    return counts
