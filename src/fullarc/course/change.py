"""Change of an indicator read from notes: the first three sessions that mention it against the last three."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import Level
from fullarc.course.durability import LASTING, Held, durability_of, held_since
from fullarc.course.statement import Change, Durability

UNSPECIFIED = 2.0  # what a mention counts as that names no level
MENTIONS = 3  # sessions in the baseline and in the current state
BASELINE_SESSIONS = 5  # the baseline lies in the first sessions of the course
FEWEST_MENTIONS = 3  # fewer say "not enough to tell"
STEP = 0.75  # of a level; a smaller difference between vague words is no clear change


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What became of a series of levels. `since` is when the present change was first there without a break."""

    change: Change
    durability: Durability
    baseline: float | None
    current: float | None
    baseline_levels: tuple[Level, ...] = ()
    current_levels: tuple[Level, ...] = ()
    since: date | None = None
    late: bool = False  # first mentioned after the fifth session
    against: Level | None = None  # the last one, where it speaks against a change that is called lasting

    def holds(self, level: Level) -> bool:
        """Whether the change is there in one observation."""
        return self.baseline is not None and _is_held(level, self.baseline, self.change)


def change_of_levels(levels: Sequence[Level], set_aside: frozenset[date] = frozenset(), *, worse_in: int = 1) -> LevelChange:
    """Change and durability of one indicator; days in `set_aside` (situational dips) count for neither.

    `worse_in` is the number of the last sessions in which it must be there for a change for the worse.

    The baseline is the mean of the first three sessions that mention it, of those within the first five sessions when
    there are any; the current state is the mean of the last three. The two never share a session.
    """
    kept = [level for level in levels if level.date not in set_aside]
    if len(kept) < FEWEST_MENTIONS:
        return LevelChange(Change.NOT_ENOUGH, Durability.NONE, None, None)
    count, late = _baseline_count(kept)
    first, last = kept[:count], kept[count:][-MENTIONS:]
    baseline, current = mean_level(first), mean_level(last)
    change = direction_of(baseline, current)
    too_few = change is Change.WORSENED and sum(level.level > 0 for level in last) < worse_in
    if too_few or _only_no_longer_named(first, last):
        change = Change.NO_CLEAR_CHANGE
    durability, since = durability_against(kept[count:], baseline, change)
    against = None if _is_held(kept[-1], baseline, change) or durability not in LASTING else kept[-1]
    return LevelChange(change, durability, baseline, current, tuple(first), tuple(last), since, late, against)


def _baseline_count(levels: Sequence[Level]) -> tuple[int, bool]:
    early = [level for level in levels if level.session is None or level.session <= BASELINE_SESSIONS]
    wanted = min(MENTIONS, len(early)) or MENTIONS
    return max(1, min(wanted, len(levels) // 2)), not early


def _only_no_longer_named(first: Sequence[Level], last: Sequence[Level]) -> bool:
    """Whether it was there throughout, with a level named at first and none lately: that says neither better nor worse."""

    def is_bare(level: Level) -> bool:
        return not level.named and level.level == UNSPECIFIED

    there = all(level.level > 0 for level in (*first, *last))
    return there and all(map(is_bare, last)) and not all(map(is_bare, first))


def mean_level(levels: Sequence[Level]) -> float:
    """The mean of at least one level."""
    return sum(level.level for level in levels) / len(levels)


def direction_of(baseline: float, current: float, step: float = STEP) -> Change:
    """Improved, worsened or no clear change between two mean levels (lower is better)."""
    if current <= baseline - step:
        return Change.IMPROVED
    return Change.WORSENED if current >= baseline + step else Change.NO_CLEAR_CHANGE


def durability_against(levels: Sequence[Level], baseline: float, change: Change, step: float = STEP) -> tuple[Durability, date | None]:
    """Durability of the change; without one, whether an improvement was there and went, or came and went."""
    return settle([Held(one.date, _is_held(one, baseline, change, step)) for one in levels], change)


def _is_held(level: Level, baseline: float, change: Change, step: float = STEP) -> bool:
    return level.level >= baseline + step if change is Change.WORSENED else level.level <= baseline - step


def settle(observed: Sequence[Held], change: Change) -> tuple[Durability, date | None]:
    """Durability that fits the change: a change that stands is not lost by one last observation, two are needed."""
    durability = durability_of(observed)
    if change is Change.NO_CLEAR_CHANGE:
        return (durability if durability in {Durability.LOST, Durability.FLUCTUATING} else Durability.NONE), None
    if durability in {Durability.LOST, Durability.NONE} and len(observed) > 1 and not observed[-1].held:
        observed = observed[:-1]
        durability = durability_of(observed)
    if durability is Durability.NONE:
        durability = Durability.FLUCTUATING if any(one.held for one in observed) else Durability.RECENT
    return durability, held_since(observed)
