"""What is read in a draft stands beside the editor, before anything is signed and closed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.beside import read_so_far as so_far
from fullarc.web.beside.read_so_far import read_so_far
from fullarc.web.findings.models import StoredFinding
from fullarc.web.notes import actions
from fullarc.web.notes.models import Note

TEXT = "Slept well. Panic attack in the shop on Monday. Wishes not to wake up."


@pytest.fixture
def draft(cast: Cast) -> Note:
    return actions.begin_note(cast.session, by=cast.mira, format_key="soap")


def address(cast: Cast, note: Note) -> str:
    return reverse("beside:so_far", args=[cast.client.pk, note.pk])


def test_a_danger_stands_first_with_its_words_and_nothing_is_stored(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    piece = signed_in(cast.mira).post(address(cast, draft), {"client_report": TEXT}).content.decode()
    assert piece.index("not to wake up") < piece.index("Panic attack")
    assert "none needs confirming" in piece
    assert not StoredFinding.objects.exists()
    draft.refresh_from_db()
    assert draft.parts == {}


def test_the_saved_draft_is_read_without_a_script_too(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    actions.save_draft(draft, parts={"client_report": TEXT}, format_key="soap", started_from=1, by=cast.mira, tab="a", kept="")
    browser = signed_in(cast.mira)
    assert ">Panic attack<" in browser.get(address(cast, draft)).content.decode()
    assert address(cast, draft) in browser.get(reverse("notes:write", args=[cast.client.pk, draft.pk])).content.decode()
    assert address(cast, draft) in browser.get(reverse("findings:note", args=[cast.client.pk, draft.pk])).content.decode()


def test_an_empty_draft_says_that_there_is_nothing_yet(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    assert "Nothing yet." in signed_in(cast.mira).get(address(cast, draft)).content.decode()


def test_a_closed_note_sends_to_what_stands_beside_its_words(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    actions.save_draft(draft, parts={"client_report": TEXT}, format_key="soap", started_from=1, by=cast.mira, tab="a", kept="")
    actions.sign_note(draft, by=cast.mira, started_from=draft.version, tab="a")
    piece = signed_in(cast.mira).post(address(cast, draft), {"client_report": "Cut herself."}).content.decode()
    assert "beside its words" in piece
    assert "Cut herself" not in piece


def test_a_draft_that_is_too_long_to_read_while_writing_says_so(
    cast: Cast, draft: Note, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(so_far, "LONGEST_LOOKED_THROUGH", 20)
    assert "too long" in signed_in(cast.mira).post(address(cast, draft), {"client_report": TEXT}).content.decode()


def test_who_may_not_read_the_notes_gets_no_word_of_a_draft(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    answer = signed_in(cast.front_desk).post(address(cast, draft), {"client_report": TEXT})
    assert answer.status_code in (403, 404)
    assert b"Panic" not in answer.content


def test_the_number_of_earlier_notes_costs_no_queries(cast: Cast, draft: Note) -> None:
    draft.parts = {"client_report": TEXT}
    read_so_far(draft)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read_so_far(draft)
    assert len(asked) <= 4
