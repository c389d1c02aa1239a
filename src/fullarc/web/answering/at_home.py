"""A check-in that is due, answered by the client at home: kept as one goes, finished once, resumed on any device."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fullarc.web.accounts.models import User
from fullarc.web.answering import deeds
from fullarc.web.audit.actions import record
from fullarc.web.check_ins import actions as check_ins
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.clients.models import Client
from fullarc.web.measurements.bit_by_bit import OpenForm, hand_in, keep
from fullarc.web.measurements.models import Administration


class NotAsked(Exception):
    """There is no such check-in of this client, or it is not answered here."""


def due_of(client: Client, due_id: UUID) -> DueCheckIn:
    """A check-in of this client that asks a measure, in whatever state; raises NotAsked."""
    rows = DueCheckIn.objects.select_related("assignment__course__client", "assignment__assigned_by")
    due = rows.filter(pk=due_id, assignment__course__client=client).first()
    if due is None or not due.assignment.is_measure:
        raise NotAsked
    return due


def form_of(due: DueCheckIn, *, by: User, now: datetime) -> OpenForm:
    """What is answered; the day is the client's own."""
    course = due.assignment.course
    return OpenForm(course, due.assignment.what, due.administration, course.client.today(now), by, Administration.Mode.PORTAL)


@transaction.atomic
def keep_answers(
    client: Client, due_id: UUID, answers: Mapping[int, int | None], *, declined: frozenset[int] = frozenset(), by: User, now: datetime
) -> bool:
    """Keep answers of a check-in that is open. True when one asks for attention. Raises NotDue when it cannot be answered (any more)."""
    due = check_ins.open_for_answering(client, due_id, now)
    return keep(form_of(due, by=by, now=now), answers, declined=declined)


@transaction.atomic
def finish(client: Client, due_id: UUID, *, by: User, now: datetime) -> None:
    """The check-in is done: what was answered is scored. Sent again, or by two devices at once, it is one record; nothing more happens."""
    try:
        due = check_ins.open_for_answering(client, due_id, now)
    except check_ins.NotDue as refused:
        if refused.row.state == DueCheckIn.State.ANSWERED:
            return
        raise
    row = hand_in(form_of(due, by=by, now=now))
    check_ins.answered(due, now=now)
    record(deeds.SENT, by=by, client=client, on=row)
