"""Subscales stand beneath the total of the same form by the same informant."""

from dataclasses import replace
from datetime import date, timedelta

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.score_statements import NOT_PUBLISHED
from fullarc.course.statement import Change
from fullarc.course.subscales import subscales_in_words
from fullarc.course.timeline import Attendance, ScoreRecord, Session, timeline_of
from fullarc.exchange.pages.course_links import CourseLinks
from fullarc.exchange.pages.course_page import course_body
from fullarc.exchange.pages.course_view import statement_rows, statement_views
from fullarc.exchange.pages.evidence_numbers import numbered_evidence

FIRST = date(2026, 3, 2)
SCALES = ("total", "emotional", "conduct")
NAMES = {"parent": "SDQ, answered by a parent or guardian", "teacher": "SDQ, answered by a teacher"}


def form(informant: str, weeks: int, *values: float) -> list[ScoreRecord]:
    day = FIRST + timedelta(weeks=weeks)
    return [ScoreRecord(day, "sdq", value, scale=scale, informant=informant) for scale, value in zip(SCALES, values, strict=True)]


def both() -> CourseAssessment:
    rows = []
    for informant in NAMES:
        rows += [*form(informant, 4, 20, 8, 4), *form(informant, 10, 14, 5, 4)]
    sessions = [Session(FIRST + timedelta(weeks=week), Attendance.ATTENDED, week + 1) for week in range(11)]
    return assess_timeline(timeline_of(sessions=sessions, scores=rows))


def test_each_informants_total_is_followed_by_its_own_subscales() -> None:
    told = [(one.part_of, one.evidence[0].label) for one in both().statements if one.topic == "sdq"]
    for informant, total in NAMES.items():
        by = total.removeprefix("SDQ")
        at = told.index(("", total))
        assert told[at + 1 : at + 3] == [(total, f"SDQ Emotional problems{by}"), (total, f"SDQ Conduct problems{by}")], informant


def test_what_is_missing_is_said_once_a_form_and_not_once_a_subscale() -> None:
    late = [line for line in both().not_known if "at the very start" in line]
    assert [line.partition(" at the")[0] for line in late] == list(NAMES.values())


def test_the_line_that_opens_them_says_where_they_began_and_where_they_are() -> None:
    seen = both()
    total, *scales = (one for one in seen.scores if one.informant == "parent")
    assert subscales_in_words(scales, total) == "Its 2 subscales: Emotional problems 8 → 5; Conduct problems 4 → 4"


def test_a_subscale_that_changed_reliably_is_named_so_before_it_is_opened() -> None:
    total, emotional, conduct = (one for one in both().scores if one.informant == "parent")
    said = subscales_in_words([replace(emotional, change=Change.IMPROVED), conduct], total)
    assert said == "Its 2 subscales: Emotional problems 8 → 5, improved; Conduct problems 4 → 4"


def test_a_subscale_without_a_total_stands_for_itself() -> None:
    seen = assess_timeline(timeline_of(scores=form("parent", 0, 20, 8, 4)[1:2]))
    assert [one.part_of for one in seen.statements if one.topic == "sdq"] == [""]


def test_on_the_page_they_open_beneath_their_total_without_a_script() -> None:
    pieces = course_body(both(), links=CourseLinks()).split('<li class="scales"><details')
    assert len(pieces) == 1 + len(NAMES)
    for total, piece in zip(NAMES.values(), pieces[1:], strict=True):
        folded = piece.partition("</details>")[0]
        by = total.removeprefix("SDQ")
        assert f"SDQ Emotional problems{by}" in folded
        assert f"SDQ Conduct problems{by}" in folded
    assert "SDQ Emotional" not in pieces[0]


def test_that_no_reliable_change_is_published_is_said_once_a_form_on_the_page_of_the_course() -> None:
    seen = both()
    assert sum(NOT_PUBLISHED in one.text for one in seen.statements) == 6
    numbering = numbered_evidence(seen)
    rows = [row for row in statement_rows(statement_views(seen, numbering), seen) if row.scales]
    said = ["".join(words for words, _ in view.segments) for row in rows for view in (row.said, *row.scales)]
    assert [NOT_PUBLISHED in text for text in said] == [True, False, False] * 2
    assert all(text.endswith(".") for text in said)
