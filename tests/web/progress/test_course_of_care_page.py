"""The course page: a fixed number of queries, its words only for those whom it concerns, the same as a file, reviewed in place."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import PROBLEM, Cast
from tests.web.conftest import SignIn

from fullarc.web.audit.models import Event
from fullarc.web.clients.actions import number_sessions
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note

PANIC = "S: Reports {} panic attacks this week. Canaryword.\nO: Denies suicidal ideation."


def held(cast: Cast, count: int) -> CourseOfCare:
    """Mira's course with so many attended sessions, each with a signed note and a GAD-7."""
    course = cast.course
    course.began = day = timezone.localdate() - timedelta(days=210)
    course.save()
    dates = [day + timedelta(days=n) for n in range(count)]
    course.sessions.filter(notes=None).exclude(date__in=dates).delete()
    there = set(course.sessions.values_list("date", flat=True))
    Session.objects.bulk_create(Session(course=course, date=each, minutes=50) for each in dates if each not in there)
    number_sessions(course)
    for n, session in enumerate(course.sessions.filter(notes=None).order_by("date")):
        note = Note(session=session, author=cast.mira, format="free", parts={"text": PANIC.format(n % 6 + 1)}, state=Note.State.SIGNED)
        note.content_hash = note.hash_now()
        note.save()
        given(course, cast, session.date, n)
    ensure_read(course, by=cast.mira)
    return course


def given(course: CourseOfCare, cast: Cast, day: date, n: int) -> None:
    answers: dict[int, int | None] = dict.fromkeys(range(1, 8), n % 4)
    enter_answers(course, measure="gad-7", answers=answers, on=day, by=cast.mira, mode=Administration.Mode.STAFF)


def page_of(cast: Cast, name: str = "course", *more: str) -> str:
    return reverse(f"progress:{name}", args=[cast.client.pk, cast.course.pk, *more])


def queries(browser: Browser, url: str) -> int:
    browser.get(url)  # the first look reads what is new and writes the time of the visit
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["course", "since"])
def test_the_number_of_queries_is_the_same_for_3_and_for_200_sessions(cast: Cast, signed_in: SignIn, name: str) -> None:
    browser = signed_in(cast.mira)
    held(cast, 3)
    with_3 = queries(browser, page_of(cast, name))
    held(cast, 200)
    assert cast.course.sessions.count() == 200
    assert queries(browser, page_of(cast, name)) == with_3


def test_the_page_says_its_problem_and_its_evidence(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 6)
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert PROBLEM in page
    assert "<mark" in page
    assert 'id="e1"' in page


@pytest.mark.parametrize("who", ["colleague", "front_desk", "auditor", "owner", "blocked"])
def test_those_whom_it_does_not_concern_see_no_word_of_it(cast: Cast, signed_in: SignIn, who: str) -> None:
    held(cast, 3)
    for name, more in (("course", ()), ("since", ()), ("file", ("json",)), ("file", ("html",))):
        answer = signed_in(getattr(cast, who)).get(page_of(cast, name, *more))
        assert answer.status_code in (403, 404), name
        assert b"panic" not in answer.content
        assert PROBLEM.encode() not in answer.content


@pytest.mark.parametrize("kind", ["html", "pdf", "json"])
def test_the_course_is_handed_out_as_a_file_and_the_trail_says_so(cast: Cast, signed_in: SignIn, kind: str) -> None:
    held(cast, 3)
    answer = signed_in(cast.mira).get(page_of(cast, "file", kind))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="C-0417-course-')
    event = Event.objects.get(action="course.exported")
    assert (event.actor, event.client, event.category) == (cast.mira.pk, cast.client.pk, kind)
    if kind == "pdf":
        assert answer.content.startswith(b"%PDF")
    elif kind == "json":
        assert json.loads(answer.content)["statements"]
    else:
        assert b"<script" not in answer.content
        assert b'method="post"' not in answer.content


def test_a_kind_of_file_that_does_not_exist_is_not_found(cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).get(page_of(cast, "file", "docx")).status_code == 404


def test_a_supervisor_reads_the_course_and_is_not_offered_to_import_into_it(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    page = signed_in(cast.supervisor).get(page_of(cast)).content.decode()
    assert reverse("imports:upload", args=[cast.client.pk, cast.course.pk]) not in page
    assert 'value="dismiss"' not in page


def test_a_finding_is_dismissed_on_the_course_page_and_one_is_back_at_its_evidence(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    finding = next(row for row in StoredFinding.objects.all() if row.finding.indicator == "panic")
    url = reverse("findings:review", args=[cast.client.pk, finding.pk])
    answer = signed_in(cast.mira).post(url, {"act": "dismiss", "next": page_of(cast), "at": "e2"})
    assert answer.headers["Location"] == f"{page_of(cast)}#e2"
    finding.refresh_from_db()
    assert finding.review == "dismissed"


def test_one_is_not_sent_to_another_server_after_a_correction(cast: Cast, signed_in: SignIn) -> None:
    held(cast, 3)
    url = reverse("findings:review", args=[cast.client.pk, StoredFinding.objects.first().pk])  # type: ignore[union-attr]
    answer = signed_in(cast.mira).post(url, {"act": "confirm", "next": "https://elsewhere.example/", "at": "e2"})
    assert answer.headers["Location"] == reverse("clients:client", args=[cast.client.pk])


def test_a_measure_that_was_skipped_is_shown_as_not_given(cast: Cast, signed_in: SignIn) -> None:
    course = held(cast, 3)
    for n in (10, 20, 30):
        Session.objects.create(course=course, date=course.began + timedelta(days=n))
    given(course, cast, course.began + timedelta(days=10), 1)
    given(course, cast, course.began + timedelta(days=30), 1)
    number_sessions(course)
    page = signed_in(cast.mira).get(page_of(cast)).content.decode()
    assert "not given" in page


def test_a_course_in_which_nothing_is_recorded_says_what_to_do(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    for name in ("course", "since"):
        page = browser.get(page_of(cast, name)).content.decode()
        assert "Nothing is recorded yet" in page
        assert reverse("notes:new", args=[cast.client.pk, cast.course.pk]) in page
