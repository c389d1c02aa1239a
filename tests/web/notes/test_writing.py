"""Writing a note: begin, save, sign; what two tabs do to each other; what survives."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from tests.cast import Cast
from tests.web.conftest import SignIn

from fullarc.web.notes import actions
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.versions import EditedMeanwhile

PARTS = {"client_report": "Slept better.", "observation": "", "assessment": "", "plan": "Ride the train twice."}


@pytest.fixture
def draft(cast: Cast) -> Note:
    return actions.begin_note(cast.session, by=cast.mira, format_key="soap")


def url(name: str, note: Note, cast: Cast) -> str:
    return reverse(name, args=[cast.client.pk, note.pk])


def test_a_note_is_begun_saved_and_signed_through_its_pages(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    begun = browser.post(
        reverse("notes:new", args=[cast.client.pk, cast.course.pk]),
        {"date": str(cast.session.date), "minutes": 50, "format": "soap"},
    )
    note = Note.objects.get()
    assert begun.url == url("notes:write", note, cast)
    signed = browser.post(begun.url, {**PARTS, "from_version": 1, "sign": "1"})
    note.refresh_from_db()
    assert signed.url == url("findings:note", note, cast)
    assert note.state == Note.State.SIGNED
    assert note.content_hash == note.hash_now()
    assert note.text == "Client report:\nSlept better.\n\nPlan:\nRide the train twice."


def test_the_session_of_a_new_note_is_made_when_there_is_none_on_that_day(cast: Cast, signed_in: SignIn) -> None:
    before = cast.course.sessions.count()
    signed_in(cast.mira).post(reverse("notes:new", args=[cast.client.pk, cast.course.pk]), {"date": "2026-01-05", "format": "free"})
    assert cast.course.sessions.count() == before + 1


def test_an_empty_note_is_not_signed(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    answer = signed_in(cast.mira).post(url("notes:write", draft, cast), {"client_report": "  ", "from_version": 1, "sign": "1"})
    assert answer.status_code == 422
    assert "The note is empty" in answer.content.decode()


def test_of_two_tabs_the_second_is_shown_both_texts_and_nothing_is_lost(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(url("notes:write", draft, cast), {**PARTS, "from_version": 1})
    answer = browser.post(url("notes:write", draft, cast), {**PARTS, "client_report": "Slept worse.", "from_version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Slept better." in page
    assert "Slept worse." in page
    draft.refresh_from_db()
    assert draft.parts["client_report"] == "Slept better."


def test_signing_what_changed_since_it_was_shown_is_refused(cast: Cast, draft: Note) -> None:
    actions.save_draft(draft, parts=PARTS, format_key="soap", started_from=1, by=cast.mira)
    with pytest.raises(EditedMeanwhile):
        actions.sign_note(draft, by=cast.mira, started_from=1)


def test_only_the_author_signs(cast: Cast, draft: Note) -> None:
    actions.save_draft(draft, parts=PARTS, format_key="soap", started_from=1, by=cast.mira)
    with pytest.raises(actions.NotTheAuthor):
        actions.sign_note(draft, by=cast.colleague, started_from=2)


def test_a_signed_note_cannot_be_changed_even_by_raw_sql(cast: Cast, draft: Note) -> None:
    actions.save_draft(draft, parts=PARTS, format_key="soap", started_from=1, by=cast.mira)
    actions.sign_note(draft, by=cast.mira, started_from=2)
    for statement in ("UPDATE notes_note SET parts = 'x'", "UPDATE notes_note SET state = 'draft'", "DELETE FROM notes_note"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(actions.Closed):
        actions.save_draft(draft, parts={}, format_key="soap", started_from=3, by=cast.mira)


def test_an_addendum_leaves_the_note_as_it_was(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    actions.save_draft(draft, parts=PARTS, format_key="soap", started_from=1, by=cast.mira)
    actions.sign_note(draft, by=cast.mira, started_from=2)
    before = draft.content_hash
    sent = {"kind": "correction", "reason": "wrong day", "text": "She rode on Thursday."}
    signed_in(cast.mira).post(url("notes:addendum", draft, cast), sent)
    draft.refresh_from_db()
    page = signed_in(cast.mira).get(url("findings:note", draft, cast)).content.decode()
    assert draft.content_hash == before == draft.hash_now()
    assert "She rode on Thursday." in page
    assert "Correction" in page
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE notes_addendum SET text = 'x'")
    assert Addendum.objects.get().text == "She rode on Thursday."


def test_what_the_editor_held_stands_there_again_and_is_no_draft_yet(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    kept = browser.post(url("notes:autosave", draft, cast), {"client_report": "Half a sen", "from_version": 1, "tab": "tab-1"})
    assert kept.json()["saved"]
    draft.refresh_from_db()
    assert draft.parts == {}
    page = browser.get(url("notes:write", draft, cast)).content.decode()
    assert "Half a sen" in page
    assert "not saved as the draft yet" in page
    assert draft.parts == {}
    more = {"client_report": "Half a sentence.", "from_version": 1, "tab": "tab-2", "kept": draft.autosaves.get().mark}
    browser.post(url("notes:autosave", draft, cast), more)
    assert [each.parts for each in draft.autosaves.all()] == [{"client_report": "Half a sentence."}]
    browser.post(url("notes:autosaved", draft, cast), {"autosave": str(draft.autosaves.get().pk), "discard": "1"})
    assert not draft.autosaves.exists()


def test_a_colleague_without_the_case_finds_nothing(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.colleague)
    assert browser.get(url("notes:write", draft, cast)).status_code == 404
    assert browser.post(url("notes:autosave", draft, cast), {"client_report": "x", "from_version": 1, "tab": "t"}).status_code == 404


def test_a_note_of_one_client_is_not_reached_through_another(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    wrong = reverse("notes:write", args=[cast.foreign.pk, draft.pk])
    assert signed_in(cast.colleague).get(wrong).status_code == 404


def test_changing_the_format_in_the_editor_changes_no_word(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    for version, shape in enumerate(("dap", "free", "birp", "parts"), start=1):
        draft.refresh_from_db()
        answer = browser.post(
            url("notes:write", draft, cast), {**draft.parts, **(PARTS if version == 1 else {}), "from_version": version, "format": shape}
        )
        assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.parts == {"client_report": "Slept better.", "plan": "Ride the train twice."}
    assert draft.shape == "parts"


def test_an_editor_of_before_the_typed_parts_still_saves(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    signed_in(cast.mira).post(url("notes:write", draft, cast), {"subjective": "Slept better.", "objective": "Calm.", "from_version": 1})
    draft.refresh_from_db()
    assert draft.parts == {"client_report": "Slept better.", "observation": "Calm."}


def test_a_megabyte_is_a_note(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    long = "She slept well. " * 65_000
    answer = signed_in(cast.mira).post(url("notes:write", draft, cast), {"client_report": long, "from_version": 1, "sign": "1"})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert long.strip() in draft.text


def test_an_autosave_that_is_not_there_is_not_found(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    assert signed_in(cast.mira).post(url("notes:autosaved", draft, cast), {"autosave": "not an id"}).status_code == 404


def test_texts_of_two_editors_are_offered_side_by_side_and_neither_is_put_in(cast: Cast, draft: Note, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    for tab, words in (("tab-1", "Half a sen"), ("tab-2", "Another thing")):
        browser.post(url("notes:autosave", draft, cast), {"client_report": words, "from_version": 1, "tab": tab})
    page = browser.get(url("notes:write", draft, cast)).content.decode()
    assert page.count("was kept, and never saved as the draft") == 2
    assert "Half a sen" not in page
