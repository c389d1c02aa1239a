"""The rows of the tables from the rows of the database: a fixed number of queries for however many clients."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from fullarc.exchange.record.record_tables import ENTRIES, FINDINGS, RATINGS, SCORES, SESSIONS, Cell, FilledTable
from fullarc.reading.finding import Finding
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.findings.models import DISMISSED, StoredFinding
from fullarc.web.goals.models import Rating
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.notes.models import Note

Row = tuple[Cell, ...]
Place = tuple[str, int]  # code of the client, number of the course


def filled_tables(clients: QuerySet[Client]) -> list[FilledTable]:
    """The five tables of these clients, each in order of client, course and day."""
    courses = CourseOfCare.objects.filter(client__in=clients.order_by().values("pk"))
    places = places_of(courses)
    kinds = ((SESSIONS, session_rows), (SCORES, score_rows), (FINDINGS, finding_rows), (RATINGS, rating_rows), (ENTRIES, entry_rows))
    return [FilledTable(of, sorted(rows(courses, places), key=lambda row: row[:2])) for of, rows in kinds]


def places_of(courses: QuerySet[CourseOfCare]) -> dict[UUID, Place]:
    """How rows name a course: the client's code and the number of the course."""
    rows = courses.order_by("client__code", "began", "pk").values_list("client__code", "pk")
    return {pk: (code, n) for code, group in groupby(rows, key=lambda row: row[0]) for n, (_, pk) in enumerate(group, 1)}


def session_rows(courses: QuerySet[CourseOfCare], places: dict[UUID, Place]) -> Iterator[Row]:
    closed = Note.objects.filter(session__course__in=courses).exclude(state=Note.State.DRAFT)
    notes = Counter(closed.order_by().values_list("session", flat=True))
    held = Session.objects.filter(course__in=courses).exclude(attendance=Session.State.PLANNED).order_by("date", "begins", "pk")
    for s in held:
        began = f"{s.begins:%H:%M}" if s.begins else None
        yield (*places[s.course_id], s.date, s.number, began, s.attendance, s.minutes, s.format, notes[s.pk])


def score_rows(courses: QuerySet[CourseOfCare], places: dict[UUID, Place]) -> Iterator[Row]:
    given = Administration.objects.filter(course__in=courses, withdrawn_at=None, open=False)
    for row in given.select_related("session").prefetch_related("scores").order_by("date", "entered_at", "pk"):
        number = row.session.number if row.session else None
        newest = {score.scale: score.result for score in row.scores.all()}  # scores come oldest first: the newest stays
        for scale, result in newest.items():
            yield (
                *places[row.course_id],
                row.date,
                number,
                row.measure,
                row.definition_version,
                scale,
                result.get("value"),
                result.get("not_scored") or "",
                result.get("band") or "",
                result.get("answered"),
                result.get("of"),
                bool(result.get("prorated")),
                row.mode,
                row.informant,
            )


def finding_rows(courses: QuerySet[CourseOfCare], places: dict[UUID, Place]) -> Iterator[Row]:
    rows = StoredFinding.objects.filter(note__session__course__in=courses).exclude(review=DISMISSED).select_related("note__session")
    rows = rows.exclude(note__state=Note.State.DRAFT).defer("note__parts", "note__source_name")
    for row in rows.order_by("note__session__date", "note__begun_at", "start", "pk"):
        session = row.note.session
        yield (*places[session.course_id], session.date, session.number, *finding_cells(row.finding), row.review, row.finding.quote)


def finding_cells(finding: Finding) -> Row:
    value = finding.value
    low, high = (value if isinstance(value, tuple) else (value, value)) if value is not None else (None, None)
    return (
        finding.indicator,
        finding.status.value,
        finding.direction.value if finding.direction else "",
        finding.severity.value if finding.severity else "",
        None if low is None else float(low),
        None if high is None else float(high),
        finding.unit or "",
        finding.section.value,
        finding.rule,
    )


def rating_rows(courses: QuerySet[CourseOfCare], places: dict[UUID, Place]) -> Iterator[Row]:
    ordered = Rating.objects.order_by("date", "rated_at", "pk")
    numbers = Counter[UUID]()
    chosen = courses.prefetch_related(Prefetch("goals__ratings", queryset=ordered))
    for course in chosen:
        for goal in course.goals.all():
            numbers[course.pk] += 1
            for rating in {rating.date: rating for rating in goal.ratings.all()}.values():  # of several on a day the newest stays
                yield (*places[course.pk], numbers[course.pk], rating.date, rating.scale, float(rating.value), goal.text)


def entry_rows(courses: QuerySet[CourseOfCare], places: dict[UUID, Place]) -> Iterator[Row]:
    numbers = Counter[tuple[UUID, str]]()
    rows = LogRow.objects.filter(course__in=courses, withdrawn=None).order_by("date", "entered_at", "pk")
    for row in rows:
        numbers[row.course_id, row.log] += 1
        for line, value in row.values.items():
            cells = entry_cells(value)
            if cells != (None, None):
                yield (*places[row.course_id], row.date, row.log, numbers[row.course_id, row.log], line, *cells)


def entry_cells(value: object) -> Row:
    """The answer as a number, or as words."""
    if isinstance(value, bool | int | float):
        return (float(value), None)
    if isinstance(value, list):
        return (None, ", ".join(map(str, value)) or None)
    return (None, str(value)) if value not in (None, "") else (None, None)
