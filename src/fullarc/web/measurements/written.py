"""Scores that stand in notes: they are scores, and count wherever no form of that measure was entered for that day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fullarc.course.timeline import NotedFinding, Review, ScoreRecord, timeline_of
from fullarc.course.written_scores import with_written_scores
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.findings.queries import noted_findings
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.queries import score_records
from fullarc.web.notes.models import Note

SCORE = "measure_score"  # the indicator of a score that was read


def all_scores(course: CourseOfCare) -> list[ScoreRecord]:
    """The scores of a course as the outcome counts them: those of forms, and with `words` those that its notes state."""
    return list(with_written_scores(timeline_of(findings=noted_findings(course), scores=score_records(course)), catalogue()).scores)


@dataclass(frozen=True, slots=True)
class Written:
    """A score with the note whose page shows its words."""

    record: ScoreRecord
    note: UUID
    finding: str
    words: str


def written_in_notes(records: Collection[ScoreRecord], measure: str) -> list[Written]:
    """Those of one measure that notes state, the newest first. One query."""
    found = {one.words.key: one for one in records if one.words is not None and one.measure == measure}
    notes = {str(pk): note for pk, note in StoredFinding.objects.filter(pk__in=found).values_list("pk", "note")}
    told = [Written(one, notes[key], key, one.words.finding.evidence.quote) for key, one in found.items() if one.words and key in notes]
    return sorted(told, key=lambda each: each.record.date, reverse=True)


def days_with_written_scores(courses: Collection[UUID], first: date, last: date) -> dict[UUID, set[date]]:
    """By course the days of sessions whose notes state a score. One query; only the findings of these sessions are opened."""
    notes = Note.objects.filter(session__course__in=courses, session__date__range=(first, last)).exclude(state=Note.State.DRAFT)
    rows = StoredFinding.objects.filter(note__in=notes).exclude(review=DISMISSED)
    told: dict[UUID, list[NotedFinding]] = {}
    for row, course, day in ((row, row.note.session.course_id, row.note.session.date) for row in rows.select_related("note__session")):
        if row.said.get("indicator") == SCORE:
            told.setdefault(course, []).append(NotedFinding(row.finding, day, None, str(row.note_id), Review(row.review)))
    return {
        course: {one.date for one in with_written_scores(timeline_of(findings=found), catalogue()).scores} for course, found in told.items()
    }
