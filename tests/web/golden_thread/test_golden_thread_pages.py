"""The golden thread as a therapist sees it: beside the note while writing, over the whole course, and gone step by step."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.golden_thread.records import GOAL, WHOLE, a_plan

from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals.actions import agree_goal, rate_goal
from fullarc.web.goals.models import Goal
from fullarc.web.golden_thread.queries import thread_of_course
from fullarc.web.notes import actions
from fullarc.web.notes.amending import add_addendum
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.plans.models import Diagnosis


@pytest.fixture
def goal(cast: Cast) -> Goal:
    return agree_goal(cast.course, Goal(text=GOAL, agreed_on=cast.course.began), by=cast.mira)


def signed(cast: Cast, **parts: str) -> Note:
    note = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    actions.save_draft(note, parts=parts, format_key="soap", started_from=note.version, by=cast.mira)
    actions.sign_note(note, by=cast.mira, started_from=note.version)
    ensure_read(cast.course, by=cast.mira)
    return note


def page(browser: Browser, cast: Cast) -> str:
    return browser.get(reverse("golden_thread:course", args=[cast.client.pk, cast.course.pk])).content.decode()


def test_the_list_on_the_page_becomes_empty_step_by_step(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    Diagnosis.objects.all().delete()
    assert "Three links are missing: three links of the course." in page(browser, cast)
    Diagnosis.objects.create(course=cast.course, code="F40.01", wording="Agoraphobia", since=cast.course.began, principal=True)
    assert "No goal is open." in page(browser, cast)
    goal = agree_goal(cast.course, Goal(text=GOAL, agreed_on=cast.course.began), by=cast.mira)
    assert "There is no treatment plan." in page(browser, cast)
    a_plan(cast, goal)
    assert "One link is missing: one link of the course." in page(browser, cast)
    rate_goal(goal, value=Decimal(4), on=cast.session.date, by=cast.mira)
    note = signed(cast, **{key: text for key, text in WHOLE.items() if key not in ("response", "risk")})
    told = page(browser, cast)
    assert "It does not say how the client took it." in told
    assert "Risk is not mentioned" in told
    added = {"kind": Addendum.Kind.ADDENDUM, "reason": "left out", "passage": ""}
    add_addendum(note, text="Response: proud of the ride.\n\nRisk: no indication.", by=cast.mira, **added)
    ensure_read(cast.course, by=cast.mira)
    assert "No link of the thread is missing." in page(browser, cast)


def test_the_piece_beside_a_draft_follows_what_is_typed_and_stores_nothing(cast: Cast, goal: Goal, signed_in: SignIn) -> None:
    draft = actions.begin_note(cast.session, by=cast.mira, format_key="soap")
    address, browser = reverse("golden_thread:note", args=[cast.client.pk, draft.pk]), signed_in(cast.mira)
    empty = browser.post(address, {}).content.decode()
    assert "It speaks to none of the goals" in empty
    assert "It names no next step." in empty
    assert "There is no treatment plan." in empty
    a_plan(cast, goal)
    assert "No link is missing." in browser.post(address, WHOLE).content.decode()
    draft.refresh_from_db()
    assert draft.parts == {}


def test_a_goal_that_the_writer_set_aside_is_not_served(cast: Cast, goal: Goal, signed_in: SignIn) -> None:
    note = signed(cast, **WHOLE)
    assert not thread_of_course(cast.course).notes[0].missing
    actions.set_goal_aside(note, str(goal.pk), aside=True, by=cast.mira)
    assert [one.rule for one in thread_of_course(cast.course).notes[0].missing] == ["note.goal"]


def test_a_signed_note_can_be_signed_with_everything_missing(cast: Cast, goal: Goal) -> None:
    assert signed(cast, client_report="Came.").state == Note.State.SIGNED


def test_a_supervisor_sees_the_warnings_and_is_offered_no_addendum(cast: Cast, goal: Goal, signed_in: SignIn) -> None:
    signed(cast, client_report="Came.")
    assert "Write an addendum" in page(signed_in(cast.mira), cast)
    told = page(signed_in(cast.supervisor), cast)
    assert "It names no next step." in told
    assert "Write an addendum" not in told


def test_the_number_of_queries_does_not_grow_with_the_notes(cast: Cast, goal: Goal, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    signed(cast, **WHOLE)
    page(browser, cast)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(browser, cast)
    for week in range(12):
        session = add_session(cast.course, Session(date=cast.course.began + timedelta(days=week), minutes=50), by=cast.mira)
        note = actions.begin_note(session, by=cast.mira, format_key="soap")
        actions.save_draft(note, parts=WHOLE, format_key="soap", started_from=note.version, by=cast.mira)
        actions.sign_note(note, by=cast.mira, started_from=note.version)
        add_addendum(note, kind=Addendum.Kind.ADDENDUM, reason="more", passage="", text="Response: well.", by=cast.mira)
    page(browser, cast)
    with CaptureQueriesContext(connection) as many:
        page(browser, cast)
    assert len(many) == len(few)
