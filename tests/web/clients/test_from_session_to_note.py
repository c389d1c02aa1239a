"""From the row of a session one goes on to its note; a further course of care is the least that one does on a client's page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.actions import add_client
from fullarc.web.clients.models import Session
from fullarc.web.notes.actions import begin_note


def session(cast: Cast, *, days: int = 0, attendance: str = Session.State.ATTENDED) -> Session:
    return Session.objects.create(course=cast.course, date=timezone.localdate() + timedelta(days=days), attendance=attendance)


def note_of(cast: Cast, held: Session) -> str:
    return f"{reverse('notes:new', args=[cast.client.pk, cast.course.pk])}?date={held.date:%Y-%m-%d}&amp;session={held.pk}"


def page(cast: Cast, signed_in: SignIn, who: str = "mira") -> str:
    return signed_in(getattr(cast, who)).get(reverse("clients:client", args=[cast.client.pk])).content.decode()


def test_a_new_session_leads_to_its_note_in_one_step(cast: Cast, signed_in: SignIn) -> None:
    held = session(cast)
    assert note_of(cast, held) in page(cast, signed_in)
    begun = signed_in(cast.mira).get(note_of(cast, held).replace("&amp;", "&")).content.decode()
    assert str(held.pk) in begun


def test_a_session_that_has_a_note_leads_to_no_other(cast: Cast, signed_in: SignIn) -> None:
    held = session(cast)
    begin_note(held, by=cast.mira, format_key="soap", parts={})
    assert note_of(cast, held) not in page(cast, signed_in)


@pytest.mark.parametrize(("days", "attendance"), [(3, Session.State.PLANNED), (0, Session.State.MISSED), (0, Session.State.CANCELLED)])
def test_no_note_is_asked_for_of_what_did_not_take_place(cast: Cast, signed_in: SignIn, days: int, attendance: str) -> None:
    assert note_of(cast, session(cast, days=days, attendance=attendance)) not in page(cast, signed_in)


@pytest.mark.parametrize("who", ["front_desk", "supervisor"])
def test_whoever_writes_no_notes_is_offered_none(cast: Cast, signed_in: SignIn, who: str) -> None:
    session(cast)
    assert "Write the note" not in page(cast, signed_in, who)


def test_a_further_course_of_care_is_no_button_and_the_first_one_is(cast: Cast, signed_in: SignIn) -> None:
    link = reverse("clients:new_course", args=[cast.client.pk])
    assert f'<a href="{link}">New course of care</a>' in page(cast, signed_in)
    fresh = add_client(by=cast.mira, today=timezone.localdate(), name="New Person")
    begun = signed_in(cast.mira).get(reverse("clients:client", args=[fresh.pk])).content.decode()
    assert f'<a class="button" href="{reverse("clients:new_course", args=[fresh.pk])}">' in begun
