"""The pages of a therapist take the same number of queries for a course of one session more and for one of five hundred.

Here all of them at once; the pages of each app have a test of their own beside them, with fewer sessions.
"""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web import objects
from tests.web.conftest import SignIn
from tests.web.test_every_url import GUARDED, Page

from fullarc.web.accounts import idle
from fullarc.web.clients.models import Session
from fullarc.web.findings.models import Reading
from fullarc.web.lexicon.in_force import rules_in_force
from fullarc.web.notes.models import Note

WORKSPACE = (
    "today", "notes", "process_notes", "goals", "golden_thread", "plans", "trackers", "safety", "signals", "life", "supervision", "groups",
    "progress", "findings", "homework", "clients",
)  # fmt: skip
LEFT_OUT = {"today:go_to", "progress:course_file"}  # leads elsewhere; is a file
MANY = 500
TEXT = "Reports less worry than last week. Rode the train twice. Denies SI. Plan: ride on Tuesday."
PARTS = {"client_report": TEXT, "plan": "Ride twice."}


def addresses(cast: Cast) -> dict[str, str]:
    """One address of each page of the workspace that is looked at."""
    found = {}
    for page in GUARDED:
        if page.name.partition(":")[0] in WORKSPACE and page.name not in LEFT_OUT:
            found[page.name] = reverse(page.name, kwargs=filled(page, cast))
    return found


def filled(page: Page, cast: Cast) -> dict[str, object]:
    return {each: objects.value(each, cast, cast.client) for each in page.parameters}


def hold(cast: Cast, number: int) -> None:
    """So many further sessions, one a day into the past, each with a signed note that has been read."""
    before = cast.course.sessions.earliest("date").date
    held = [
        Session(course=cast.course, date=before - timedelta(days=n + 1), begins=time(10), minutes=50, attendance="attended")
        for n in range(number)
    ]
    Session.objects.bulk_create(held)
    given = {"author": cast.mira, "format": "soap", "layout": "parts", "parts": PARTS, "state": "signed", "signed_at": timezone.now()}
    notes = [Note(session=session, **given) for session in held]
    for note in notes:
        note.content_hash = note.hash_now()
    Note.objects.bulk_create(notes)
    Reading.objects.bulk_create(Reading(note=note, rules_version=rules_in_force()) for note in notes)


def queries(browser: Browser, pages: dict[str, str]) -> dict[str, int]:
    """How many queries each page takes that answers with a page; the first look may keep what it worked out, and does not count."""
    found = {}
    for name, address in pages.items():
        if browser.get(address).status_code == 200:
            with CaptureQueriesContext(connection) as counted:
                browser.get(address)
            found[name] = len(counted)
    return found


@pytest.mark.long
def test_no_page_of_the_workspace_asks_more_often_in_a_long_course(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "REFRESH_SECONDS", 3600)  # that a session was seen is written once a minute, on whichever page comes then
    pages, people = addresses(cast), {"mira": signed_in(cast.mira), "supervisor": signed_in(cast.supervisor)}
    hold(cast, 1)
    held = cast.course.sessions.earliest("date").date
    pages["today:day"] = reverse("today:day", kwargs={"day": held.isoformat()})  # a day with a session, both times
    few = {name: queries(browser, pages) for name, browser in people.items()}
    assert len(few["mira"]) > 40
    hold(cast, MANY)
    grown = {
        f"{name}, {page}": (few[name][page], now)
        for name, browser in people.items()
        for page, now in queries(browser, {page: pages[page] for page in few[name]}).items()
        if now > few[name][page]
    }
    assert not grown
