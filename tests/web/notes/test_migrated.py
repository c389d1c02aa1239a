"""Notes of before the typed parts: drafts become typed and keep every word; what was signed stays as it was signed."""

from importlib import import_module, reload

from django.apps import apps
from tests.cast import Cast

from fullarc.web.audit.triggers import protected_tables
from fullarc.web.notes.models import Note
from fullarc.web.notes.protected import NOTES, NOTES_AT_FIRST

migrated = import_module("fullarc.web.notes.migrations.0004_drafts_in_typed_parts").drafts_become_typed


def test_a_draft_in_sections_becomes_typed_and_is_shown_in_the_same_format(cast: Cast) -> None:
    draft = Note.objects.create(session=cast.session, author=cast.mira, format="dap", parts={"data": "Slept badly.", "plan": "Ride."})
    migrated(apps, None)
    draft.refresh_from_db()
    assert (draft.format, draft.shape) == ("parts", "dap")
    assert draft.parts == {"client_report": "Slept badly.", "plan": "Ride."}


def test_prose_stays_prose(cast: Cast) -> None:
    draft = Note.objects.create(session=cast.session, author=cast.mira, format="free", parts={"text": "S: Slept."})
    migrated(apps, None)
    draft.refresh_from_db()
    assert (draft.format, draft.shape, draft.parts) == ("free", "free", {"text": "S: Slept."})


def test_a_closed_note_keeps_its_sections_its_text_and_its_hash(cast: Cast) -> None:
    note = Note(session=cast.session, author=cast.mira, format="birp", parts={"behavior": "Tearful.", "plan": "Ride."}, state="imported")
    note.content_hash = note.hash_now()
    note.save(force_insert=True)
    migrated(apps, None)
    note.refresh_from_db()
    assert (note.format, note.text) == ("birp", "Behavior:\nTearful.\n\nPlan:\nRide.")
    assert note.content_hash == note.hash_now()


def test_the_protection_of_today_holds_in_whichever_order_migrations_are_loaded() -> None:
    for name in ("0004_drafts_in_typed_parts", "0002_protect_notes"):
        reload(import_module(f"fullarc.web.notes.migrations.{name}"))
    assert NOTES in protected_tables()
    assert NOTES_AT_FIRST not in protected_tables()
