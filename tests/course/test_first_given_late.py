"""A measure that was first given late: the page says at or after which session."""

from dataclasses import replace
from datetime import timedelta

from courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.timeline import ScoreRecord


def told(first: ScoreRecord) -> list[str]:
    return [one for one in assess_timeline(course(6, scores=[first])).not_known if "at the very start" in one]


def test_a_measure_first_given_at_the_fifth_session_is_said_to_be() -> None:
    [first] = scores("gad-7", [None] * 4 + [12])
    assert told(first) == ["GAD-7 at the very start: first given at session 5, on 11 February."]


def test_between_two_sessions_it_is_said_after_which() -> None:
    [first] = scores("gad-7", [None] * 4 + [12])
    between = replace(first, date=week(5) + timedelta(days=2), session=None)
    assert told(between) == ["GAD-7 at the very start: first given after session 5, on 13 February."]


def test_at_the_second_session_it_is_not_late() -> None:
    [first] = scores("gad-7", [None, 12])
    assert told(first) == []
