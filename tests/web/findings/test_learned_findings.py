"""In the application the tagger reads along: at once when a note is signed, afterwards when many come in."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.reading.learned import is_asked
from fullarc.web.clients.models import Session
from fullarc.web.findings import actions
from fullarc.web.findings.models import StoredFinding
from fullarc.web.findings.rereading import read_again, something_waits
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Note

TOLD = "Every siren on the street sends him under the table in his head. Slept poorly."


@pytest.fixture(autouse=True)
def _the_tagger_is_asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("FULLARC_RULES_ONLY")
    is_asked.cache_clear()
    yield
    is_asked.cache_clear()


def notes(cast: Cast, number: int) -> list[Note]:
    days = [cast.session.date - timedelta(days=day + 1) for day in range(number)]
    sessions = [Session.objects.create(course=cast.course, date=day) for day in days]
    return [import_note(session, text=TOLD, source_name="", by=cast.mira) for session in sessions]


def learned() -> int:
    return sum(row.as_read.rule.endswith(".learned") for row in StoredFinding.objects.all())


def test_a_note_is_read_by_rules_and_tagger_at_once_and_says_which(cast: Cast, signed_in: SignIn) -> None:
    (note,) = notes(cast, 1)
    page = signed_in(cast.mira).get(reverse("findings:note", args=[cast.client.pk, note.pk])).content.decode()
    assert learned() > 0
    assert "learned from annotated notes" in page
    assert not something_waits()


def test_many_notes_are_read_by_rules_first_and_by_the_tagger_in_the_background(cast: Cast) -> None:
    there = notes(cast, 4)
    actions.ensure_read(cast.course, by=cast.mira)
    assert StoredFinding.objects.exists()
    assert (learned(), something_waits()) == (0, True)
    assert read_again() == len(there)
    assert learned() > 0
    assert not something_waits()


def test_where_rules_alone_are_wanted_nothing_waits_for_the_tagger(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLARC_RULES_ONLY", "yes")
    is_asked.cache_clear()
    notes(cast, 4)
    actions.ensure_read(cast.course, by=cast.mira)
    read_again()
    assert (learned(), something_waits()) == (0, False)
