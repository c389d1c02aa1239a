"""Reading notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.notes.formats import SOAP, plan_of
from fullarc.web.notes.models import Autosave, Note


@dataclass(frozen=True, slots=True)
class SessionRow:
    session: Session
    notes: list[Note]

    @property
    def wants_a_note(self) -> bool:
        return self.session.number is not None and not self.notes


def closed_notes(course: CourseOfCare) -> QuerySet[Note]:
    """The signed and imported notes of a course in order of date: what the assessment reads."""
    rows = Note.objects.filter(session__course=course).exclude(state=Note.State.DRAFT)
    return rows.select_related("session").order_by("session__date", "begun_at")


def texts_of(course: CourseOfCare) -> Iterator[tuple[date, str]]:
    """Day and text of every closed note of a course."""
    return ((note.session.date, note.text) for note in closed_notes(course))


def sessions_with_notes(course: CourseOfCare) -> list[SessionRow]:
    """The sessions of a course, newest first, each with its notes. Two queries whatever their number; no text is decrypted."""
    sessions = course.sessions.order_by("-date", "-begins").prefetch_related("notes__author", "notes__addenda")
    return [SessionRow(session, list(session.notes.all())) for session in sessions]


def last_plan(note: Note) -> tuple[date, str] | None:
    """What the note before this one planned, when its format has a place for plans."""
    return plan_in(closed_notes(note.session.course).filter(session__date__lte=note.session.date).exclude(pk=note.pk).last())


def newest_plan(course: CourseOfCare) -> tuple[date, str] | None:
    """What the newest closed note planned."""
    return plan_in(closed_notes(course).last())


def plan_in(note: Note | None) -> tuple[date, str] | None:
    plan = plan_of(note.format, note.parts) if note else ""
    return (note.session.date, plan) if note and plan else None


def usual_format(user: User) -> str:
    """The format this person wrote last."""
    last = (
        Note.objects.filter(author=user).exclude(state=Note.State.IMPORTED).order_by("-begun_at").values_list("format", flat=True).first()
    )
    return last or SOAP.key


def left_behind(note: Note, user: User) -> list[Autosave]:
    """What this person's editors held that was never saved: offered, never merged."""
    return [kept for kept in note.autosaves.filter(author=user).order_by("-saved_at") if dict(kept.parts) != dict(note.parts)]
