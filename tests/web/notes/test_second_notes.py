"""A second note for a session never begins by itself: what is there is said first, and the clinician decides."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.access.models import CareTeam
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import Session
from fullarc.web.notes import actions
from fullarc.web.notes.models import Note

DAY = date(2026, 1, 12)


@pytest.fixture
def session(cast: Cast) -> Session:
    return add_session(cast.course, Session(date=DAY, begins=time(9), minutes=50), by=cast.mira)


def draft_of(session: Session, cast: Cast) -> Note:
    return actions.begin_note(session, by=cast.mira, format_key="free", parts={"text": "Slept better."})


def signed(session: Session, cast: Cast) -> Note:
    note = draft_of(session, cast)
    actions.sign_note(note, by=cast.mira, started_from=note.version)
    return note


def new(cast: Cast) -> str:
    return reverse("notes:new", args=[cast.client.pk, cast.course.pk])


def begin(browser: Browser, cast: Cast, **more: object) -> Any:
    return browser.post(new(cast), {"date": str(DAY), "format": "soap", **more})


def test_where_a_signed_note_stands_a_new_one_is_asked_about_and_not_begun(cast: Cast, session: Session, signed_in: SignIn) -> None:
    note = signed(session, cast)
    answer = begin(signed_in(cast.mira), cast)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has a note already" in page
    assert reverse("notes:addendum", args=[cast.client.pk, note.pk]) in page
    assert list(session.notes.all()) == [note]


def test_another_note_begins_when_it_is_asked_for_and_the_first_stays(cast: Cast, session: Session, signed_in: SignIn) -> None:
    note = signed(session, cast)
    answer = begin(signed_in(cast.mira), cast, another=str(session.pk))
    second = session.notes.exclude(pk=note.pk).get()
    assert answer.headers["Location"] == reverse("notes:write", args=[cast.client.pk, second.pk])
    assert second.is_draft
    assert note.content_hash == Note.objects.get(pk=note.pk).hash_now()


def test_another_note_that_was_asked_for_elsewhere_does_not_begin_here(cast: Cast, session: Session, signed_in: SignIn) -> None:
    signed(session, cast)
    assert begin(signed_in(cast.mira), cast, another=str(cast.session.pk)).status_code == 409
    assert session.notes.count() == 1


def test_ones_own_draft_is_gone_on_with_and_the_page_says_so(cast: Cast, session: Session, signed_in: SignIn) -> None:
    draft = draft_of(session, cast)
    browser = signed_in(cast.mira)
    answer = begin(browser, cast, another=str(session.pk))
    assert answer.headers["Location"] == reverse("notes:write", args=[cast.client.pk, draft.pk])
    assert "had a draft of yours already" in browser.get(answer.headers["Location"]).content.decode()
    assert session.notes.count() == 1


def test_somebody_elses_draft_is_named_and_no_other_begins_beside_it(cast: Cast, session: Session, signed_in: SignIn) -> None:
    draft_of(session, cast)
    CareTeam.objects.create(client=cast.client, user=cast.colleague, begins=timezone.localdate())
    answer = begin(signed_in(cast.colleague), cast, another=str(session.pk))
    assert answer.status_code == 409
    assert f"A draft of {cast.mira.name}" in answer.content.decode()
    assert session.notes.count() == 1


def test_the_page_says_it_before_anything_is_typed(cast: Cast, session: Session, signed_in: SignIn) -> None:
    signed(session, cast)
    browser = signed_in(cast.mira)
    assert "has a note already" in browser.get(f"{new(cast)}?date={DAY}").content.decode()
    assert "has a note already" not in browser.get(f"{new(cast)}?date=2026-01-13").content.decode()
    assert browser.get(f"{new(cast)}?date=yesterday&session=7").status_code == 200


def test_of_two_sessions_on_a_day_the_one_that_was_meant_gets_the_note(cast: Cast, session: Session, signed_in: SignIn) -> None:
    afternoon = add_session(cast.course, Session(date=DAY, begins=time(15), minutes=50), by=cast.mira)
    signed(session, cast)
    browser = signed_in(cast.mira)
    assert f"session={afternoon.pk}" in begin(browser, cast).content.decode()
    assert begin(browser, cast, session=str(afternoon.pk)).status_code == 302
    assert [each.notes.count() for each in (session, afternoon)] == [1, 1]


def test_a_planned_session_is_not_called_attended_by_a_note_that_does_not_begin(cast: Cast, session: Session, signed_in: SignIn) -> None:
    signed(session, cast)
    planned = add_session(cast.course, Session(date=DAY, begins=time(15), attendance=Session.State.PLANNED), by=cast.mira)
    begin(signed_in(cast.mira), cast)
    planned.refresh_from_db()
    assert planned.is_planned
