"""Real psychiatry reports and an invented course of care come in through the web pages, and the assessment rests on them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast, assemble
from tests.web.imports.walks import carry_out, newest, packed, upload

from fullarc.course.assess import assess_timeline
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes
from fullarc.web.progress.queries import timeline_of_course

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not there")]


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def browser(cast: Cast) -> Browser:
    browser = Browser(headers={"host": "localhost"})
    browser.force_login(cast.mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def bring_in(browser: Browser, course: CourseOfCare, files: list[tuple[str, bytes]]) -> list[Note]:
    upload(browser, course, ("notes.zip", packed(files)))
    report = carry_out(browser, newest(course), begin_earlier="yes").content.decode()
    assert f"{len(files)} notes and 0 scores were brought in" in report
    return list(closed_notes(course))


def test_the_psychiatry_reports_come_in_word_for_word(cast: Cast, browser: Browser) -> None:
    lines = (DATA / "mtsamples" / "psychiatry.jsonl").read_text().splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    days = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(len(texts))]
    notes = bring_in(
        browser, cast.course, [(f"{n:02}_{day}.txt", text.encode()) for n, (day, text) in enumerate(zip(days, texts, strict=True), 1)]
    )
    assert [note.text for note in notes] == [text.strip("\n") for text in texts]
    assert [note.session.date for note in notes] == days
    assert says_something_of(cast.course, len(notes))
    assert b"Symptom burden" in browser.get(reverse("progress:course", args=[cast.client.id, cast.course.id])).content


def test_the_invented_course_comes_in_and_is_assessed(cast: Cast, browser: Browser) -> None:
    course = json.loads((DATA / "synthetic_courses" / "INS-W_963.json").read_text())
    visits = course["persona"]["encounters"]
    notes = bring_in(browser, cast.course, [(f"{n:02}_{each['date']}.md", each["notes"].encode()) for n, each in enumerate(visits, 1)])
    assert len(notes) == 15
    cast.course.refresh_from_db()
    assert str(cast.course.began) == min(each["date"] for each in visits)
    assert says_something_of(cast.course, len(notes))
    assert b"Symptom burden" in browser.get(reverse("progress:course", args=[cast.client.id, cast.course.id])).content


def says_something_of(course: CourseOfCare, notes: int) -> bool:
    """The assessment rests on all of the notes and has statements."""
    timeline = timeline_of_course(course)
    return len(timeline.notes) == notes and bool(assess_timeline(timeline).statements)
