"""A measure with a new version in the picture: two lines, a mark between them, and every number in the table."""

from datetime import date, timedelta

from fullarc.charts.arc import arc
from fullarc.charts.drawing import WIDE
from fullarc.charts.numbers import numbers_table
from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.timeline import Attendance, ScoreRecord, Session, timeline_of

DAYS = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(5)]


def seen(editions: str) -> CourseAssessment:
    pairs = zip(DAYS, (20, 18, 17, 12, 9), editions, strict=True)
    scores = [ScoreRecord(day, "phq-9", value, edition=edition) for day, value, edition in pairs]
    sessions = [Session(day, Attendance.ATTENDED) for day in DAYS]
    return assess_timeline(timeline_of(sessions=sessions, scores=scores), DAYS[-1])


def lines(svg: str) -> int:
    return svg.count('class="line"')


def test_one_version_is_one_line() -> None:
    svg = arc(seen("11111"), WIDE)
    assert lines(svg) == 1
    assert "new version" not in svg


def test_a_new_version_begins_a_line_of_its_own() -> None:
    svg = arc(seen("11222"), WIDE)
    assert lines(svg) == 2
    assert "new version" in svg
    assert "by an earlier version; not compared" in svg


def test_the_table_has_the_scores_of_both_versions() -> None:
    table = numbers_table(seen("11222"))
    assert [row.cells[0] for row in table.rows] == ["20, earlier version", "18, earlier version", "17", "12", "9"]
