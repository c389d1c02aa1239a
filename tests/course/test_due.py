"""A measure that is given regularly is due at each session."""

from datetime import date, timedelta

from fullarc.course.due import due_measures
from fullarc.course.timeline import Attendance, DueMeasure, ScoreRecord, Session

FIRST = date(2026, 1, 5)


def week(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def sessions(count: int, *, missed: frozenset[int] = frozenset()) -> list[Session]:
    return [Session(week(n), Attendance.MISSED if n in missed else Attendance.ATTENDED) for n in range(count)]


def given(measure: str, *weeks: int, days_before: int = 0) -> list[ScoreRecord]:
    return [ScoreRecord(week(n) - timedelta(days=days_before), measure, 10.0) for n in weeks]


def test_a_session_without_a_measure_that_is_given_regularly_is_named() -> None:
    assert due_measures(sessions(5), given("phq-9", 0, 1, 3, 4)) == (DueMeasure(week(2), "phq-9"),)


def test_a_measure_that_is_given_now_and_then_is_never_due() -> None:
    assert due_measures(sessions(10), given("pcl-5", 0, 4, 9)) == ()


def test_a_measure_given_at_three_of_five_sessions_is_due_and_at_fewer_is_not() -> None:
    assert len(due_measures(sessions(5), given("phq-9", 0, 2, 4))) == 2
    assert due_measures(sessions(6), given("phq-9", 0, 2, 4)) == ()


def test_sessions_before_its_first_are_not_counted() -> None:
    assert due_measures(sessions(8), given("gad-7", 4, 5, 7)) == (DueMeasure(week(6), "gad-7"),)


def test_nothing_is_due_at_a_missed_session() -> None:
    assert due_measures(sessions(5, missed=frozenset({2})), given("phq-9", 0, 1, 3, 4)) == ()


def test_a_form_filled_in_at_home_two_days_before_counts_as_given() -> None:
    assert due_measures(sessions(4), given("phq-9", 0, 1, 2, 3, days_before=2)) == ()


def test_a_course_without_measures_owes_none() -> None:
    assert due_measures(sessions(4), []) == ()
