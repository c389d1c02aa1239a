"""Is a goal specific, measurable, achievable, relevant and time-bound? Five checks, each with its reason. They warn and never block."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fullarc.goals.target import Direction, Target, in_words
from fullarc.goals.wording import amount_in, observable_verb, vague_words, words_in

FEWEST_WORDS, MOST_WORDS = 5, 60
LONGEST = timedelta(days=366)
STEPS_OF_RELIABLE_CHANGE = 3
SURE_ENOUGH = 6  # of 10
# All figures are conventions of this project and of common teaching on goals, not published cut-offs; the page says so.


class Letter(StrEnum):
    SPECIFIC = "Specific"
    MEASURABLE = "Measurable"
    ACHIEVABLE = "Achievable"
    RELEVANT = "Relevant"
    TIME_BOUND = "Time-bound"


@dataclass(frozen=True, slots=True)
class PlannedTarget:
    """A target with its value at the start, if there is one."""

    target: Target
    baseline: float | None = None


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """What is known about a goal. `confidence` is the client's, 0 to 10; `serves` the problem, diagnosis or value it is for."""

    text: str
    agreed_on: date | None = None
    targets: tuple[PlannedTarget, ...] = ()
    levels: tuple[str, ...] = ()
    baseline_level: int | None = None
    first_rating: float | None = None  # 0 to 10
    confidence: int | None = None
    serves: str = ""
    aim_by: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One letter. It passes when it has no warnings; `reason` then says why. An `error` is a target that cannot exist."""

    letter: Letter
    reason: str
    warnings: tuple[str, ...] = ()
    error: bool = False

    @property
    def passed(self) -> bool:
        return not self.warnings


def check(facts: GoalFacts) -> tuple[Check, ...]:
    """The five letters in their order."""
    return _specific(facts), _measurable(facts), _achievable(facts), _relevant(facts), _time_bound(facts)


def _specific(facts: GoalFacts) -> Check:
    warnings = []
    count, vague, verb = len(words_in(facts.text)), vague_words(facts.text), observable_verb(facts.text)
    has_number = bool(facts.targets or amount_in(facts.text) or len(facts.levels) == 5)
    if count < FEWEST_WORDS:
        warnings.append(f"{count} words are few: say who does what, where or with whom, in {FEWEST_WORDS} words or more.")
    if count > MOST_WORDS:
        warnings.append(f"{count} words are many: one goal fits in {MOST_WORDS}. Make two goals of it.")
    if vague and not has_number:
        warnings.append(f"“{vague}” cannot be observed. Say what somebody would see the client do, or link a measure.")
    elif not vague and not verb:
        warnings.append("No verb was recognised that somebody could see or tick off, such as take, call, sleep, attend.")
    return Check(Letter.SPECIFIC, f"“{verb}” can be observed." if verb else "A number stands beside the words.", tuple(warnings))


def _measurable(facts: GoalFacts) -> Check:
    if facts.targets:
        return Check(Letter.MEASURABLE, f"{facts.targets[0].target}.")
    if len(facts.levels) == 5 and all(level.strip() for level in facts.levels):
        return Check(Letter.MEASURABLE, "Its five levels are written.")
    if amount := amount_in(facts.text):
        return Check(Letter.MEASURABLE, f"“{amount}” can be counted.")
    if facts.first_rating is not None:
        return Check(Letter.MEASURABLE, "It is rated from 0 to 10.")
    missing = (
        "Nothing can be counted yet. Link a measure, a log or a count with a target, write how often or how long, write the five levels,"
    )
    return Check(Letter.MEASURABLE, "", (f"{missing} or rate it from 0 to 10.",))


def _achievable(facts: GoalFacts) -> Check:
    warnings, error = [], False
    starts = [planned.baseline for planned in facts.targets if planned.baseline is not None]
    if not starts and facts.baseline_level is None and facts.first_rating is None:
        warnings.append("There is no value of where it begins. Give the measure once, rate the goal, or choose the level of now.")
    for planned in facts.targets:
        found = list(_target_warnings(planned))
        warnings += [sentence for sentence, _ in found]
        error = error or any(impossible for _, impossible in found)
    if facts.confidence is None:
        warnings.append("How sure the client is to reach it is not asked yet (0 to 10).")
    elif facts.confidence < SURE_ENOUGH:
        warnings.append(
            f"The client's confidence is {facts.confidence} of 10. Below {SURE_ENOUGH}, a smaller first step is worth a thought."
        )
    return Check(Letter.ACHIEVABLE, "It begins somewhere, and the client thinks it can be reached.", tuple(warnings), error)


def _target_warnings(planned: PlannedTarget) -> Iterator[tuple[str, bool]]:
    """Sentences about one target, and whether it cannot exist at all."""
    target, scale, start = planned.target, planned.target.scale, planned.baseline
    lowers = target.direction is Direction.AT_MOST
    if scale.low is not None and target.value < scale.low:
        yield f"{target.name} has no value below {scale.low:g}; the target of {target.value:g} cannot be reached.", True
    if scale.high is not None and target.value > scale.high:
        yield f"{target.name} has no value above {scale.high:g}; the target of {target.value:g} cannot be reached.", True
    if scale.better and lowers != (scale.better == "lower"):
        yield f"On {target.name} {scale.better} is better; the target points the other way.", False
    if start is None:
        return
    if target.is_met_by(start):
        yield f"{target.name} is at {start:g} already and meets the target.", False
    elif scale.reliable_change and (step := abs(start - target.value)) > STEPS_OF_RELIABLE_CHANGE * scale.reliable_change:
        beyond = scale.functional is None or (target.value < scale.functional if lowers else target.value > scale.functional)
        if beyond:
            far = f"From {start:g} to {target.value:g} on {target.name} is a step of {step:g}, more than {STEPS_OF_RELIABLE_CHANGE} times"
            nearer = f" Up to {scale.functional:g} would be the healthy side of the cut-off." if scale.functional is not None else ""
            yield f"{far} the smallest reliable change. A nearer first target is worth a thought.{nearer}", False


def _relevant(facts: GoalFacts) -> Check:
    warnings = []
    if not facts.serves.strip():
        warnings.append("It does not say for which problem, diagnosis or value of the client it is. Name one.")
    if not facts.text.strip():
        warnings.append("The client's own words are missing.")
    if facts.agreed_on is None:
        warnings.append("The day on which the client agreed is missing.")
    agreed = f", agreed on {in_words(facts.agreed_on)}" if facts.agreed_on else ""
    return Check(Letter.RELEVANT, f"For {facts.serves.strip()}{agreed}.", tuple(warnings))


def _time_bound(facts: GoalFacts) -> Check:
    aim = facts.aim_by or max((planned.target.by for planned in facts.targets if planned.target.by), default=None)
    if aim is None:
        return Check(Letter.TIME_BOUND, "", ("No day is set by which it shall be reached.",))
    warnings = []
    if facts.agreed_on and aim <= facts.agreed_on:
        warnings.append("The day to reach it does not lie after the day of the agreement.")
    if facts.agreed_on and aim > facts.agreed_on + LONGEST:
        warnings.append("The day lies more than 12 months ahead. Agree a step that is nearer.")
    if facts.review_on and facts.review_on > aim:
        warnings.append(f"The plan is reviewed on {in_words(facts.review_on)}, after the day to reach it. Review it before.")
    return Check(Letter.TIME_BOUND, f"By {in_words(aim)}.", tuple(warnings))
