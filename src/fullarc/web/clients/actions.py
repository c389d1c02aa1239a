"""Adding and changing clients, courses of care and sessions."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from fullarc.course.timeline import Attendance
from fullarc.web.access.actions import begin_team
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit.models import Event
from fullarc.web.clients import deeds
from fullarc.web.clients.models import Client, CourseOfCare, LifeEvent, Session
from fullarc.web.clients.queries import is_only_an_entry, why_attendance_stays, why_it_is_documented, why_it_stays
from fullarc.web.sent_once import insert_once

CODE = "C-"
TRIES = 8  # people who may add a client in the same moment


@transaction.atomic
def add_client(*, by: User, today: date, code: str = "", key: UUID | None = None, **given: Any) -> Client:
    """Add a client; a clinician who adds one is their care team. Without `code` the next free one is given (C-0001, C-0002, …). The same
    `key` twice is one."""
    for times_left in reversed(range(TRIES)):
        try:
            client, is_new = insert_once(Client(code=code or next_code(), **given), key, same=given)
            break
        except IntegrityError:  # somebody was given this code in the same moment
            if code or not times_left:
                raise
    if is_new:
        record(deeds.ADDED, by=by, client=client, on=client)
        begin_team(client, by=by, today=today)
    return client


def next_code() -> str:
    """The code after the highest that was given, be it to an entry that was removed. A code beyond 99,999,999 was typed by somebody and
    begins no series."""
    given = (Client.objects.order_by(), "code"), (Event.objects.filter(action=deeds.REMOVED.name).order_by(), "category")
    number = max(highest(rows.filter(**{f"{column}__regex": r"^C-[0-9]{1,8}$"}), column) for rows, column in given) + 1
    while Client.objects.filter(code=f"{CODE}{number:04d}").exists():
        number += 1
    return f"{CODE}{number:04d}"


def highest(rows: models.QuerySet[Any], column: str) -> int:
    return rows.aggregate(highest=Max(Cast(Substr(column, len(CODE) + 1), models.IntegerField())))["highest"] or 0


@transaction.atomic
def change_client(client: Client, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    """Save a client whose `fields` were set, unless somebody was faster."""
    client.claim(started_from)
    client.save()
    record(deeds.CHANGED, by=by, client=client, on=client, fields=fields)


class ClientIsKept(ValueError):
    """More than the entry stands under this client."""

    def __str__(self) -> str:
        return "More than the entry stands under this client, so it stays. Care ends with the end of the course."


@transaction.atomic
def remove_client(client: Client, *, by: User, started_from: int) -> None:
    """Take out an entry that was made by mistake, with its care team; the trail keeps its code and who removed it.

    Refused (ClientIsKept): a client of whom anything else is known. What was recorded of a person in care is kept.
    """
    client.claim(started_from)
    Client.objects.select_for_update().get(pk=client.pk)  # a course that is being begun is waited for
    if not is_only_an_entry(client):
        raise ClientIsKept
    record(deeds.REMOVED, by=by, client=client.pk, on=client, about=client.code)
    client.care_team.all().delete()
    client.delete()


@transaction.atomic
def begin_course(client: Client, course: CourseOfCare, *, by: User, key: UUID | None = None) -> CourseOfCare:
    """The same `key` twice is one course."""
    course.client = client
    course, is_new = insert_once(course, key, same=["began", "ended", "presenting_problem", "modality"], client=client)
    if is_new:
        record(deeds.BEGAN_COURSE, by=by, client=client, on=course)
    return course


@transaction.atomic
def change_course(course: CourseOfCare, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    course.claim(started_from)
    course.save()
    record(deeds.CHANGED_COURSE, by=by, client=course.client_id, on=course, fields=fields)


DOCUMENTED = frozenset({"date", "begins", "minutes", "attendance"})


class DocumentedSession(ValueError):
    """What a session was is documented. The message says it for the person who tried."""


@transaction.atomic
def add_session(course: CourseOfCare, session: Session, *, by: User, key: UUID | None = None) -> Session:
    """The same `key` twice is one session."""
    session.course = course
    session, is_new = insert_once(session, key, same=["date", "begins", "attendance", "minutes", "format"], course=course)
    if is_new:
        number_sessions(course)
        session.refresh_from_db(fields=["number"])
        record(deeds.ADDED_SESSION, by=by, client=course.client_id, on=session)
    return session


@transaction.atomic
def change_session(session: Session, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    """Refused (DocumentedSession): another day, time, length or attendance once a signed note stands for it; planned again when a note is
    written, or by somebody who does not keep the record."""
    fields = list(fields)
    why = why_it_is_documented(session, by) if DOCUMENTED.intersection(fields) else ""
    if "attendance" in fields:
        why = why or why_attendance_stays(session, session.attendance, by)
    if why:
        raise DocumentedSession(why)
    session.claim(started_from)
    session.save()
    number_sessions(session.course)
    record(deeds.CHANGED_SESSION, by=by, client=session.course.client_id, on=session, fields=fields)


class SessionIsKept(ValueError):
    """Something of the record stands on this session. The message says what, for the person who tried."""


@transaction.atomic
def remove_session(session: Session, *, by: User, started_from: int) -> None:
    """Take out a session that was entered by mistake; the trail keeps that it was there and who removed it.

    Refused (SessionIsKept): one with a note, a draft too, with a form that was given at it, or in a group; to the front desk, one that is
    no longer planned. The trail names what the session was: planned, attended, missed or cancelled.
    """
    session.claim(started_from)
    if why := why_it_stays(session, by):
        raise SessionIsKept(why)
    record(deeds.REMOVED_SESSION, by=by, client=session.course.client_id, on=session, about=session.attendance)
    course = session.course
    session.delete()
    number_sessions(course)


def number_sessions(course: CourseOfCare) -> None:
    """Count the attended sessions from 1 in order of date; missed and cancelled ones have no number.

    Call it after adding sessions in bulk.
    """
    number, changed = 0, []
    for session in course.sessions.order_by("date", "begins", "id").only("id", "attendance", "number"):
        attended = session.attendance == Attendance.ATTENDED
        number += attended
        if session.number != (number if attended else None):
            session.number = number if attended else None
            changed.append(session)
    Session.objects.bulk_update(changed, ["number"], batch_size=200)


@transaction.atomic
def add_event(course: CourseOfCare, event: LifeEvent, *, by: User | None, key: UUID | None = None) -> LifeEvent:
    """Enter an event; the same `key` twice is one."""
    event.course, event.entered_by = course, by
    event, is_new = insert_once(event, key, same=["date", "until", "text", "kind"], course=course)
    if is_new:
        record(deeds.ADDED_EVENT, by=by, client=course.client_id, on=event)
    return event


@transaction.atomic
def change_event(event: LifeEvent, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    event.claim(started_from)
    event.save()
    record(deeds.CHANGED_EVENT, by=by, client=event.course.client_id, on=event, fields=fields)


@transaction.atomic
def withdraw_event(event: LifeEvent, *, by: User) -> None:
    """Take an event out of everything that counts; it stays readable. Once withdrawn, nothing more happens."""
    if event.withdrawn_at is not None:
        return
    event.withdrawn_at, event.withdrawn_by = timezone.now(), by
    event.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(deeds.WITHDREW_EVENT, by=by, client=event.course.client_id, on=event)
