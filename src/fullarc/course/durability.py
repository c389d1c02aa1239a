"""Did a change last? Published rules over the observations of one series (docs/methods/durability.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fullarc.course.statement import Durability

SETTLED_OBSERVATIONS = 3
SETTLED_DAYS = 28
ESTABLISHED = 2
NO_LONGER_RECENT_DAYS = 56  # a change that old is not called recent, however few observations speak of it
LASTING = frozenset({Durability.SUSTAINED, Durability.REGAINED})


@dataclass(frozen=True, slots=True)
class Held:
    """One observation after the baseline: was the change there on that day?

    `lost` says of one on which it was not that it is worse than the best before it by more than measurement error: that is no noise.
    """

    date: date
    held: bool
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    held: bool
    begin: date
    end: date
    count: int
    lost: bool = False  # one of its observations is worse than the best before it by more than measurement error

    @property
    def days(self) -> int:
        return (self.end - self.begin).days

    @property
    def settled(self) -> bool:
        return self.count >= SETTLED_OBSERVATIONS and self.days >= SETTLED_DAYS

    @property
    def established(self) -> bool:
        return self.count >= ESTABLISHED or self.lost


def runs_of(observations: Sequence[Held]) -> tuple[Run, ...]:
    """Unbroken stretches, in order of date."""
    stretches = []
    for held, group in groupby(observations, key=lambda one: one.held):
        seen = list(group)
        stretches.append(Run(held, seen[0].date, seen[-1].date, len(seen), any(one.lost for one in seen)))
    return tuple(stretches)


def bridged(observations: Sequence[Held]) -> tuple[Held, ...]:
    """A single observation that disagrees with two on either side of it is within measurement error and takes their side.

    One that is beyond measurement error (`lost`) does not.
    """
    flags = [one.held for one in observations]
    smoothed = list(flags)
    for i in range(2, len(flags) - 2):
        around = {flags[i - 2], flags[i - 1], flags[i + 1], flags[i + 2]}
        if len(around) == 1 and flags[i] not in around and not observations[i].lost:
            smoothed[i] = not flags[i]
    return tuple(Held(one.date, held, one.lost) for one, held in zip(observations, smoothed, strict=True))


def durability_of(observations: Sequence[Held]) -> Durability:
    """Durability of one change from the observations after its baseline, in order of date.

    sustained: held in three or more consecutive observations that reach the latest, over at least 28 days.
    regained: held in two or more and lost in two or more, or held at all and lost beyond measurement error, then held again in two or
    more that reach the latest.
    lost: held in two or more, gone at the end. fluctuating: crossed back and forth at least twice without settling.
    recent: reached at the end and not yet held so long. none: never reached, or once only and gone again.
    """
    runs = runs_of(bridged(observations))
    if not any(run.held for run in runs):
        return Durability.NONE
    return _at_the_end(runs) if runs[-1].held else _gone_at_the_end(runs)


def _at_the_end(runs: tuple[Run, ...]) -> Durability:
    last, earlier = runs[-1], [run for run in runs[:-1] if run.held]
    was_lost = _established_then_lost(runs)
    if last.settled:
        return Durability.REGAINED if was_lost else Durability.SUSTAINED
    if len(earlier) >= 2:
        return Durability.FLUCTUATING
    if was_lost and last.established:
        return Durability.REGAINED
    if earlier and not last.established:
        return Durability.FLUCTUATING
    return Durability.RECENT


def _gone_at_the_end(runs: tuple[Run, ...]) -> Durability:
    held = [run for run in runs if run.held]
    if len(held) >= 2 and _came_back(runs):
        return Durability.FLUCTUATING
    if any(run.established for run in held):
        return Durability.LOST
    return Durability.FLUCTUATING if len(held) >= 2 else Durability.NONE


def _came_back(runs: tuple[Run, ...]) -> bool:
    """Whether the change was there, gone in two or more observations, and there again."""
    first = next(i for i, run in enumerate(runs) if run.held)
    return any(not run.held and run.established and i + 1 < len(runs) for i, run in enumerate(runs) if i > first)


def _established_then_lost(runs: tuple[Run, ...]) -> bool:
    """Whether a held stretch of two or more was followed by one of two or more in which it was gone, or any held one by a loss beyond
    measurement error: of a gain and a loss that are both beyond it neither is noise."""
    was_held = established = False
    for run in runs[:-1]:
        if run.held:
            was_held, established = True, established or run.established
        elif (was_held and run.lost) or (established and run.established):
            return True
    return False


def held_since(observations: Sequence[Held]) -> date | None:
    """First day of the stretch that reaches the latest observation, or None when the change is not there now."""
    runs = runs_of(bridged(observations))
    return runs[-1].begin if runs and runs[-1].held else None
