"""Writing notes: begin, save, sign, add to, import. What is signed never changes."""

import hashlib
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.notes import deeds
from fullarc.web.notes.formats import FREE
from fullarc.web.notes.models import Addendum, Autosave, Note


class NothingWritten(ValueError):
    """An empty note cannot be signed."""


class NotTheAuthor(PermissionError):
    """Only the one who wrote a note signs it."""


class Closed(ValueError):
    """A signed or imported note does not change; write an addendum."""


def session_on(course: CourseOfCare, day: date, *, minutes: int | None, by: User) -> Session:
    """The attended session of a day: the one that is there, or a new one."""
    session = course.sessions.filter(date=day).exclude(attendance__in=["missed", "cancelled"]).first()
    return session or add_session(course, Session(date=day, minutes=minutes), by=by)


@transaction.atomic
def begin_note(session: Session, *, by: User, format_key: str) -> Note:
    """The draft of a session: the one that is there, or a new one."""
    draft = Note.objects.filter(session=session, state=Note.State.DRAFT).first()
    if draft is None:
        draft = Note.objects.create(session=session, author=by, format=format_key)
        record(deeds.BEGAN, by=by, client=session.course.client_id, on=draft)
    return draft


@transaction.atomic
def save_draft(note: Note, *, parts: Mapping[str, str], format_key: str, started_from: int, by: User, tab: str = "") -> None:
    """Save what was written, unless the draft was saved elsewhere since `started_from` (EditedMeanwhile).

    The tab's autosave is then done with.
    """
    if not note.is_draft:
        raise Closed
    note.claim(started_from)
    note.parts, note.format = dict(parts), format_key
    note.save(update_fields=["parts", "format", "saved_at"])
    Autosave.objects.filter(note=note, author=by, tab=tab).delete()
    record(deeds.SAVED, by=by, client=note.session.course.client_id, on=note)


@transaction.atomic
def autosave(note: Note, *, parts: Mapping[str, str], started_from: int, by: User, tab: str) -> Autosave:
    """Keep what stands in an editor. It touches the draft itself not at all."""
    if not note.is_draft:
        raise Closed
    kept, _ = Autosave.objects.get_or_create(note=note, author=by, tab=tab, defaults={"started_from": started_from})
    kept.parts, kept.started_from = dict(parts), started_from
    kept.save()
    return kept


@transaction.atomic
def sign_note(note: Note, *, by: User, started_from: int) -> None:
    """Close a draft under the author's name. Refused when it is empty, somebody else's, or has changed since shown (EditedMeanwhile)."""
    if not note.is_draft:
        raise Closed
    if note.author_id != by.pk:
        raise NotTheAuthor
    if not note.text.strip():
        raise NothingWritten
    note.claim(started_from)
    note.state, note.signed_at, note.signed_as = Note.State.SIGNED, timezone.now(), ", ".join(sorted(by.role_names))
    note.content_hash = note.hash_now()
    note.save(update_fields=["state", "signed_at", "signed_as", "content_hash", "saved_at"])
    Autosave.objects.filter(note=note).delete()
    record(deeds.SIGNED, by=by, client=note.session.course.client_id, on=note)


@transaction.atomic
def discard_draft(note: Note, *, by: User) -> None:
    """Throw a draft away, on purpose."""
    if not note.is_draft:
        raise Closed
    record(deeds.DISCARDED, by=by, client=note.session.course.client_id, on=note)
    note.delete()


@transaction.atomic
def add_addendum(note: Note, *, kind: str, reason: str, text: str, by: User) -> Addendum:
    """Add a signed text to a closed note."""
    if note.is_draft:
        raise ValueError("A draft is changed, not added to; sign it first.")
    digest = hashlib.sha256(text.encode()).hexdigest()
    added = Addendum.objects.create(note=note, kind=kind, reason=reason, text=text, author=by, content_hash=digest)
    record(deeds.ADDED, by=by, client=note.session.course.client_id, on=added)
    return added


@transaction.atomic
def import_note(session: Session, *, text: str, source_name: str, by: User) -> Note:
    """Take in a note that was written elsewhere. It is closed at once, and names the file it came from."""
    note = Note(session=session, author=by, format=FREE.key, parts={"text": text}, state=Note.State.IMPORTED, source_name=source_name)
    note.content_hash = note.hash_now()
    note.save(force_insert=True)
    record(deeds.IMPORTED, by=by, client=session.course.client_id, on=note)
    return note
