"""Risk signals: which stand, and saying what was done about one."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from fullarc.web.access.middleware import listed
from fullarc.web.access.permissions import Permission
from fullarc.web.api import deeds
from fullarc.web.api.answering import Call, Page, paged, reads, writes
from fullarc.web.api.once import once
from fullarc.web.api.parsing import Body, Paging
from fullarc.web.api.refusals import Refused, form_refused
from fullarc.web.audit.actions import record
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.signals.actions import AcknowledgedBefore, acknowledge
from fullarc.web.signals.escalation import escalate
from fullarc.web.signals.forms import Acknowledge
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import waiting_signals

router = Router(tags=["signals"])
BEFORE = "Somebody acknowledged this signal before; what they wrote stands. Read it with GET."


class OneSignal(Schema):
    id: UUID
    client: UUID
    code: str
    kind: str = Field(description="An indicator of risk, or MEASURE:ITEM.")
    reason: str
    date: date
    state: Literal["raised", "seen", "acknowledged", "closed"]
    raised_at: datetime
    seen_at: datetime | None
    acknowledged_at: datetime | None
    what_was_done: str | None


class Signals(Page):
    items: list[OneSignal]


class NewAcknowledgement(Body):
    what_was_done: str = Field(min_length=3, max_length=4000, description="What was done, or why it is not a concern.")


@reads(router, "/signals", Permission.READ_SIGNALS, Signals)
def signals(request: Call, paging: Query[Paging]) -> dict[str, Any]:
    """The risk signals of all clients open to the owner of the token that nobody has acknowledged, the newest first.

    Reading them here does not count as having seen them: a person has to look.
    """
    escalate(timezone.now())
    page = paged(waiting_signals(request.user), paging)
    listed(request.user, Permission.READ_SIGNALS, len(page["items"]))
    return page | {"items": [signal_of(each) for each in _as_they_stand(page["items"])]}


@reads(router, "/clients/{uuid:client_id}/signals", Permission.READ_SIGNALS, Signals)
def client_signals(request: Call, client_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    """All risk signals of a client, acknowledged and closed ones too, the newest first."""
    page = paged(request.client.signals.select_related("client"), paging)
    record(deeds.READ_SIGNALS, by=request.user, client=request.client, count=len(page["items"]))
    return page | {"items": [signal_of(each) for each in _as_they_stand(page["items"])]}


@writes(router, "/clients/{uuid:client_id}/signals/{uuid:signal_id}/acknowledgement", Permission.ACKNOWLEDGE_SIGNALS, OneSignal)
def acknowledge_signal(request: Call, client_id: UUID, signal_id: UUID, given: NewAcknowledgement, answer: HttpResponse) -> dict[str, Any]:
    """Acknowledge a risk signal in the name of the owner of the token, with what was done about it.

    A second acknowledgement is refused; the first one stands.
    """
    form = Acknowledge({"what_was_done": given.what_was_done})
    if not form.is_valid():
        raise form_refused(form)
    signal: Signal = request.rows["signal_id"]

    def write(key: UUID) -> Signal:
        try:
            acknowledge(signal, what_was_done=form.cleaned_data["what_was_done"], by=request.user)
        except AcknowledgedBefore:
            raise Refused(409, BEFORE) from None
        signal.refresh_from_db()
        return signal

    return signal_of(once(request, answer, write, Signal))


def _as_they_stand(rows: list[Signal]) -> list[Signal]:
    """In their order, each with what clinicians have taken back of it since."""
    as_they_stand(rows)
    return rows


def signal_of(row: Signal) -> dict[str, Any]:
    return {
        "id": row.pk,
        "client": row.client_id,
        "code": row.client.code,
        "kind": row.kind,
        "reason": row.words,
        "date": row.source_date,
        "state": row.state,
        "raised_at": row.raised_at,
        "seen_at": row.seen_at,
        "acknowledged_at": row.acknowledged_at,
        "what_was_done": row.what_was_done,
    }
