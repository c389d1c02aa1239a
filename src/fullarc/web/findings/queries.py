"""Reading findings: a fixed number of queries whatever the number of sessions."""

from fullarc.course.timeline import Note as NoteRead
from fullarc.course.timeline import NotedFinding, Review
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes


def noted_findings(course: CourseOfCare) -> list[NotedFinding]:
    """What counts of the findings of a course: unreviewed and confirmed ones as read, corrected ones as corrected, dismissed ones not."""
    closed = Note.objects.filter(session__course=course).exclude(state=Note.State.DRAFT)
    rows = (
        StoredFinding.objects.filter(note__in=closed)
        .exclude(review=DISMISSED)
        .select_related("note__session")
        .defer("note__parts", "note__source_name")  # joined to every finding, one long note would fill the memory
        .order_by("note__session__date", "note__begun_at", "start")
    )
    return [
        NotedFinding(
            finding=row.finding,
            date=row.note.session.date,
            session=row.note.session.number,
            source=str(row.note_id),
            review=Review(row.review),
            key=str(row.pk),
        )
        for row in rows
    ]


def notes_read(course: CourseOfCare) -> list[NoteRead]:
    """The closed notes of a course as the timeline counts them."""
    rows = ((note, note.text) for note in closed_notes(course))
    return [
        NoteRead(date=note.session.date, session=note.session.number, source=str(note.pk), words=len(text.split()), text=text)
        for note, text in rows
    ]
