"""The client's goals in the client's own words, with what the ratings say."""

from collections.abc import Iterator
from datetime import date

from fullarc.course.assessment import CourseAssessment, GoalCourse
from fullarc.course.days import number_in_words
from fullarc.course.proofs import rating_proof
from fullarc.course.statement import Change, Durability, Kind, Proof
from fullarc.goals.goal import Goal
from fullarc.narrative.client_sentence import ClientSentence, Part
from fullarc.narrative.client_words import ClientWords

OLD_DAYS = 60  # a goal that was last rated longer ago has not been looked at
NOW_DAYS = 21  # what was rated longer ago is told as past
GAS_LOWEST = -2
THERE = {"gas": 0.0, "0-10": 10.0}  # the level that was hoped for


def goal_sentences(seen: CourseAssessment, words: ClientWords) -> Iterator[ClientSentence]:
    """One a goal, in the order in which they were agreed."""
    goals = {goal.id: goal for goal in seen.timeline.goals}
    for place, course in enumerate(seen.goals):
        goal = goals[course.goal]
        proofs = _proofs(course, goal, seen)
        if proofs:
            yield ClientSentence(
                key=f"goal:{goal.id}",
                part=Part.GOALS,
                text=_said(course, goal, seen, words),
                evidence=proofs,
                quote=goal.text,
                support=_support(course, goal, seen.as_of, words),
                change=course.change if len(course.ratings) > 1 else None,
                topics=(goal.id,),
                weight=-float(place),
            )


def _proofs(course: GoalCourse, goal: Goal, seen: CourseAssessment) -> tuple[Proof, ...]:
    ratings = [one for one in seen.timeline.ratings if one.goal == goal.id and one.scale == course.scale]
    if ratings:
        return tuple(rating_proof(one, goal.text) for one in ratings)
    return (Proof(Kind.GOAL, goal.agreed_on, goal.text, key=goal.id),) if goal.agreed_on else ()


def _said(course: GoalCourse, goal: Goal, seen: CourseAssessment, words: ClientWords) -> str:
    parts = [_rated(course, goal, seen.as_of, words)] if course.ratings else [words.say("goals", _unrated(goal, seen.as_of))]
    if len(course.ratings) > 1:
        parts.append(words.say("goals", _way(course, seen.as_of)))
    if goal.closed_on is not None and goal.closed_on <= seen.as_of:
        parts.append(words.say("goals", "closed", month=words.month(goal.closed_on, seen.as_of)))
    elif course.ratings and (seen.as_of - course.ratings[-1][0]).days > OLD_DAYS and seen.timeline.ended is None:
        parts.append(words.say("goals", "old", month=words.month(course.ratings[-1][0], seen.as_of)))
    return " ".join(parts)


def _unrated(goal: Goal, as_of: date) -> str:
    """A goal is rated in a session; only of one that was agreed long ago it is asked whether it still matters."""
    return "not_rated_long" if goal.agreed_on is not None and (as_of - goal.agreed_on).days > OLD_DAYS else "not_rated"


def _rated(course: GoalCourse, goal: Goal, as_of: date, words: ClientWords) -> str:
    first, last = course.ratings[0], course.ratings[-1]
    if course.scale != "gas":
        months = {"month": words.month(last[0], as_of), "start": words.month(first[0], as_of)}
        key = "ten" if len(course.ratings) > 1 and months["month"] != months["start"] else "ten_once"
        return words.say("goals", key, now=number_in_words(last[1]), then=number_in_words(first[1]), **months)
    said = level_in_words(last[1], words)
    if meaning := level_of(goal, last[1]):
        said += " " + words.say("goals", "now_level", level=meaning)
    if len(course.ratings) > 1 and round(first[1]) != round(last[1]):
        said += " " + words.say("goals", "was", start=words.month(first[0], as_of), then=_inside(level_in_words(first[1], words)))
    return said


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def level_in_words(value: float, words: ClientWords) -> str:
    """A GAS level (−2 to +2) as a client would say it."""
    return words.say("goals", f"gas_{min(4, max(0, round(value) - GAS_LOWEST))}")


def level_of(goal: Goal, value: float) -> str:
    """What was agreed that this level means; "" where nothing was written."""
    place = round(value) - GAS_LOWEST
    return goal.levels[place].rstrip(".") if 0 <= place < len(goal.levels) else ""


def _way(course: GoalCourse, as_of: date) -> str:
    way = _way_of(course, there=course.ratings[-1][1] >= THERE[course.scale])
    return way if (as_of - course.ratings[-1][0]).days <= NOW_DAYS else f"{way}_then"


def _way_of(course: GoalCourse, *, there: bool) -> str:
    """`there`: what was hoped for is reached or passed. A difference on 0-10 below the step that counts can be chance."""
    if course.change is Change.IMPROVED:
        return "reached" if there else "closer"
    if course.change is Change.WORSENED:
        return "less" if there else "further"
    if course.durability is Durability.LOST and not there:
        return "slipped"
    return "same" if round(course.ratings[0][1]) == round(course.ratings[-1][1]) else "small"


def _support(course: GoalCourse, goal: Goal, as_of: date, words: ClientWords) -> str:
    if course.ratings:
        number = len(course.ratings)
        return words.say("support", "rated_one" if number == 1 else "rated", n=words.count(number))
    return words.say("support", "agreed", start=words.month(goal.agreed_on, as_of)) if goal.agreed_on else ""
