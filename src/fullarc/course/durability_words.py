"""How long a change has lasted, in the words that stand beside it. What is worse is neither "sustained" nor "lost"."""

from datetime import date

from fullarc.course.assessment import CourseAssessment, GoalCourse
from fullarc.course.days import day_in_words
from fullarc.course.durability import LASTING
from fullarc.course.statement import Change, Durability

_WORSE = {
    Durability.SUSTAINED: "still worse",
    Durability.RECENT: "recent",
    Durability.FLUCTUATING: "fluctuating",
    Durability.LOST: "better again",
    Durability.REGAINED: "worse again",
}
OLD_RATING_DAYS = 56
NOT_RATED = "not rated since"


def durability_in_words(change: Change | None, durability: Durability | None, held_until: str = "") -> str:
    """Says "sustained" of a gain and "still worse" of a worsening; nothing where there is no change to speak of.

    With what speaks against a change that lasted (`held_until`): "sustained until the last score"."""
    if durability in (None, Durability.NONE):
        return ""
    word = _WORSE[durability] if change is Change.WORSENED else str(durability)
    return f"{word.removeprefix('still ')} until {held_until}" if held_until and durability in LASTING else word


def goal_durability_in_words(goal: GoalCourse, seen: CourseAssessment) -> str:
    """As for any change, but a goal whose last rating is eight weeks old or more is "not rated since 29 April"."""
    last = goal.ratings[-1][0] if goal.ratings else None
    if last is not None and (_judged_until(seen) - last).days >= OLD_RATING_DAYS:
        return f"{NOT_RATED} {day_in_words(last, seen.as_of)}"
    return durability_in_words(goal.change, goal.durability)


def _judged_until(seen: CourseAssessment) -> date:
    return min(seen.as_of, seen.timeline.ended) if seen.timeline.ended else seen.as_of
