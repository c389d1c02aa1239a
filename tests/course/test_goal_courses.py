"""The course of a goal."""

from courses import course, story, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import GoalCourse
from fullarc.course.statement import Change, Durability
from fullarc.goals.goal import Goal, Rating

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


def test_a_goal_never_rated_takes_the_course_of_what_it_is_about() -> None:
    findings = story("avoidance", [3, 3, 3, 2, 1, 0, 0, 0, 0, 0])
    assessment = assess_timeline(course(10, goals=[GOAL], findings=findings))
    assert (assessment.goals[0].change, assessment.goals[0].scale) == (Change.IMPROVED, "")


def test_a_goal_with_one_rating_and_no_note_is_not_enough_to_tell() -> None:
    assert rated(-2, None, None).change is Change.NOT_ENOUGH


def test_goal_attainment_is_given_at_the_start_and_now() -> None:
    ratings = [Rating(week(1), "1", -2, "gas"), Rating(week(5), "1", 1, "gas")]
    assessment = assess_timeline(course(5, goals=[GOAL], ratings=ratings))
    assert assessment.goal_attainment == (30.0, 60.0)
