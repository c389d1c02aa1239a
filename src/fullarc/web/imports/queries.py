"""Reading an import: its files, the plan of what would be made of them, and what the record holds already."""

import base64
from datetime import date, datetime

from django.db.models import Count, QuerySet

from fullarc.exchange.incoming.document_texts import DocumentReader, Outcome, from_json
from fullarc.exchange.incoming.import_plan import ImportPlan, Recorded, plan_import
from fullarc.exchange.incoming.notes_import import digest_of
from fullarc.exchange.incoming.scores_import import ExistingScore
from fullarc.exchange.incoming.uploads import unpack
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.imports.choices import from_stored
from fullarc.web.imports.models import KEPT, Import
from fullarc.web.measurements.queries import scores_of
from fullarc.web.notes.queries import texts_of


def plan_of(held: Import, *, today: date) -> ImportPlan:
    """What the held files would become now, with the choices made so far. Nothing is stored."""
    files, texts = list[tuple[str, bytes]](), dict[str, Outcome]()
    for file in held.files.all():
        files.append((file.name, base64.b64decode(file.content)))
        texts |= from_json(file.texts or {})
    choices, documents = from_stored(held.choices), DocumentReader(texts)
    return plan_import(unpack(files), today=today, choices=choices, recorded=recorded(held.course), documents=documents)


def recorded(course: CourseOfCare) -> Recorded:
    """What the course holds already: notes, scores, and the days of sessions that have no note yet."""
    notes = {(day, digest_of(text)) for day, text in texts_of(course)}
    return Recorded(notes, recorded_scores(course), list(sessions_without_note(course).values_list("date", flat=True)))


def recorded_scores(course: CourseOfCare) -> list[ExistingScore]:
    """The scores of a course. A scale without a value counts only where no scale of that form has one (a form that could not be scored)."""
    scores = [ExistingScore(day, measure, scale, value) for day, measure, scale, value in scores_of(course)]
    valued = {(score.day, score.measure) for score in scores if score.value is not None}
    return [score for score in scores if score.value is not None or (score.day, score.measure) not in valued]


def sessions_without_note(course: CourseOfCare) -> QuerySet[Session]:
    """The sessions that a note could be put to: attended ones, then planned ones, which were then attended."""
    fitting = [Session.State.ATTENDED, Session.State.PLANNED]
    return course.sessions.filter(attendance__in=fitting, notes=None).order_by("attendance", "date", "begins", "id")


def open_imports(course: CourseOfCare, user: User, now: datetime) -> QuerySet[Import]:
    """A person's imports into a course that are neither carried out, nor discarded, nor older than a day, with their number of files."""
    held = course.imports.filter(begun_by=user, state=Import.State.HELD, begun_at__gt=now - KEPT)
    return held.annotate(file_count=Count("files"))


def covers_alone(course: CourseOfCare, day: date) -> bool:
    """Whether no other course of care of the client reaches to this day or later, up to the beginning of this one."""
    others = course.client.courses.exclude(pk=course.pk).filter(began__lt=course.began)
    return not any(other.ended is None or other.ended >= day for other in others)
