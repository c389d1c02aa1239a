"""What the words near a mention say about change since before, and about how bad it is."""

from dataclasses import dataclass

from fullarc.reading.context import Mention, SeenCue, Surroundings
from fullarc.reading.finding import Direction, Severity, Status
from fullarc.reading.lexicon import Rule

_DIRECTIONS = frozenset(map(str, Direction))
_SEVERITIES = {f"severity {level}": level for level in Severity}


@dataclass(frozen=True, slots=True)
class Change:
    """Direction is up towards better whatever the indicator; both are None when the words say nothing."""

    direction: Direction | None
    severity: Severity | None


def how_it_changed(surroundings: Surroundings, mention: Mention, number: int, status: Status, rule: Rule) -> Change:
    """The rule's own claim comes first, then the nearest word that reaches the mention."""
    near_direction: tuple[int, str] | None = None
    near_severity: tuple[int, str] | None = None
    for seen in surroundings.governing(mention, number):
        says = seen.cue.says
        if says in _DIRECTIONS or says == "neutral":
            near_direction = _nearer(near_direction, seen, mention)
        elif says in _SEVERITIES:
            near_severity = _nearer(near_severity, seen, mention)
    direction = rule.direction
    if direction is None and near_direction is not None and near_direction[1] in _DIRECTIONS:
        direction = Direction(near_direction[1])
    severity = rule.severity or (_SEVERITIES[near_severity[1]] if near_severity else None)
    return Change(direction, severity)


def _nearer(known: tuple[int, str] | None, seen: SeenCue, mention: Mention) -> tuple[int, str]:
    distance = mention.start - seen.end if seen.end <= mention.start else max(seen.start - mention.end, 0)
    return known if known is not None and known[0] <= distance else (distance, seen.cue.says)
