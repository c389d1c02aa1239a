"""Signed notes, what was read in them, and drafts that a program begins for a person to look at and sign."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fullarc.notes.parts import BY_KEY, PROSE
from fullarc.notes.sections import FREE
from fullarc.web.access.permissions import Permission
from fullarc.web.api.answering import Call, Page, paged, reads, writes
from fullarc.web.api.once import once
from fullarc.web.api.parsing import Between, Body, Day, Key
from fullarc.web.api.refusals import Refused, form_refused, unfit
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.queries import noted_findings
from fullarc.web.notes import actions
from fullarc.web.notes.forms import NewNote, NoteForm
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes, format_for, formats

router = Router(tags=["notes"])
COURSE = "/clients/{uuid:client_id}/courses/{uuid:course_id}"
THERE = "Found a note for this session. Open it on its page: what is written is never overwritten, and a signed note takes an addendum."


class NoteLine(Schema):
    """What is known of a note without its words."""

    id: UUID
    session: UUID
    date: date
    state: Literal["draft", "signed", "imported"]
    author: str
    format: str
    signed_at: datetime | None
    late: bool = Field(description="Signed so long after the session that it is a late entry.")
    sha256: str = Field(description="Of the text, as it was signed; empty for a draft.")


class Notes(Page):
    items: list[NoteLine]


class Added(Schema):
    """What was added to a signed note: an addendum, a late entry, or the correction of a passage."""

    id: UUID
    kind: Literal["addendum", "correction", "late_entry"]
    passage: str | None
    reason: str
    text: str
    author: str
    signed_at: datetime


class OneNote(NoteLine):
    text: str
    addenda: list[Added]


class NewDraft(Body):
    """A draft in one of the formats of the practice, by its parts, or as plain prose in `text`."""

    date: Day
    minutes: int | None = Field(None, ge=1, le=600)
    text: str | None = Field(None, min_length=1, max_length=100_000)
    format: Key | None = Field(None, description="soap, dap, birp, girp or a format of the practice; needed with parts.")
    parts: dict[str, str] | None = Field(None, min_length=1, max_length=40)


class Finding(Schema):
    """What was read in a note, as it counts: with what the clinician said about it. `quote` is exactly the words from start to end."""

    key: str
    source: str = Field(description="The note or addendum that it stands in.")
    date: date
    session: int | None
    review: str = Field(description="unreviewed, confirmed, corrected or added; a dismissed finding is gone.")
    indicator: str
    status: str
    start: int
    end: int
    quote: str
    section: str
    rule: str
    direction: str | None
    severity: str | None


class Findings(Page):
    items: list[Finding]


class Read(Between):
    indicator: Key | None = Field(None, description="The id of an indicator, such as panic.")


@reads(router, f"{COURSE}/notes", Permission.READ_NOTES, Notes)
def notes(request: Call, client_id: UUID, course_id: UUID, between: Query[Between]) -> dict[str, Any]:
    """The signed and imported notes of a course in order of date, without their words."""
    rows = closed_notes(request.course).select_related("session__course", "author")
    if between.since:
        rows = rows.filter(session__date__gte=between.since)
    if between.until:
        rows = rows.filter(session__date__lte=between.until)
    page = paged(rows, between)
    return page | {"items": [line_of(each) for each in page["items"]]}


@reads(router, "/clients/{uuid:client_id}/notes/{uuid:note_id}", Permission.READ_NOTES, OneNote, of_notes=True)
def note(request: Call, client_id: UUID, note_id: UUID) -> dict[str, Any]:
    """One signed or imported note with its text and what was added to it.

    Drafts and psychotherapy (process) notes are in no answer.
    """
    row: Note = request.rows["note_id"]
    addenda = [
        {
            "id": each.pk,
            "kind": each.kind,
            "passage": each.passage,
            "reason": each.reason,
            "text": each.text,
            "author": each.author.name,
            "signed_at": each.signed_at,
        }
        for each in row.addenda.all()
    ]
    return {**line_of(row), "text": row.text, "addenda": addenda}


@writes(router, f"{COURSE}/notes", Permission.WRITE_NOTES, NoteLine)
def new_note(request: Call, client_id: UUID, course_id: UUID, given: NewDraft, answer: HttpResponse) -> dict[str, Any]:
    """Begin the note of a session as a draft of the owner of the token, who reads it and signs it on its page: no program signs.

    The session of the day is made when there is none. Refused: a session that has a note.
    """
    if (given.text is None) == (given.parts is None):
        raise unfit("Found text and parts, or neither. Send the note as text, or by its parts with their format.")
    if (given.format is None) != (given.parts is None):
        raise unfit("Found a format without parts, or parts without a format. Send both, or text alone.")
    chosen, parts = given.format or FREE, given.parts or {PROSE: given.text or ""}
    checked(request, given, chosen, parts)

    def write(key: UUID) -> Note:
        session = actions.session_on(request.course, given.date, minutes=given.minutes, by=request.user)
        if session.notes.exists():
            raise Refused(409, THERE)
        draft = actions.begin_note(session, by=request.user, format_key=chosen)
        if draft.author_id != request.user.pk or any(draft.parts.values()):  # somebody began it in the same moment
            raise Refused(409, THERE)
        actions.save_draft(draft, parts=parts, format_key=chosen, started_from=draft.version, by=request.user)
        return draft

    return line_of(once(request, answer, write, Note))


def checked(request: Call, given: NewDraft, chosen: str, parts: dict[str, str]) -> None:
    """Refused: what the forms of the page refuse, and a part that no note has."""
    day = {"date": given.date, "minutes": given.minutes, "format": chosen}
    begun = NewNote(day, formats=formats(), templates=(), modality=request.course.modality)
    if not begun.is_valid():
        raise form_refused(begun)
    form = NoteForm(FREE if chosen == FREE else "", {**parts, "from_version": 1}, shape=format_for(chosen))
    if strangers := set(parts) - set(form.keys):
        raise unfit(f"Found {len(strangers)} parts that a note does not have. Its parts are: {', '.join(BY_KEY)}.")
    if not form.is_valid():
        raise form_refused(form)
    if not any(words.strip() for words in parts.values()):
        raise unfit("Found nothing written. Send words, or leave the note out.")


def line_of(row: Note) -> dict[str, Any]:
    return {
        "id": row.pk,
        "session": row.session_id,
        "date": row.session.date,
        "state": row.state,
        "author": row.author.name,
        "format": row.shape,
        "signed_at": row.signed_at,
        "late": row.is_late,
        "sha256": row.content_hash,
    }


@reads(router, f"{COURSE}/findings", Permission.READ_NOTES, Findings, of_notes=True)
def findings(request: Call, client_id: UUID, course_id: UUID, wanted: Query[Read]) -> dict[str, Any]:
    """What was read in the notes of a course, in order of date; notes that nobody has read yet are read now."""
    ensure_read(request.course, by=request.user)
    rows = [
        {
            **dict.fromkeys(("direction", "severity")),
            **each.finding.as_json(),
            "key": each.key,
            "source": each.source,
            "date": each.date,
            "session": each.session,
            "review": each.review.value,
        }
        for each in noted_findings(request.course)
        if wanted.holds(each.date) and wanted.indicator in (None, each.finding.indicator)
    ]
    return paged(rows, wanted)
