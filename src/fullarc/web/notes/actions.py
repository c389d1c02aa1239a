"""Writing notes: begin, save, sign, import. What is signed never changes; what is added to it stands in `amending`."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fullarc.notes.parts import written
from fullarc.notes.sections import FREE, TYPED
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.clients.scheduling import set_attendance
from fullarc.web.notes import deeds
from fullarc.web.notes.amending import add_addendum, cosign
from fullarc.web.notes.beginning import session_of_day
from fullarc.web.notes.models import Autosave, Note, Trainee
from fullarc.web.notes.refusals import Closed, HeldByOthers, NothingWritten, NotTheAuthor
from fullarc.web.version import VERSION
from fullarc.web.versions import EditedMeanwhile

__all__ = [
    "Closed",
    "HeldByOthers",
    "NotTheAuthor",
    "NothingWritten",
    "add_addendum",
    "autosave",
    "begin_note",
    "cosign",
    "discard_draft",
    "import_note",
    "save_draft",
    "session_on",
    "set_goal_aside",
    "sign_note",
]


def session_on(course: CourseOfCare, day: date, *, minutes: int | None, by: User, wanted: UUID | None = None) -> Session:
    """The attended session of a day: the one that is there (the `wanted` one of several), or a new one. One that was planned has then been
    attended."""
    session = session_of_day(course, day, wanted)
    if session is not None and session.is_planned:
        set_attendance(session, Session.State.ATTENDED, by=by, started_from=session.version)
    return session or add_session(course, Session(date=day, minutes=minutes), by=by)


@transaction.atomic
def begin_note(session: Session, *, by: User, format_key: str, parts: Mapping[str, str] | None = None) -> Note:
    """The draft of a session: the one that is there, or a new one. `parts` are what a template puts into a new one."""
    draft = Note.objects.filter(session=session, state=Note.State.DRAFT).first()
    if draft is not None:
        return draft
    draft = Note(session=session, author=by, format=FREE if format_key == FREE else TYPED, layout=format_key)
    draft.parts = draft.in_shape(dict(parts or {}))
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:  # somebody began it in the same moment
        return Note.objects.get(session=session, state=Note.State.DRAFT)
    record(deeds.BEGAN, by=by, client=session.course.client_id, on=draft)
    return draft


@transaction.atomic
def save_draft(
    note: Note, *, parts: Mapping[str, str], format_key: str, started_from: int, by: User, tab: str = "", kept: str = ""
) -> None:
    """Save what was written, unless the draft was saved elsewhere since `started_from` (EditedMeanwhile).

    `format_key` is the format it shall be shown in; prose becomes parts and back without losing a word. The tab's autosave is then done
    with, and so is the one that was put into the editor (`kept`, its mark), unless more was typed there since.
    """
    claim_draft(note, started_from)
    note.format, note.layout = (FREE if format_key == FREE else TYPED), format_key
    note.parts = note.in_shape(dict(parts))
    note.save(update_fields=["parts", "format", "layout", "saved_at"])
    Autosave.objects.filter(note=note, author=by, tab=tab).delete()
    for each in note.autosaves.filter(author=by):
        if each.mark == kept:
            each.delete()
    record(deeds.SAVED, by=by, client=note.session.course.client_id, on=note)


def claim_draft(note: Note, started_from: int) -> None:
    """Take the next version of a draft, as the database has it now: signed or gone in the same moment counts as edited meanwhile."""
    if not note.is_draft:
        raise Closed
    note.claim(started_from)
    if Note.objects.filter(pk=note.pk).exclude(state=Note.State.DRAFT).exists():
        raise EditedMeanwhile


@transaction.atomic
def autosave(note: Note, *, parts: Mapping[str, str], started_from: int, by: User, tab: str, sequence: int = 0, kept: str = "") -> Autosave:
    """Keep what stands in an editor. It touches the note itself not at all, so also what is typed while somebody else signs is kept.

    An older text of the same tab that arrives late changes nothing. The text that this editor began with (`kept`, its mark) is done
    with, unless more was typed there since. Refused (Closed): an imported note, which nobody edits.
    """
    if note.state == Note.State.IMPORTED:
        raise Closed
    row, new = Autosave.objects.select_for_update().get_or_create(
        note=note, author=by, tab=tab, defaults={"started_from": started_from, "parts": dict(parts), "sequence": sequence}
    )
    if not new and sequence >= row.sequence:
        row.parts, row.started_from, row.sequence = dict(parts), started_from, sequence
        row.save()
    for each in note.autosaves.filter(author=by).exclude(tab=tab):
        if each.mark == kept:
            each.delete()
    return row


@transaction.atomic
def sign_note(note: Note, *, by: User, started_from: int, tab: str = "") -> None:
    """Close a draft under the author's name. Refused when it is empty, somebody else's, or has changed since shown (EditedMeanwhile).

    What other tabs or people hold unsaved stays: it is shown with the signed note.
    """
    if not note.is_draft:
        raise Closed
    if note.author_id != by.pk:
        raise NotTheAuthor
    if not note.text.strip():
        raise NothingWritten
    claim_draft(note, started_from)
    note.state, note.signed_at, note.signed_as = Note.State.SIGNED, timezone.now(), by.signs_as
    note.zone, note.app_version = timezone.get_current_timezone_name()[:40], VERSION
    note.needs_cosignature = Trainee.objects.filter(user=by).exists()
    note.content_hash = note.hash_now()
    note.save(update_fields=["state", "signed_at", "signed_as", "zone", "app_version", "needs_cosignature", "content_hash", "saved_at"])
    Autosave.objects.filter(note=note, author=by, tab=tab).delete()
    for kept in note.autosaves.all():
        if not holds_more(kept, note):
            kept.delete()
    record(deeds.SIGNED, by=by, client=note.session.course.client_id, on=note)


def holds_more(kept: Autosave, note: Note) -> bool:
    """Whether what an editor held is something else than what the note says."""
    typed = written(note.in_shape(dict(kept.parts)))
    return bool(typed) and typed != written(note.in_shape(dict(note.parts)))


@transaction.atomic
def let_go(kept: Autosave, *, by: User) -> None:
    """Discard unsaved text, on purpose, by the one who typed it."""
    record(deeds.LET_GO, by=by, client=kept.note.session.course.client_id, on=kept.note)
    kept.delete()


@transaction.atomic
def discard_draft(note: Note, *, by: User) -> None:
    """Throw a draft away, on purpose. Refused: by anybody but its author, and while somebody else's unsaved words are in it."""
    current = Note.objects.select_for_update().get(pk=note.pk)
    if not current.is_draft:
        raise Closed
    if current.author_id != by.pk:
        raise NotTheAuthor
    if any(holds_more(kept, current) for kept in current.autosaves.exclude(author=by)):
        raise HeldByOthers
    record(deeds.DISCARDED, by=by, client=note.session.course.client_id, on=note)
    current.delete()


@transaction.atomic
def set_goal_aside(note: Note, goal_id: str, *, aside: bool, by: User) -> None:
    """Say that a note does not speak to a goal that was suggested, or that it does after all. Nothing of its text changes."""
    current = Note.objects.select_for_update().get(pk=note.pk)
    ids = [each for each in (current.set_aside or []) if each != goal_id]
    current.set_aside = [*ids, goal_id] if aside else ids
    current.save(update_fields=["set_aside"])
    record(deeds.SET_ASIDE, by=by, client=note.session.course.client_id, on=note)


@transaction.atomic
def import_note(session: Session, *, text: str, source_name: str, by: User) -> Note:
    """Take in a note that was written elsewhere. It is closed at once, and names the file it came from."""
    note = Note(
        session=session, author=by, format=FREE, layout=FREE, parts={"text": text}, state=Note.State.IMPORTED, source_name=source_name
    )
    note.content_hash = note.hash_now()
    note.save(force_insert=True)
    record(deeds.IMPORTED, by=by, client=session.course.client_id, on=note)
    return note
