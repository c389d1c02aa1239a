"""From the values of a FHIR file to rows of the record. Called inside the transaction that carries an arrival out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from fullarc.exchange.fhir.record import AddendumRecord, CourseRecord, FormRecord, GoalRecord, NoteRecord
from fullarc.notes.sections import FREE
from fullarc.web.accounts.models import User
from fullarc.web.clients.actions import add_event, number_sessions
from fullarc.web.clients.models import CourseOfCare, LifeEvent, Session
from fullarc.web.exports.models import Origin
from fullarc.web.exports.origins import in_words, said_of
from fullarc.web.findings.actions import ensure_read
from fullarc.web.goals.actions import agree_goal
from fullarc.web.goals.models import Goal, GoalTarget, Rating
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.actions import enter_answers, enter_log_row, enter_totals
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.plans.actions import enter_diagnosis
from fullarc.web.plans.models import Diagnosis

IMPORTED = Administration.Mode.IMPORT.value


def bring_in(course: CourseOfCare, new: CourseRecord, *, by: User) -> None:
    """Store what was accepted. Answers raise the signals of their risk items on the way in; notes are read."""
    Session.objects.bulk_create(
        Session(id=UUID(s.id), course=course, date=s.date, begins=s.begins, minutes=s.minutes, attendance=s.attendance, format=s.format)
        for s in new.sessions
    )
    number_sessions(course)
    for form in new.forms:
        enter_form(course, form, by=by)
    for goal in new.goals:
        enter_goal(course, goal, by=by)
    for diagnosis in new.diagnoses:
        value = diagnosis.value
        row = Diagnosis(id=UUID(diagnosis.id), code=value.code, wording=value.wording, since=value.since, until=value.until)
        row.principal, row.certainty = value.principal, value.certainty.value
        enter_diagnosis(course, row, by=by)
    for entry in new.entries:
        enter_log_row(course, log=entry.log, values=dict(entry.values), on=entry.date, by=by, key=UUID(entry.id))
    for event in new.events:
        add_event(course, LifeEvent(id=UUID(event.id), date=event.day, until=event.until, text=event.text, kind=event.kind or None), by=by)
    if new.notes:
        enter_notes(course, new.notes, by=by)
        ensure_read(course, by=by)


def enter_form(course: CourseOfCare, form: FormRecord, *, by: User) -> None:
    measure = catalogue().get(form.measure)
    same: dict[str, Any] = {"mode": IMPORTED, "informant": form.informant, "key": UUID(form.id)}
    if form.totals:
        risk = dict(form.answers) or None
        enter_totals(course, measure=form.measure, values=dict(form.totals), on=form.date, by=by, risk_answers=risk, **same)
        return
    asked = [0, *(item.number for item in measure.items)] if measure.gate else [item.number for item in measure.items]
    answers = {number: form.answers.get(number) for number in asked}
    given = enter_answers(course, measure=form.measure, answers=answers, on=form.date, by=by, **same)
    if form.declined:
        given.declined = list(form.declined)
        given.save(update_fields=["declined"])


def enter_goal(course: CourseOfCare, goal: GoalRecord, *, by: User) -> None:
    row = Goal(
        id=UUID(goal.id),
        text=goal.text,
        agreed_on=goal.agreed_on or course.began,
        closed_on=goal.closed_on,
        closed_because=goal.closed_because,
        levels=list(goal.levels),
        weight=Decimal(str(round(goal.weight, 1))),
        serves=goal.serves or None,
        aim_by=goal.aim_by,
        confidence=goal.confidence,
        baseline_level=goal.baseline_level,
    )
    agree_goal(course, row, by=by)
    Rating.objects.bulk_create(
        Rating(id=free_id(each.id, Rating, row.pk), goal=row, date=each.date, value=Decimal(str(each.value)), scale=each.scale, rated_by=by)
        for each in goal.ratings
    )
    GoalTarget.objects.bulk_create(
        GoalTarget(
            id=free_id(each.id, GoalTarget, row.pk),
            goal=row,
            of=each.of,
            what=each.what,
            part=each.part,
            direction=each.direction,
            value=each.value,
            since=each.since,
            by=each.by,
            set_by=by,
        )
        for each in goal.targets
    )


def free_id(given: str, model: type[Rating] | type[GoalTarget] | type[Addendum], parent: UUID) -> UUID:
    """The id of the file where it is a UUID that no row has yet, else one made of it and of the row above."""
    try:
        made = UUID(given)
    except ValueError:
        return uuid5(parent, given)
    return uuid5(parent, given) if model._default_manager.filter(pk=made).exists() else made


def enter_notes(course: CourseOfCare, notes: Iterable[NoteRecord], *, by: User) -> None:
    """Each note to its session; without one, to a session of its day that has no note, or to a new one."""
    sessions = {str(session.pk): session for session in course.sessions.all()}
    free: dict[date, list[Session]] = defaultdict(list)
    for session in course.sessions.filter(attendance=Session.State.ATTENDED, notes=None):
        free[session.date].append(session)
    for note in notes:
        placed = sessions.get(note.session) or next(iter(free[note.day]), None)
        if placed is None:
            placed = Session.objects.create(course=course, date=note.day)
        if placed in free[note.day]:
            free[note.day].remove(placed)
        enter_note(course, placed, note, by=by)
    number_sessions(course)


def enter_note(course: CourseOfCare, session: Session, note: NoteRecord, *, by: User) -> None:
    """A note as imported: closed at once. Who signed it elsewhere stands beside it, and in its source."""
    row = Note(id=UUID(note.id), session=session, author=by, format=FREE, layout=FREE, parts={"text": note.text})
    row.state, row.source_name = Note.State.IMPORTED, in_words(note)
    row.content_hash = row.hash_now()
    row.save(force_insert=True)
    said = said_of(note.author, note.signature, note.cosignatures, source=note.source, entered=note.entered_at.isoformat())
    Origin(id=row.pk, client=course.client, said=said).save(force_insert=True)
    for each in note.addenda:
        enter_addendum(course, row, each, by=by)


def enter_addendum(course: CourseOfCare, note: Note, each: AddendumRecord, *, by: User) -> None:
    """An addition, under the name of whoever brought it in today; its reason says who signed it elsewhere, and when."""
    at = timezone.localtime(each.signature.at)
    who = f"Signed elsewhere by {each.signature.by.name or 'somebody'} on {at.day} {at:%B %Y}."
    row = Addendum(id=free_id(each.id, Addendum, note.pk), note=note, author=by, kind=each.kind, passage=each.passage or None)
    row.reason, row.text, row.signed_as = f"{each.reason}\n{who}".strip(), each.text, by.signs_as
    row.content_hash = row.hash_now()
    row.save(force_insert=True)
    said = said_of(each.signature.by, each.signature, each.cosignatures, reason=each.reason)
    Origin(id=row.pk, client=course.client, said=said).save(force_insert=True)
