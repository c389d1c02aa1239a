"""Which session of a day a new note is for, and what is written of that session already."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.notes.models import Note

MAY_HAVE_A_NOTE = (Session.State.ATTENDED, Session.State.PLANNED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new note would stand. `session` is None when the day has none yet; `notes` are the session's, the oldest first."""

    session: Session | None
    notes: tuple[Note, ...] = ()
    others: tuple[Session, ...] = ()  # of the same day, held or planned, without a note

    @property
    def draft(self) -> Note | None:
        """A session has one draft at most."""
        return next((note for note in self.notes if note.is_draft), None)

    def lets_another_begin(self, chosen: str) -> bool:
        """Whether nothing is written here yet, or another note was asked for, for this very session (`chosen`, its id)."""
        return not self.notes or (self.draft is None and self.session is not None and chosen == str(self.session.pk))


def session_of_day(course: CourseOfCare, day: date, wanted: UUID | None = None) -> Session | None:
    """The session of a day that a note is for: the `wanted` one when it is of that day, else one that was held before one planned."""
    there = list(course.sessions.filter(date=day, attendance__in=MAY_HAVE_A_NOTE).order_by("attendance", "begins"))
    return next((session for session in there if session.pk == wanted), there[0] if there else None)


def place_of(course: CourseOfCare, day: date, wanted: UUID | None = None) -> Place:
    """The place of a new note with what is there. Three queries; no text of a note is decrypted."""
    session = session_of_day(course, day, wanted)
    if session is None:
        return Place(None)
    notes = Note.objects.filter(session=session).select_related("author").defer("parts").order_by("begun_at")
    same_day = course.sessions.filter(date=day, attendance__in=MAY_HAVE_A_NOTE, notes=None).exclude(pk=session.pk)
    return Place(session, tuple(notes), tuple(same_day.order_by("begins")))
