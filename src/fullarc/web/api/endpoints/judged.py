"""The caseload, the assessment of a course, and a course as a FHIR Bundle."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from fullarc.exchange.pages.assessment_json import assessment_json
from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission
from fullarc.web.api.answering import Call, Page, paged, reads
from fullarc.web.api.parsing import Paging
from fullarc.web.api.refusals import unfit
from fullarc.web.audit.actions import record
from fullarc.web.exports.taking_out import NotValid, take_out
from fullarc.web.findings.actions import ensure_read
from fullarc.web.progress import deeds
from fullarc.web.progress.caseload import FILTERS, Row
from fullarc.web.progress.expected import learn
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.kept_rows import rows_of

router = Router(tags=["outcome"])
COURSE = "/clients/{uuid:client_id}/courses/{uuid:course_id}"
FHIR = "application/fhir+json"
Shown = Literal["all", "attention", "risk", "track", "disagree", "silent", "goal", "ended"]


class CaseloadRow(Schema):
    """One client as the caseload shows them, by code: the leading measure, what changed, what asks for attention."""

    client: UUID
    code: str
    course: UUID | None
    measure: str
    first: float | None
    last: float | None
    change: str
    durability: str
    sessions: int
    last_session: date | None
    ended: bool
    asks: list[str] = Field(description="The kinds of signals that stand, such as deterioration or silence.")
    reason: str = Field(description="The most serious of them, in a sentence.")


class Caseload(Page):
    items: list[CaseloadRow]


class Wanted(Paging):
    show: Shown = Field("all", description="The same filters as on the caseload page.")


class Assessment(Schema):
    """The assessment with the keys of `fullarc assess --json`."""

    model_config = ConfigDict(extra="allow")

    as_of: date
    lead: str
    domains: dict[str, Any]
    indicators: dict[str, Any]
    scores: dict[str, Any]
    goals: list[dict[str, Any]]
    life_context: list[dict[str, Any]]
    disagreements: list[dict[str, Any]]
    signals: list[dict[str, Any]]
    statements: list[dict[str, Any]]


class Bundle(Schema):
    """A FHIR R4 Bundle."""

    model_config = ConfigDict(extra="allow")

    resourceType: Literal["Bundle"]  # noqa: N815 (FHIR's own name)
    type: str
    entry: list[dict[str, Any]]


class HowMuch(Schema):
    named: bool = Field(False, description="With the client's name, code and birth date. Without them the Patient has a pseudonym.")
    notes: bool = Field(False, description="With the text of signed notes and words quoted from them.")


@reads(router, "/caseload", Permission.SEE_CASELOAD, Caseload)
def caseload(request: Call, wanted: Query[Wanted]) -> dict[str, Any]:
    """The caseload: one row a client, those who ask for attention first."""
    learn(timezone.localdate())
    fits = next(test for key, _, test in FILTERS if key == wanted.show)
    page = paged([row for row in rows_of(request.user) if fits(row)], wanted)
    listed(request.user, Permission.SEE_CASELOAD, len(page["items"]))
    return page | {"items": [row_of(each) for each in page["items"]]}


def row_of(row: Row) -> dict[str, Any]:
    told = row.summary
    return {
        "client": row.client.pk,
        "code": row.client.code,
        "course": row.course and row.course.pk,
        "measure": told.measure if told else "",
        "first": told.first if told else None,
        "last": told.last if told else None,
        "change": told.change if told else "not_enough",
        "durability": told.durability if told else "none",
        "sessions": told.sessions if told else 0,
        "last_session": row.last_session,
        "ended": bool(told and told.ended),
        "asks": sorted(row.kinds),
        "reason": row.signal.reason if row.signal else "",
    }


@reads(router, f"{COURSE}/assessment", Permission.EXPORT_RECORD, Assessment, of_notes=True)
def assessment(request: Call, client_id: UUID, course_id: UUID) -> dict[str, Any]:
    """The assessment of a course as of today: the JSON of `fullarc assess --json`, every statement with its evidence."""
    ensure_read(request.course, by=request.user)
    seen = judged(request.course, timezone.localdate(), in_force()).seen
    record(deeds.EXPORTED, by=request.user, client=request.client, on=request.course, about="json")
    return assessment_json(seen)


@reads(router, f"{COURSE}/fhir", Permission.EXPORT_RECORD, Bundle, of_notes=True)
def fhir(request: Call, client_id: UUID, course_id: UUID, how_much: Query[HowMuch]) -> HttpResponse:
    """A course of care as a FHIR R4 Bundle, valid by our own checks. Without a name and without notes unless they are asked for."""
    try:
        made = take_out(request.client, [request.course], by=request.user, named=how_much.named, notes=how_much.notes)
    except NotValid as refused:
        raise unfit(refused) from None
    return HttpResponse(made.content, content_type=FHIR)
