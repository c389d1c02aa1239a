"""Sudden gains and losses between two sessions. Described, never explained: chance alone makes them often.

Tang & DeRubeis 1999, JCCP 67:894-904; missing sessions as in Wiedemann et al. 2020, PLoS ONE 15:e0230276. With a steady decline and
no sudden gain at all the three criteria still find one in about half of all simulated courses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt
from statistics import mean, variance

from fullarc.change.direction import improvement
from fullarc.change.student import t_quantile

UNDECIDED = "Too few scores around this drop to tell whether it holds (need two before and two after)."
SHARE = 0.25


@dataclass(frozen=True, slots=True)
class SuddenChange:
    """A large step between two neighbouring sessions.

    `before` and `after` are their places in the series, from 0. `size` is positive. `gain` is False for a loss. `t` and `critical`
    belong to the third criterion; both are None when it could not be tested, and `holds` is None as well. `reversed_at` is
    the place where half of it was given back, or None.
    """

    before: int
    after: int
    size: float
    gain: bool
    t: float | None
    critical: float | None
    holds: bool | None
    reversed_at: int | None


def sudden_changes(scores: Sequence[float | None], better: str, cut: float) -> tuple[SuddenChange, ...]:
    """Every step that meets the first two criteria: at least `cut` points, and at least a quarter of the score before.

    `cut` is 7 on the BDI, otherwise the measure's reliable-change value. None is a session without a score. For a loss the second
    criterion is a worsening by a quarter of the score before, and it is undefined when that score is 0.
    """
    found = (_step(scores, place, better, cut) for place in range(len(scores) - 1))
    return tuple(step for step in found if step is not None)


def sudden_gains(scores: Sequence[float | None], better: str, cut: float) -> tuple[SuddenChange, ...]:
    """The steps that meet all three criteria, towards health."""
    return tuple(step for step in sudden_changes(scores, better, cut) if step.gain and step.holds)


def _step(scores: Sequence[float | None], place: int, better: str, cut: float) -> SuddenChange | None:
    before, after = scores[place], scores[place + 1]
    if before is None or after is None:
        return None
    gained = improvement(before, after, better)
    if abs(gained) < cut or abs(gained) < SHARE * abs(before) or (gained < 0 and before == 0):
        return None
    tested = stability(scores[max(0, place - 2) : place + 1], scores[place + 1 : place + 4], better, gained > 0)
    t, critical = tested if tested else (None, None)
    holds = t > critical if t is not None and critical is not None else None
    return SuddenChange(place, place + 1, abs(gained), gained > 0, t, critical, holds, _reversal(scores, place + 1, better, gained))


def stability(before: Sequence[float | None], after: Sequence[float | None], better: str, gain: bool = True) -> tuple[float, float] | None:
    """The third criterion: pooled two-sample t of up to three scores on either side, and its critical value for N - 2 at .05.

    None when fewer than two are left on one side. t is positive in the direction of the step, and infinite when neither
    side has any spread and the means differ in that direction.
    """
    first = [score for score in before if score is not None]
    second = [score for score in after if score is not None]
    if len(first) < 2 or len(second) < 2:
        return None
    df = len(first) + len(second) - 2
    difference = improvement(mean(first), mean(second), better) * (1 if gain else -1)
    pooled = ((len(first) - 1) * variance(first) + (len(second) - 1) * variance(second)) / df
    error = sqrt(pooled * (1 / len(first) + 1 / len(second)))
    t = difference / error if error else (inf if difference > 0 else 0.0)
    return t, t_quantile(0.975, df)


def _reversal(scores: Sequence[float | None], after: int, better: str, gained: float) -> int | None:
    """The first later session at which at least half of the step was given back."""
    level = scores[after]
    for place in range(after + 1, len(scores)):
        score = scores[place]
        if score is None or level is None:
            continue
        given_back = -improvement(level, score, better) if gained > 0 else improvement(level, score, better)
        if given_back >= abs(gained) / 2:
            return place
    return None
