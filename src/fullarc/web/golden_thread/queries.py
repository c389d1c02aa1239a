"""From rows to the core's golden thread. A fixed number of queries whatever the number of notes, goals and plans."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from fullarc.course.golden_thread import (
    Known,
    Missing,
    NoteThread,
    Thread,
    ThreadNote,
    beginnings,
    day_of,
    golden_thread,
    thread_of_note,
)
from fullarc.goals.goal import Goal as AgreedGoal
from fullarc.goals.linking import NoteText, indicators_of_goal, link_notes
from fullarc.goals.target import Of
from fullarc.notes.parts import PARTS, PROSE
from fullarc.notes.sections import as_parts
from fullarc.reading.finding import Evidence, Finding
from fullarc.reading.reader import read
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.goals.following import observed
from fullarc.web.goals.models import GoalTarget
from fullarc.web.goals.queries import goals_and_ratings
from fullarc.web.measurements.queries import score_records
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes

BETWEEN = "\n\n"
NAMED_BY_A_HEADING = {part.key for part in PARTS} - {"client_report"}  # words without a heading are cut as client report


@dataclass(frozen=True, slots=True)
class _Days:
    """What was recorded on which day: goals rated or measured, forms that asked about risk."""

    rated: frozenset[tuple[str, date]]
    risk_asked: frozenset[date]

    def goals_on(self, day: date) -> tuple[str, ...]:
        return tuple(sorted(goal for goal, on in self.rated if on == day))


def thread_of_course(course: CourseOfCare, today: date | None = None) -> Thread:
    """The thread of a whole course, by its closed notes. They must have been read (findings.actions.ensure_read)."""
    known, days = _known(course, today or timezone.localdate())
    rows = list(closed_notes(course).prefetch_related(_findings(), "addenda"))
    texts = [_with_additions(row) for row in rows]
    return golden_thread(replace(known, notes=_notes(rows, texts, known.goals, days)))


def thread_of(note: Note, today: date) -> tuple[NoteThread, tuple[Missing, ...]]:
    """The thread of one note, a draft as it stands in memory, a closed one with what was added to it; and what the course lacks to
    hang it on."""
    known, days = _known(note.session.course, today)
    if note.is_draft:
        text = NoteText(str(note.pk), note.text, tuple(read(note.text, learned=False)), note.session.date)
    else:
        prefetch_related_objects([note], _findings(), "addenda")
        text = _with_additions(note)
    (here,) = _notes([note], [text], known.goals, days)
    return thread_of_note(here, day_of(known, here.date)), beginnings(known)


def _findings() -> "Prefetch[str, QuerySet[StoredFinding], str]":
    return Prefetch("findings", StoredFinding.objects.exclude(review=DISMISSED))


def _known(course: CourseOfCare, today: date) -> tuple[Known, _Days]:
    """Everything a thread is made of but the notes, and what was recorded on which day."""
    goals, ratings = goals_and_ratings(course)
    days = _days(course, goals)
    versions = list(course.plans.all())
    signed = [(timezone.localdate(row.signed_at), row.value) for row in sorted(versions, key=lambda row: row.number) if row.signed_at]
    known = Known(
        today=today,
        diagnoses=tuple(row.value for row in course.diagnosed.filter(withdrawn_at=None)),
        plans=tuple(signed),
        goals=tuple(goals),
        ratings=tuple(ratings),
        observed={goal.id: tuple(sorted(on for one, on in days.rated if one == goal.id)) for goal in goals},
        draft=len(signed) < len(versions),
        ended=course.ended,
    )
    return known, days


def _notes(rows: Sequence[Note], texts: Sequence[NoteText], goals: Sequence[AgreedGoal], days: _Days) -> tuple[ThreadNote, ...]:
    linked = _linked(goals, texts, {str(row.pk): set(row.set_aside or []) for row in rows})
    return tuple(_thread_note(row, text, linked, days) for row, text in zip(rows, texts, strict=True))


def _thread_note(note: Note, text: NoteText, linked: dict[str, set[str]], days: _Days) -> ThreadNote:
    day = note.session.date
    return ThreadNote(
        source=text.source,
        date=day,
        text=text.text,
        parts=as_parts(note.parts) if note.is_draft else _parts(note),
        findings=text.findings,
        goals=tuple(sorted(linked.get(text.source, ()))),
        rated=days.goals_on(day),
        risk_asked=day in days.risk_asked,
        session=note.session.number,
    )


def _with_additions(note: Note) -> NoteText:
    """A note and what was added to it as one text, each finding where its words stand in that text."""
    begins: dict[object, int] = {None: 0}
    text = note.text
    for added in note.addenda.all():
        begins[added.pk] = len(text) + len(BETWEEN)
        text += BETWEEN + added.text
    found = tuple(_moved(row.finding, begins[row.addendum_id]) for row in note.findings.all())
    return NoteText(str(note.pk), text, found, note.session.date)


def _moved(finding: Finding, by: int) -> Finding:
    words, (first, last) = finding.evidence, finding.sentence
    return (
        replace(finding, evidence=Evidence(words.start + by, words.end + by, words.quote), sentence=(first + by, last + by))
        if by
        else finding
    )


def _parts(note: Note) -> dict[str, str]:
    """The parts of a note with those that its addenda name by a heading ("Response: …")."""
    parts = as_parts(note.parts)
    for added in note.addenda.all():
        for key, words in as_parts({PROSE: added.text}).items():
            if key in NAMED_BY_A_HEADING:
                parts[key] = f"{parts[key]}{BETWEEN}{words}" if key in parts else words
    return parts


def _linked(goals: Sequence[AgreedGoal], texts: Sequence[NoteText], aside: dict[str, set[str]]) -> dict[str, set[str]]:
    """The goals that each note speaks to, without those that its writer set aside."""
    found: dict[str, set[str]] = {}
    for goal in goals:
        for link in link_notes(goal, indicators_of_goal(goal, read(goal.text, learned=False)), texts):
            if goal.id not in aside.get(link.source, ()):
                found.setdefault(link.source, set()).add(goal.id)
    return found


def _days(course: CourseOfCare, goals: Sequence[AgreedGoal]) -> _Days:
    scores = score_records(course)
    ratings = course.goals.exclude(ratings=None).values_list("pk", "ratings__date")
    rated, seen = {(str(goal), day) for goal, day in ratings}, observed(course)
    for target in GoalTarget.objects.filter(goal__course=course, dropped_on=None).prefetch_related("counts"):
        if target.of == Of.COUNT:
            rated |= {(str(target.goal_id), count.date) for count in target.counts.all()}
        else:
            rated |= {(str(target.goal_id), each.date) for each in seen.get((Of(target.of), target.what, target.part), ())}
    ids = {goal.id for goal in goals}
    return _Days(frozenset(each for each in rated if each[0] in ids), frozenset(each.date for each in scores if each.risk_asked))
