"""What the words near a mention say about change since before, and about how bad it is."""

import re
from dataclasses import dataclass

from fullarc.reading.amounts.quantities import Amount
from fullarc.reading.context.surroundings import Mention, SeenCue, Surroundings
from fullarc.reading.finding import Direction, Quantity, Severity, Status
from fullarc.reading.phrases.lexicon import Rule

SAID_OF_NOW = frozenset({Status.PRESENT, Status.DENIED, Status.UNCERTAIN})  # what is wished, feared or past has not changed
_DIRECTIONS = frozenset(map(str, Direction))
_AMOUNTS = ("more", "less")
_WISHED_FOR = frozenset({"engagement", "insight", "judgment", "protective_factor", "safety_plan"})
_CHANGING_GROUPS = frozenset({"symptoms", "functioning", "risk", "presentation", "strengths"})
_CHANGING_TROUBLES = frozenset(
    {"work_stress", "family_conflict", "financial_strain", "bullying_peer_conflict", "family_illness", "illness_injury"}
)
_ONE_TIME = frozenset({"crisis_contact", "hospitalization", "emergency_visit", "suicide_attempt", "safety_plan", "access_to_means"})
_SEVERITIES = {f"severity {level}": level for level in Severity}
_REGAINED = "change.regained"  # "again", "back" of what is wished for; of a difficulty they mean only that it came once more
_OVER = "change.over"  # "no longer", "gone" of what is denied by them; "no longer sleeps" is a difficulty
_NAMED_BY_WHAT_IS_WISHED_FOR = frozenset(
    {"depressed_mood", "sleep_disturbance", "appetite_weight_change", "concentration_problems", "fatigue", "anhedonia"}
)
_WISHED_FOR_ITSELF = re.compile(r"(?:mood|energy|appetite|sleep|sleeping|sleeps|slept|concentration|focus|attention|interest|motivation)\b")
_DONE = re.compile(
    r"(?:attended|attends|attending|went to|goes to|made it|got to|got in|showed up|turned in|handed in|worked|completed|finished)\b"
)
_MARKED_AT_ONCE = re.compile(r"(?:mood|energy|appetite|sleep|concentration|motivation) ?[↑↓]")
_WEIGHT = re.compile(r"\b(?:weight|wt)\b")
_RESTRICTS = re.compile(r"\b(?:restrict(?:s|ed|ing|ion)|purg(?:es|ed|ing)|anorexi[ac]|underweight|starv(?:es|ed|ing))\b")
_STILL = re.compile(r"\bstill\b")
_TROUBLE = re.compile(r"\b(?:low|poor|bad|no|not|broken|depress\w*|down|less|trouble|loss|lost|disturb\w*|problem\w*|onset|awake|wak\w+)\b")


@dataclass(slots=True, eq=False)
class Change:
    """Direction is up towards better whatever the indicator; both are None when the words say nothing."""

    direction: Direction | None
    severity: Severity | None


@dataclass(slots=True, eq=False)
class _Word:
    """A word of change, how far from the mention it stands, and whether behind it."""

    distance: int
    says: str
    behind: bool


def how_it_changed(surroundings: Surroundings, mention: Mention, number: int, rule: Rule, status: Status, amount: Amount | None) -> Change:
    """The rule's own claim comes first, then the amount and what it was before, then the nearest word that reaches the mention. What is
    hypothetical, past or of another person has no direction."""
    changed: _Word | None = None
    unchanged: _Word | None = None
    near_severity: _Word | None = None
    wished_for = is_wished_for(mention) or _names_what_is_wished_for(surroundings, mention)
    for seen in surroundings.governing(mention, number):
        says = seen.cue.says
        if says == Direction.SAME and _goes_on_well(surroundings, mention, status):
            continue
        if says == Direction.SAME:
            unchanged = _nearer(unchanged, seen, mention)
        elif (says in _DIRECTIONS or says in _AMOUNTS) and _counts(seen, wished_for, status):
            changed = _nearer(changed, seen, mention)
        elif says in _SEVERITIES:
            near_severity = _nearer(near_severity, seen, mention)
    severity = rule.severity or (_SEVERITIES[near_severity.says] if near_severity else None)
    if status not in SAID_OF_NOW:
        return Change(None, severity)
    too_little = wished_for or _is_weight_that_falls_too_low(surroundings, mention, number)
    direction = rule.direction or _moved(amount, mention, too_little)
    word = _stronger(changed, unchanged)
    if direction is None and word is not None and _can_change(mention):
        direction = _direction(word.says, wished_for or (status is Status.DENIED and mention.group == "functioning"))
        if direction is Direction.WORSE and status is Status.DENIED and mention.says is not Status.DENIED:
            direction = None  # "the flashbacks have not come back"
    return Change(direction, severity)


def _counts(seen: SeenCue, wished_for: bool, status: Status) -> bool:
    if seen.cue.id.startswith(_REGAINED):
        return wished_for or status is Status.DENIED
    return not seen.cue.id.startswith(_OVER)


def _goes_on_well(surroundings: Surroundings, mention: Mention, status: Status) -> bool:
    """ "Still goes to work", "still plays guitar" says that somebody functions in spite of all, not that it is as it was before."""
    if status is not Status.DENIED or mention.group != "functioning":
        return False
    return _STILL.search(surroundings.words_at(mention)) is not None


def _stronger(changed: _Word | None, unchanged: _Word | None) -> _Word | None:
    """ "Continues but less intense" tells of a change; "still low, slept better" keeps what is nearest."""
    if changed is None or unchanged is None:
        return changed or unchanged
    if changed.behind and unchanged.behind:
        return changed
    return changed if changed.distance <= unchanged.distance else unchanged


def _moved(amount: Amount | None, mention: Mention, wished_for: bool) -> Direction | None:
    """The direction that an amount shows by itself: "2 attacks a week, was 5". Hours of sleep count as wished for, minutes awake do not."""
    if amount is None or amount.previous is None:
        return None
    low, high = _both_ends(amount.value)
    lowest, highest = _both_ends(amount.previous)
    if (low, high) == (lowest, highest):
        return Direction.SAME
    if low <= highest and lowest <= high and low != high and lowest != highest:
        return None  # ranges that overlap
    if mention.group in ("symptoms", "risk") and mention.says is Status.DENIED:
        wished_for = False  # "no self-harm, 0 (2 last week)"
    wished_for = wished_for or (amount.unit == "hours" and mention.indicator == "sleep_disturbance")
    return Direction.BETTER if (low + high > lowest + highest) is wished_for else Direction.WORSE


def _both_ends(number: Quantity) -> tuple[float, float]:
    return number if isinstance(number, tuple) else (number, number)


def _can_change(mention: Mention) -> bool:
    return (mention.group in _CHANGING_GROUPS or mention.indicator in _CHANGING_TROUBLES) and mention.indicator not in _ONE_TIME


def is_wished_for(mention: Mention) -> bool:
    """Whether more of what the words name is better: strengths, and words that say that a difficulty is not there ("sleeps well")."""
    return mention.group == "strengths" or mention.says is Status.DENIED or mention.indicator in _WISHED_FOR


def _names_what_is_wished_for(surroundings: Surroundings, mention: Mention) -> bool:
    """ "Mood 3/10", "appetite ↓", "attended two classes" name what there should be more of, "low mood" does not."""
    if mention.group == "functioning":
        return _DONE.match(surroundings.words_of(mention)) is not None
    if mention.indicator not in _NAMED_BY_WHAT_IS_WISHED_FOR:
        return False
    words = surroundings.words_of(mention)
    if _MARKED_AT_ONCE.match(words):
        return True  # "sleep ↑ (onset 1am, 6h)"
    return _WISHED_FOR_ITSELF.match(words) is not None and _TROUBLE.search(words) is None


def _is_weight_that_falls_too_low(surroundings: Surroundings, mention: Mention, number: int) -> bool:
    """ "Weight down from 58 to 51 kg (restricting)": of the weight of somebody who restricts, more would be better."""
    if mention.indicator != "appetite_weight_change" or not _WEIGHT.search(surroundings.words_of(mention)):
        return False
    return _RESTRICTS.search(surroundings.sentence(number)) is not None


def _direction(says: str, wished_for: bool) -> Direction | None:
    if says in _DIRECTIONS:
        return Direction(says)
    if says in _AMOUNTS:
        return Direction.BETTER if (says == "more") is wished_for else Direction.WORSE
    return None


def _nearer(known: _Word | None, seen: SeenCue, mention: Mention) -> _Word:
    behind = seen.end > mention.start
    distance = max(seen.start - mention.end, 0) if behind else mention.start - seen.end
    return known if known is not None and known.distance <= distance else _Word(distance, seen.cue.says, behind)
