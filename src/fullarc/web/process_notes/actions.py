"""Keeping process notes. Only their author reaches them, so `own_notes` is the only way to them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.process_notes import deeds
from fullarc.web.process_notes.models import ProcessNote
from fullarc.web.sent_once import insert_once


def own_notes(user: User, client: Client) -> QuerySet[ProcessNote]:
    """This person's own process notes about a client; nobody else's, whatever their role."""
    return ProcessNote.objects.filter(author=user, course__client=client)


@transaction.atomic
def keep(course: CourseOfCare, *, day: date, text: str, by: User, key: UUID | None = None) -> ProcessNote:
    """The same `key` twice is one note."""
    note = ProcessNote(course=course, author=by, date=day, text=text)
    note, is_new = insert_once(note, key, same=["date", "text"], course=course, author=by)
    if is_new:
        record(deeds.KEPT, by=by, client=course.client_id, on=note)
    return note


@transaction.atomic
def change(note: ProcessNote, *, day: date, text: str, started_from: int, by: User) -> None:
    """Save an own process note, unless it was saved in another tab meanwhile (EditedMeanwhile)."""
    note.claim(started_from)
    note.date, note.text = day, text
    note.save()
    record(deeds.KEPT, by=by, client=note.course.client_id, on=note)


@transaction.atomic
def delete(note: ProcessNote, *, by: User) -> None:
    record(deeds.GONE, by=by, client=note.course.client_id, on=note)
    note.delete()
