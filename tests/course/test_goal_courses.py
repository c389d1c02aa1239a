"""The course of a goal."""

from courses import course, source, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, GoalCourse
from fullarc.course.from_notes import read_notes
from fullarc.course.statement import Change, Durability
from fullarc.course.timeline import timeline_of
from fullarc.goals.goal import Goal, Rating
from fullarc.reports.disclosed import disclosed
from fullarc.reports.readers import Level, parts

GOAL = Goal("1", "Take the train to work on my own.", week(1), levels=("a", "b", "c", "d", "e"))


def rated(*values: float | None, scale: str = "gas") -> GoalCourse:
    ratings = [Rating(week(n), "1", value, scale) for n, value in enumerate(values, 1) if value is not None]
    return assess_timeline(course(len(values), goals=[GOAL], ratings=ratings)).goals[0]


def test_one_gas_level_up_is_an_improvement() -> None:
    one = rated(-2, None, None, -1, None, 0, None, None, 0, None, 0)
    assert (one.change, one.durability) == (Change.IMPROVED, Durability.SUSTAINED)


def test_three_points_of_ten_count_and_two_do_not() -> None:
    assert rated(2, 3, 5, scale="0-10").change is Change.IMPROVED
    assert rated(2, 3, 4, scale="0-10").change is Change.NO_CLEAR_CHANGE


def test_a_goal_that_slipped_back_is_lost() -> None:
    assert rated(-2, 0, 0, 0, -2, -2).durability is Durability.LOST


SHOPS = Goal("2", "Go to the supermarket without panic.", week(1))
SPOKEN_OF = ("Panic attacks daily, avoids the supermarket.", "Panic in the supermarket.", "Panic attack in the supermarket on Monday.")
LESS = "Panic in the supermarket is less than last week."
MORE = "Panic in the supermarket is worse than last week."


def unrated(*told: str) -> CourseAssessment:
    notes, found = read_notes([(week(n), source(n), text) for n, text in enumerate(told, 1)])
    return assess_timeline(timeline_of(notes=notes, findings=found, goals=[SHOPS]))


def test_a_goal_never_rated_is_not_judged_from_mentions() -> None:
    seen = unrated(*SPOKEN_OF, *["Planned the supermarket. No panic this week."] * 4)
    one = seen.goals[0]
    assert next(each.change for each in seen.indicators if each.indicator == "panic") is Change.IMPROVED
    assert len(one.addressed_in) == 7
    assert (one.change, one.durability, one.told) == (Change.NOT_ENOUGH, Durability.NONE, ())


def test_a_goal_never_rated_is_better_where_two_notes_tell_so() -> None:
    assert unrated(*SPOKEN_OF, LESS).goals[0].change is Change.NOT_ENOUGH
    one = unrated(*SPOKEN_OF, LESS, LESS).goals[0]
    assert (one.change, one.durability) == (Change.IMPROVED, Durability.NONE)
    assert {proof.date for proof in one.told} == {week(4), week(5)}


def test_better_here_and_worse_there_is_mixed() -> None:
    assert unrated(*SPOKEN_OF, LESS, LESS, MORE).goals[0].change is Change.MIXED


def test_worse_in_two_notes_is_worse() -> None:
    assert unrated(*SPOKEN_OF, MORE, MORE).goals[0].change is Change.WORSENED


def test_what_became_of_others_is_not_told_of_the_goal() -> None:
    other = "Talked about the supermarket. Her sister's panic is less than last week."
    assert unrated(*SPOKEN_OF, other, other).goals[0].change is Change.NOT_ENOUGH


def test_the_statement_says_which_notes_tell_it_and_shows_their_words() -> None:
    statement = next(one for one in unrated(*SPOKEN_OF, LESS, LESS).statements if one.topic == SHOPS.id)
    assert "never rated; told as better in the notes of 4 and 11 February; five notes speak to it" in statement.text
    assert any(proof.indicator == "panic" and proof.date == week(5) for proof in statement.evidence)


def test_a_goal_with_one_rating_and_no_note_is_not_enough_to_tell() -> None:
    assert rated(-2, None, None).change is Change.NOT_ENOUGH


def test_goal_attainment_is_given_at_the_start_and_now() -> None:
    ratings = [Rating(week(1), "1", -2, "gas"), Rating(week(5), "1", 1, "gas")]
    assessment = assess_timeline(course(5, goals=[GOAL], ratings=ratings))
    assert assessment.goal_attainment == (30.0, 60.0)


def test_a_reader_who_is_told_no_words_of_notes_gets_none_of_those_that_tell_a_goals_change() -> None:
    seen = unrated(*SPOKEN_OF, LESS, LESS)
    told = dict.fromkeys(parts(), Level.QUOTED)
    assert disclosed(seen, told).goals[0].told
    plain = disclosed(seen, {**told, "goals": Level.PLAIN})
    assert not any(proof.quote for proof in plain.goals[0].told)
    statement = next(one for one in plain.statements if one.topic == SHOPS.id)
    assert statement.text == "Goal 1: not rated."
    assert not any(proof.quote for proof in statement.evidence)
