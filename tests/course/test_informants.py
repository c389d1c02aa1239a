"""Forms of one measure by the client and by others are lines of their own, each named by who answered."""

from datetime import date, timedelta

from fullarc.course.assess import assess_timeline
from fullarc.course.due import due_now
from fullarc.course.timeline import Attendance, ScoreRecord, Session, timeline_of
from fullarc.exchange.course_words import statement_topic

FIRST = date(2026, 3, 2)
OWN, PARENTS = (20, 18, 12, 9), (24, 25, 24, 26)


def forms() -> list[ScoreRecord]:
    own = [ScoreRecord(FIRST + timedelta(days=14 * n), "sdq", value) for n, value in enumerate(OWN)]
    return own + [ScoreRecord(FIRST + timedelta(days=14 * n), "sdq", value, informant="parent") for n, value in enumerate(PARENTS)]


def test_two_informants_are_two_lines_with_names_that_tell_them_apart() -> None:
    seen = assess_timeline(timeline_of(scores=forms()))
    assert {series.name: [point.value for point in series.points] for series in seen.scores} == {
        "SDQ": list(OWN),
        "SDQ, answered by a parent or guardian": list(PARENTS),
    }
    assert len({statement.id for statement in seen.statements}) == len(seen.statements)


def test_each_statement_stands_under_the_scale_and_the_informant_it_is_about() -> None:
    impact = [
        ScoreRecord(FIRST + timedelta(days=14 * n), "sdq", value, scale="impact", informant="teacher") for n, value in enumerate((4, 3, 3))
    ]
    seen = assess_timeline(timeline_of(scores=[*forms(), *impact]))
    sides = {statement_topic(told, seen): told.text for told in seen.statements}
    assert set(sides) == {"SDQ", "SDQ, answered by a parent or guardian", "SDQ Impact, answered by a teacher"}
    assert all(text.startswith(side) for side, text in sides.items())


def test_who_is_asked_regularly_is_the_client() -> None:
    sessions = [Session(record.date, Attendance.ATTENDED, number) for number, record in enumerate(forms()[:4], 1)]
    assert [measure for measure, _ in due_now(sessions, forms()[:4], date(2026, 6, 1))] == ["sdq"]
    assert due_now(sessions, forms()[4:], date(2026, 6, 1)) == ()
