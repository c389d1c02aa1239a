"""Who calls, the clients open to them, courses of care, sessions."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission
from fullarc.web.api.answering import Call, Page, paged, reads, writes
from fullarc.web.api.once import once
from fullarc.web.api.parsing import Between, Body, Clock, Day, Id, Paging
from fullarc.web.api.refusals import form_refused, unfit
from fullarc.web.clients.actions import add_session
from fullarc.web.clients.forms import SessionForm
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.clients.queries import directory
from fullarc.web.plans.queries import diagnoses_of

router = Router(tags=["people"])
State = Literal["planned", "attended", "missed", "late_cancelled", "cancelled"]
Format = Literal["in_person", "video", "phone", "home", "group"]


class Me(Schema):
    """The owner of the token, and what the token may do."""

    name: str
    roles: list[str]
    scope: Literal["read", "write"]
    notes: bool = Field(description="Whether the token takes out the words of notes.")
    expires_at: datetime


class InDirectory(Schema):
    id: UUID
    code: str
    name: str
    course: UUID | None = Field(description="The newest course of care.")
    last_session: date | None


class Directory(Page):
    items: list[InDirectory]


class OneClient(Schema):
    id: UUID
    code: str
    name: str
    born: date | None
    contact: str
    zone: str = Field(description="The time zone in which the client lives; empty: that of the practice.")


class Diagnosed(Schema):
    code: str
    wording: str
    since: date | None
    until: date | None = Field(description="The first day on which it no longer held.")
    principal: bool
    certainty: str


class Course(Schema):
    id: UUID
    began: date
    ended: date | None
    ending: str
    presenting_problem: str
    modality: str
    diagnoses: list[Diagnosed]


class Courses(Page):
    items: list[Course]


class OneSession(Schema):
    id: UUID
    course: UUID
    date: date
    begins: Clock | None
    attendance: State
    minutes: int | None
    format: Format
    number: int | None = Field(description="Counts the attended sessions of the course.")


class Sessions(Page):
    items: list[OneSession]


class NewSession(Body):
    course: Id = Field(description="A course of this client.")
    date: Day
    begins: Clock | None = None
    attendance: State = "attended"
    minutes: int | None = Field(None, ge=1, le=600)
    format: Format = "in_person"


@reads(router, "/me", Permission.USE_API, Me)
def me(request: Call) -> dict[str, Any]:
    """Who calls: the token's owner, their roles today, and until when the token holds."""
    token, owner = request.token, request.user
    return {
        "name": owner.name,
        "roles": sorted(owner.role_names),
        "scope": token.scope,
        "notes": token.notes,
        "expires_at": token.expires_at,
    }


@reads(router, "/clients", Permission.SEE_DIRECTORY, Directory)
def clients(request: Call, paging: Query[Paging]) -> dict[str, Any]:
    """The clients whose directory entry is open to the owner of the token, in order of name."""
    rows = [
        {
            "id": row.client.pk,
            "code": row.client.code,
            "name": row.client.name,
            "course": row.course and row.course.pk,
            "last_session": row.last,
        }
        for row in directory(request.user)
    ]
    page = paged(rows, paging)
    listed(request.user, Permission.SEE_DIRECTORY, len(page["items"]))
    return page


@reads(router, "/clients/{uuid:client_id}", Permission.SEE_DIRECTORY, OneClient)
def client(request: Call, client_id: UUID) -> dict[str, Any]:
    """A client's directory entry."""
    one = request.client
    return {"id": one.pk, "code": one.code, "name": one.name, "born": one.born, "contact": one.contact, "zone": one.zone}


@reads(router, "/clients/{uuid:client_id}/courses", Permission.READ_RECORD, Courses)
def courses(request: Call, client_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    """The courses of care of a client, the newest first, with the diagnoses that hold today or held at the end."""
    page = paged(request.client.courses.prefetch_related("diagnosed"), paging)
    return page | {"items": [course_of(each) for each in page["items"]]}


@reads(router, "/clients/{uuid:client_id}/courses/{uuid:course_id}", Permission.READ_RECORD, Course)
def course(request: Call, client_id: UUID, course_id: UUID) -> dict[str, Any]:
    """One course of care."""
    return course_of(request.course)


def course_of(row: CourseOfCare) -> dict[str, Any]:
    diagnoses = diagnoses_of(row, row.ended or timezone.localdate())
    return {
        "id": row.pk,
        "began": row.began,
        "ended": row.ended,
        "ending": row.ending,
        "presenting_problem": row.presenting_problem,
        "modality": row.modality,
        "diagnoses": [
            {
                "code": each.code,
                "wording": each.wording,
                "since": each.since,
                "until": each.until,
                "principal": each.principal,
                "certainty": each.certainty.value,
            }
            for each in diagnoses
        ],
    }


@reads(router, "/clients/{uuid:client_id}/sessions", Permission.SEE_DIRECTORY, Sessions)
def sessions(request: Call, client_id: UUID, between: Query[Between]) -> dict[str, Any]:
    """The sessions of a client in order of date, planned ones too."""
    rows = request.client.sessions
    if between.since:
        rows = rows.filter(date__gte=between.since)
    if between.until:
        rows = rows.filter(date__lte=between.until)
    page = paged(rows, between)
    return page | {"items": [session_of(each) for each in page["items"]]}


@writes(router, "/clients/{uuid:client_id}/sessions", Permission.KEEP_SESSIONS, OneSession)
def new_session(request: Call, client_id: UUID, given: NewSession, answer: HttpResponse) -> dict[str, Any]:
    """Enter a session.

    Refused as on the page: a day before the course began, a day to come that was attended already.
    """
    course = request.client.courses.filter(pk=given.course).first()
    if course is None:
        raise unfit("Found a course that this client does not have. Give the id of one of theirs.")
    form = SessionForm({**given.model_dump(exclude={"course"}), "from_version": 1}, course=course)
    if not form.is_valid():
        raise form_refused(form)

    def write(key: UUID) -> Session:
        row: Session = form.save(commit=False)
        row.pk = key
        return add_session(course, row, by=request.user)

    return session_of(once(request, answer, write, Session))


def session_of(row: Session) -> dict[str, Any]:
    return {
        "id": row.pk,
        "course": row.course_id,
        "date": row.date,
        "begins": row.begins,
        "attendance": row.attendance,
        "minutes": row.minutes,
        "format": row.format,
        "number": row.number,
    }
