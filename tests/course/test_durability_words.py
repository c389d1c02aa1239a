"""What stands beside a change: a worsening is not "sustained" or "lost", an old rating is called old."""

from dataclasses import replace

import pytest
from tests.course.courses import course, notes, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.durability_words import durability_in_words, goal_durability_in_words
from fullarc.course.statement import Change, Durability
from fullarc.exchange.pages.course_words import statement_durability
from fullarc.goals.goal import Goal, Rating
from fullarc.narrative.for_clinician import outcome_for_clinician


@pytest.mark.parametrize(
    ("durability", "words"),
    [(Durability.SUSTAINED, "still worse"), (Durability.LOST, "better again"), (Durability.REGAINED, "worse again")],
)
def test_a_worsening_has_words_of_its_own(durability: Durability, words: str) -> None:
    assert durability_in_words(Change.WORSENED, durability) == words


def test_a_gain_keeps_its_words() -> None:
    assert durability_in_words(Change.IMPROVED, Durability.SUSTAINED) == "sustained"
    assert durability_in_words(Change.IMPROVED, Durability.NONE) == ""


def rated(*weeks: int, last: int) -> CourseAssessment:
    goal = Goal("g", "Go back to work", agreed_on=week(1))
    ratings = [Rating(week(number), "g", value, "0-10") for number, value in zip(weeks, (1.0, 6.0, 7.0), strict=False)]
    return assess_timeline(replace(course(last), goals=(goal,), ratings=tuple(ratings)))


def test_a_goal_that_was_not_rated_for_months_is_said_to_be_so() -> None:
    seen = rated(1, 4, last=20)
    assert len(notes(20)) == len(seen.timeline.notes)
    assert goal_durability_in_words(seen.goals[0], seen) == "not rated since 4 February"
    [told] = [one for one in seen.statements if one.topic == "g"]
    assert statement_durability(told, seen) == "not rated since 4 February"
    assert "improved, not rated since 4 February" in outcome_for_clinician(seen)


def test_a_goal_that_was_rated_lately_is_judged_by_its_ratings() -> None:
    seen = rated(1, 4, 5, last=6)
    assert goal_durability_in_words(seen.goals[0], seen) == "recent"
