"""Sudden gains and losses between two sessions. Described, never explained: chance alone makes them often.

Tang & DeRubeis 1999, JCCP 67:894-904; missing sessions as in Wiedemann et al. 2020, PLoS ONE 15:e0230276. With a steady decline and
no sudden gain at all the three criteria still find one in about half of all simulated courses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, sqrt
from statistics import mean, variance

from fullarc.change.direction import improvement, number_or_none, reached
from fullarc.change.not_computed import NotComputed
from fullarc.change.student import t_quantile

UNDECIDED = "Too few scores around this drop to tell whether it holds (need two before and two after)."
NOT_REVERSED = "No later score gave back half of the step."
SHARE = 0.25


@dataclass(frozen=True, slots=True)
class SuddenChange:
    """A large step between two neighbouring sessions.

    `before` and `after` are their places in the series, from 0. `size` is positive. `gain` is False for a loss. `t` and `critical`
    belong to the third criterion; they and `holds` are not computed when it could not be tested. `reversed_at` is the place where
    half of it was given back.
    """

    before: int
    after: int
    size: float
    gain: bool
    t: float | NotComputed
    critical: float | NotComputed
    holds: bool | NotComputed
    reversed_at: int | NotComputed


def sudden_changes(scores: Sequence[float | None], better: str, cut: float) -> tuple[SuddenChange, ...]:
    """Every step that meets the first two criteria: at least `cut` points, and at least a quarter of the score before.

    `cut` is 7 on the BDI, otherwise the measure's reliable-change value. None (or NaN) is a session without a score. For a loss the second
    criterion is a worsening by a quarter of the score before, and it is undefined when that score is 0.
    """
    scores = tuple(map(number_or_none, scores))
    return tuple(
        _step(scores, place, before, after, better)
        for place, (before, after) in enumerate(pairwise(scores))
        if before is not None and after is not None and _is_large(before, after, better, cut)
    )


def sudden_gains(scores: Sequence[float | None], better: str, cut: float) -> tuple[SuddenChange, ...]:
    """The steps that meet all three criteria, towards health."""
    return tuple(step for step in sudden_changes(scores, better, cut) if step.gain and step.holds)


def _is_large(before: float, after: float, better: str, cut: float) -> bool:
    size = abs(after - before)
    undefined = before == 0 and improvement(before, after, better) < 0
    return reached(size, cut) and reached(size, SHARE * abs(before)) and not undefined


def _step(scores: Sequence[float | None], place: int, before: float, after: float, better: str) -> SuddenChange:
    size, gain = abs(after - before), improvement(before, after, better) > 0
    back = _reversal([*enumerate(scores)][place + 2 :], (before + after) / 2, better, gain)
    tested = stability(scores[max(0, place - 2) : place + 1], scores[place + 1 : place + 4], better, gain)
    if isinstance(tested, NotComputed):
        return SuddenChange(place, place + 1, size, gain, tested, tested, tested, back)
    t, critical = tested
    return SuddenChange(place, place + 1, size, gain, t, critical, t > critical, back)


def stability(
    before: Sequence[float | None], after: Sequence[float | None], better: str, gain: bool = True
) -> tuple[float, float] | NotComputed:
    """The third criterion: pooled two-sample t of up to three scores on either side, and its critical value for N - 2 at .05.

    Not computed when fewer than two are left on one side. t is positive in the direction of the step, and infinite when neither
    side has any spread and the means differ in that direction.
    """
    first, second = ([score for score in map(number_or_none, side) if score is not None] for side in (before, after))
    if len(first) < 2 or len(second) < 2:
        return NotComputed(UNDECIDED)
    df = len(first) + len(second) - 2
    difference = improvement(mean(first), mean(second), better) if gain else improvement(mean(second), mean(first), better)
    pooled = ((len(first) - 1) * variance(first) + (len(second) - 1) * variance(second)) / df
    error = sqrt(pooled * (1 / len(first) + 1 / len(second)))
    t = difference / error if error else (inf if difference > 0 else 0.0)
    return t, t_quantile(0.975, df)


def _reversal(later: Sequence[tuple[int, float | None]], half: float, better: str, gain: bool) -> int | NotComputed:
    """The place of the first later score that is back at `half` of the step, or beyond it."""
    for place, score in later:
        if score is not None and reached(improvement(score, half, better) if gain else improvement(half, score, better), 0.0):
            return place
    return NotComputed(NOT_REVERSED)
