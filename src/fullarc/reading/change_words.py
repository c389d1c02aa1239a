"""What the words near a mention say about change since before, and about how bad it is."""

from dataclasses import dataclass

from fullarc.reading.context import Mention, SeenCue, Surroundings
from fullarc.reading.finding import Direction, Severity, Status
from fullarc.reading.lexicon import Rule
from fullarc.reading.quantities import Amount

_DIRECTIONS = frozenset(map(str, Direction))
_AMOUNTS = ("more", "less")
_WISHED_FOR = frozenset({"engagement", "insight", "judgment", "protective_factor", "safety_plan"})
_CHANGING_GROUPS = frozenset({"symptoms", "functioning", "risk", "presentation", "strengths"})
_ONE_TIME = frozenset({"crisis_contact", "hospitalization", "emergency_visit", "suicide_attempt", "safety_plan", "access_to_means"})
_SEVERITIES = {f"severity {level}": level for level in Severity}


@dataclass(frozen=True, slots=True)
class Change:
    """Direction is up towards better whatever the indicator; both are None when the words say nothing."""

    direction: Direction | None
    severity: Severity | None


def how_it_changed(surroundings: Surroundings, mention: Mention, number: int, rule: Rule, status: Status, amount: Amount | None) -> Change:
    """The rule's own claim comes first, then the amount and what it was before, then the nearest word that reaches the mention."""
    near_direction: tuple[int, str] | None = None
    near_severity: tuple[int, str] | None = None
    for seen in surroundings.governing(mention, number):
        says = seen.cue.says
        if says in _DIRECTIONS or says in _AMOUNTS:
            near_direction = _nearer(near_direction, seen, mention)
        elif says in _SEVERITIES:
            near_severity = _nearer(near_severity, seen, mention)
    direction = rule.direction or _moved(amount, mention)
    if direction is None and near_direction is not None and _can_change(mention):
        direction = _direction(near_direction[1], is_wished_for(mention))
        if direction is Direction.WORSE and status is Status.DENIED and mention.says is not Status.DENIED:
            direction = None  # "the flashbacks have not come back"
    severity = rule.severity or (_SEVERITIES[near_severity[1]] if near_severity else None)
    return Change(direction, severity)


def _moved(amount: Amount | None, mention: Mention) -> Direction | None:
    """The direction that an amount shows by itself: "2 attacks a week, was 5". Hours of sleep count as wished for, minutes awake do not."""
    if amount is None or amount.previous is None or isinstance(amount.value, tuple) or isinstance(amount.previous, tuple):
        return None
    if amount.value == amount.previous:
        return Direction.SAME
    wished_for = is_wished_for(mention) or (amount.unit == "hours" and mention.indicator == "sleep_disturbance")
    return Direction.BETTER if (amount.value > amount.previous) is wished_for else Direction.WORSE


def _can_change(mention: Mention) -> bool:
    return mention.group in _CHANGING_GROUPS and mention.indicator not in _ONE_TIME


def is_wished_for(mention: Mention) -> bool:
    """Whether more of what the words name is better: strengths, and words that say that a difficulty is not there ("sleeps well")."""
    return mention.group == "strengths" or mention.says is Status.DENIED or mention.indicator in _WISHED_FOR


def _direction(says: str, wished_for: bool) -> Direction | None:
    if says in _DIRECTIONS:
        return Direction(says)
    if says in _AMOUNTS:
        return Direction.BETTER if (says == "more") is wished_for else Direction.WORSE
    return None


def _nearer(known: tuple[int, str] | None, seen: SeenCue, mention: Mention) -> tuple[int, str]:
    distance = mention.start - seen.end if seen.end <= mention.start else max(seen.start - mention.end, 0)
    return known if known is not None and known[0] <= distance else (distance, seen.cue.says)
