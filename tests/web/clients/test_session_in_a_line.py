"""The line at the head of a note says which session it is of, when, how long and how; what is not known leaves no gap."""

from datetime import time

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.clients.models import Session
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Note


@pytest.mark.parametrize(
    ("session", "line"),
    [
        (Session(number=5, begins=time(14, 0), minutes=50), "Session 5, 14:00, 50 minutes, in person"),
        (Session(number=5, format=Session.Format.PHONE), "Session 5, phone"),
        (Session(attendance=Session.State.MISSED), "Missed session, in person"),
        (Session(attendance=Session.State.PLANNED, minutes=45, format=Session.Format.VIDEO), "Planned session, 45 minutes, video"),
    ],
)
def test_a_session_in_a_line(session: Session, line: str) -> None:
    assert session.in_a_line == line


def test_the_head_of_a_note_of_a_session_without_a_number_begins_with_a_word(cast: Cast, signed_in: SignIn) -> None:
    import_note(cast.session, text="She rang to say that she is ill.", source_name="01.txt", by=cast.mira)
    Session.objects.filter(pk=cast.session.pk).update(attendance=Session.State.CANCELLED, number=None, minutes=None)
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, Note.objects.get().pk])).content.decode()
    assert '<p class="small quiet">Cancelled session, in person</p>' in page
