"""Measures as they were given, with their scores, and rows of logs. Entering is the same act as on the page: risk raises its signal."""

from datetime import date, datetime
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fullarc.instruments.log import EntryRefused
from fullarc.instruments.scoring import AnswerRefused
from fullarc.web.access.permissions import Permission
from fullarc.web.api.answering import Call, Page, paged, reads, writes
from fullarc.web.api.once import once
from fullarc.web.api.parsing import Between, Body, Day, Key
from fullarc.web.api.refusals import unfit
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.actions import enter_answers, enter_log_row, enter_totals
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.measurements.queries import newest_scores

Dated = TypeVar("Dated", Administration, LogRow)
router = Router(tags=["measures and logs"])
COURSE = "/clients/{uuid:client_id}/courses/{uuid:course_id}"
NUMBER = r"^(0|[1-9][0-9]{0,2})$"


class OneScore(Schema):
    """The value of one scale, or the sentence that says why there is none. The total has the scale "total"."""

    scale: str
    name: str
    value: float | None
    not_scored: str | None
    band: str
    prorated: bool
    answered: int
    of: int


class Given(Schema):
    """One time a measure was given."""

    id: UUID
    course: UUID
    session: UUID | None
    measure: str
    definition_version: str
    date: date
    informant: str = Field(description="Who answered: client, parent, teacher or clinician; empty where nobody knows.")
    mode: str = Field(description="staff, hand_over, portal, link, import or demo: how the answers came in.")
    entered_at: datetime
    withdrawn: bool = Field(description="Entered in error: it counts nowhere any more.")
    scores: list[OneScore]


class GivenWithAnswers(Given):
    answers: dict[str, int | None] = Field(description="Item number to answer; null: not answered.")
    declined: list[int] = Field(description="Items that the client preferred not to answer.")


class Administrations(Page):
    items: list[Given]


class MeasureGiven(Between):
    measure: Key | None = Field(None, description="The id of a measure, such as phq-9.")


class Entry(Body):
    """A filled form: its answers by item, or its totals where somebody else scored it."""

    measure: Key
    date: Day
    informant: Literal["client", "parent", "teacher", "clinician"] | None = Field(
        None, description="Who answered; left out: whom the measure is usually answered by."
    )
    answers: dict[str, int | None] | None = Field(
        None, max_length=400, description="Item number, as text, to answer. An item left out or null is unanswered, which is not zero."
    )
    totals: dict[str, float] | None = Field(None, max_length=60, description='Scale to value: {"total": 14}.')
    risk_answers: dict[str, int] | None = Field(None, max_length=40, description="Beside totals: answers to risk items, by item number.")


class OneLogRow(Schema):
    """One filled row of a log. Trackers of the modalities (diary card, exposure steps and others) are among them, by their own ids."""

    id: UUID
    course: UUID
    log: str
    date: date
    values: dict[str, bool | float | str | None]
    entered_at: datetime


class LogRows(Page):
    items: list[OneLogRow]


class InLog(Between):
    log: Key | None = Field(None, description="The id of a log, such as mood-journal.")


class NewLogRow(Body):
    log: Key
    date: Day
    values: dict[str, bool | float | str | None] = Field(min_length=1, max_length=100, description="Line of the log to what it says.")


def within(rows: QuerySet[Dated], period: Between) -> QuerySet[Dated]:
    """The rows from one day to another, both included; a day that is not given bounds nothing."""
    since = {"date__gte": period.since} if period.since else {}
    until = {"date__lte": period.until} if period.until else {}
    return rows.filter(**since, **until)


@reads(router, f"{COURSE}/administrations", Permission.READ_SCORES, Administrations)
def administrations(request: Call, client_id: UUID, course_id: UUID, wanted: Query[MeasureGiven]) -> dict[str, Any]:
    """Every time a measure was given in a course, in order of date, with its scores."""
    rows = request.course.administrations.filter(open=False).prefetch_related("scores")
    if wanted.measure:
        rows = rows.filter(measure=wanted.measure)
    page = paged(within(rows, wanted), wanted)
    return page | {"items": [given_of(each) for each in page["items"]]}


@reads(router, "/clients/{uuid:client_id}/administrations/{uuid:administration_id}", Permission.READ_SCORES, GivenWithAnswers)
def administration(request: Call, client_id: UUID, administration_id: UUID) -> dict[str, Any]:
    """One filled form with its answers and scores; one that is still being filled in is not found."""
    row = request.rows["administration_id"]
    if row.open:
        raise Http404
    return with_answers(row)


@writes(router, f"{COURSE}/administrations", Permission.GIVE_MEASURES, GivenWithAnswers)
def enter(request: Call, client_id: UUID, course_id: UUID, given: Entry, answer: HttpResponse) -> dict[str, Any]:
    """Enter a filled form: it is kept, a risky answer raises its signal, and it is scored.

    Refused: a measure that is not at hand, an item or answer that it does not have, a day to come, a second form of one measure on one
    day. A form that cannot be scored is kept, and says why.
    """
    instrument = catalogue().instruments.get(given.measure)
    if instrument is None:
        raise unfit("Found a measure that is not at hand. GET /api/v1/measures lists those that are, by id.")
    if (given.answers is None) == (given.totals is None):
        raise unfit("Found answers and totals, or neither. Send answers by item, or totals by scale.")
    if given.risk_answers and given.answers:
        raise unfit("Found risk_answers beside answers. They belong beside totals; answers hold all items.")
    answers, risk = by_number(given.answers or {}), by_number(given.risk_answers or {})
    if all(each is None for each in (*answers.values(), *risk.values())) and not given.totals:
        raise unfit("Found no item answered and no total. Give at least one, or leave the form out.")
    same: dict[str, Any] = {
        "measure": instrument.id,
        "on": given.date,
        "by": request.user,
        "mode": Administration.Mode.STAFF,
        "informant": given.informant or "",
    }

    def write(key: UUID) -> Administration:
        try:
            if given.totals is None:
                return enter_answers(request.course, answers=answers, key=key, **same)
            known = {number: each for number, each in risk.items() if each is not None}
            return enter_totals(request.course, values=given.totals, risk_answers=known, key=key, **same)
        except AnswerRefused as refused:
            raise unfit(refused) from None

    return with_answers(once(request, answer, write, Administration))


def by_number(answers: dict[str, Any]) -> dict[int, int | None]:
    """Answers by the number of their item. Refused: a key that is no number as printed."""
    if not all(len(key) <= 3 and key.isascii() and key.isdigit() for key in answers):
        raise unfit("Found an item that is no number. Name items as printed, from 1.")
    numbered = {int(key): value for key, value in answers.items()}
    if len(numbered) != len(answers):
        raise unfit("Found an item twice. Name each once.")
    return numbered


def given_of(row: Administration) -> dict[str, Any]:
    return {
        "id": row.pk,
        "course": row.course_id,
        "session": row.session_id,
        "measure": row.measure,
        "definition_version": row.definition_version,
        "date": row.date,
        "informant": row.informant,
        "mode": row.mode,
        "entered_at": row.entered_at,
        "withdrawn": row.withdrawn_at is not None,
        "scores": [
            {
                "scale": each.scale,
                "name": each.name,
                "value": each.value,
                "not_scored": each.not_scored or None,
                "band": each.band,
                "prorated": each.prorated,
                "answered": each.answered,
                "of": each.of,
            }
            for each in newest_scores(row)
        ],
    }


def with_answers(row: Administration) -> dict[str, Any]:
    return {**given_of(row), "answers": row.answers, "declined": row.declined or []}


@reads(router, f"{COURSE}/log-rows", Permission.READ_SCORES, LogRows)
def log_rows(request: Call, client_id: UUID, course_id: UUID, wanted: Query[InLog]) -> dict[str, Any]:
    """The rows of the client's logs in order of date; rows that were entered in error are left out."""
    rows = request.course.log_rows.filter(withdrawn=None)
    if wanted.log:
        rows = rows.filter(log=wanted.log)
    page = paged(within(rows, wanted), wanted)
    return page | {"items": [log_row_of(each) for each in page["items"]]}


@writes(router, f"{COURSE}/log-rows", Permission.GIVE_MEASURES, OneLogRow)
def enter_log(request: Call, client_id: UUID, course_id: UUID, given: NewLogRow, answer: HttpResponse) -> dict[str, Any]:
    """Enter a row of a log; a value that asks for attention raises its signal.

    Refused: a log that is not at hand, a line that it does not have, a value that it does not offer, a day to come.
    """
    definition = catalogue().logs.get(given.log)
    if definition is None:
        raise unfit("Found a log that is not at hand. GET /api/v1/logs lists those that are, by id.")

    def write(key: UUID) -> LogRow:
        try:
            return enter_log_row(request.course, log=definition.id, values=given.values, on=given.date, by=request.user, key=key)
        except EntryRefused as refused:
            raise unfit(refused) from None

    return log_row_of(once(request, answer, write, LogRow))


def log_row_of(row: LogRow) -> dict[str, Any]:
    return {
        "id": row.pk,
        "course": row.course_id,
        "log": row.log,
        "date": row.date,
        "values": row.values,
        "entered_at": row.entered_at,
    }
