"""Reading findings: a fixed number of queries whatever the number of sessions."""

from uuid import UUID

from fullarc.course.timeline import Note as NoteRead
from fullarc.course.timeline import NotedFinding, Review
from fullarc.notes.corrections import PassageRefused, place_of
from fullarc.reading.finding import Finding
from fullarc.reading.left_out import LeftOut, left_out
from fullarc.reading.own_lexicon import OwnLexicon, version_with
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import addenda_of, closed_notes

LONGEST_LOOKED_THROUGH = 50_000  # signs; some 300 ms by rules for what only explains; the tagger reads shorter notes only


def dismissed_in(course: CourseOfCare) -> int:
    """How many findings of the closed notes of a course a clinician has dismissed."""
    closed = Note.objects.filter(session__course=course).exclude(state=Note.State.DRAFT)
    return StoredFinding.objects.filter(note__in=closed, review=DISMISSED).count()


def noted_findings(course: CourseOfCare) -> list[NotedFinding]:
    """What counts of the findings of a course: unreviewed and confirmed ones as read, corrected ones as corrected, a clinician's own as
    said, dismissed ones not.

    Words of an addendum count for the session that it belongs to; words of a note that a correction has taken back do not count.
    """
    closed = Note.objects.filter(session__course=course).exclude(state=Note.State.DRAFT)
    rows = (
        StoredFinding.objects.filter(note__in=closed)
        .exclude(review=DISMISSED)
        .select_related("note__session", "reviewed_by")
        .defer("note__parts", "note__source_name")  # joined to every finding, one long note would fill the memory
        .order_by("note__session__date", "note__begun_at", "start")
    )
    taken_back = passages_taken_back(course)
    return [
        NotedFinding(
            finding=row.finding,
            date=row.note.session.date,
            session=row.note.session.number,
            source=str(row.addendum_id or row.note_id),
            review=Review(row.review),
            key=str(row.pk),
            reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
            level_said="severity" in row.corrected or (row.is_added and "severity" in row.said),
            status_said="status" in row.corrected or row.is_added,
        )
        for row in rows
        if row.addendum_id or not any(overlaps(row.finding, *place) for place in taken_back.get(row.note_id, ()))
    ]


def overlaps(finding: Finding, start: int, end: int) -> bool:
    """Whether the words of a finding stand, even in part, in a stretch of the text."""
    return finding.evidence.start < end and start < finding.evidence.end


def passages_taken_back(course: CourseOfCare) -> dict[UUID, list[tuple[int, int]]]:
    """Where corrections have taken signed words back, by note."""
    places: dict[UUID, list[tuple[int, int]]] = {}
    for each in addenda_of(course).filter(passage__isnull=False):
        try:
            places.setdefault(each.note_id, []).append(place_of(each.passage or "", each.note.text))
        except PassageRefused:
            continue
    return places


def notes_read(course: CourseOfCare) -> list[NoteRead]:
    """The closed notes of a course as the timeline counts them. An addendum is no note of its own; what was read in it is a finding."""
    rows = ((note, note.text) for note in closed_notes(course))
    return [
        NoteRead(date=note.session.date, session=note.session.number, source=str(note.pk), words=len(text.split()), text=text)
        for note, text in rows
    ]


def texts_by_source(course: CourseOfCare) -> dict[str, tuple[str, str]]:
    """For every source that a finding can name: the id of the note whose page shows it, and its text."""
    texts = {str(note.pk): (str(note.pk), note.text) for note in closed_notes(course)}
    return texts | {str(each.pk): (str(each.note_id), each.text) for each in addenda_of(course)}


def left_out_of(text: str, rules_version: str | None, lexicon: OwnLexicon | None) -> list[LeftOut]:
    """What was read in a text and left out by the rules in force (`lexicon`: the practice's own). Nothing where its findings are of other
    rules (`rules_version`, None when it was not read), or where looking through so long a text would keep the page waiting."""
    if rules_version != version_with(lexicon) or len(text) > LONGEST_LOOKED_THROUGH:
        return []
    return left_out(text, lexicon)
