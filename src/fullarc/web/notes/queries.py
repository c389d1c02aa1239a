"""Reading notes."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.notes.models import Note


def closed_notes(course: CourseOfCare) -> QuerySet[Note]:
    """The signed and imported notes of a course in order of date: what the assessment reads."""
    return (
        Note.objects.filter(session__course=course)
        .exclude(state=Note.State.DRAFT)
        .select_related("session")
        .order_by("session__date", "begun_at")
    )


def texts_of(course: CourseOfCare) -> Iterator[tuple[date, str]]:
    """Day and text of every closed note of a course."""
    return ((note.session.date, note.text) for note in closed_notes(course))
