"""Raising and acknowledging risk signals."""

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.signals import deeds
from fullarc.web.signals.escalation import go_straight_on
from fullarc.web.signals.models import Signal


class AcknowledgedBefore(Exception):
    """Somebody else acknowledged this signal first; what they wrote stands."""


@transaction.atomic
def raise_signal(
    client: Client, *, kind: str, reason: str, source: models.Model, on: date, by: User | None = None, seen_by: User | None = None
) -> Signal:
    """Raise a signal, in the same transaction as what raises it: call it next to the save, before scoring or anything else that may fail.

    kind    an indicator of risk ("suicidal_ideation") or a measure's item ("phq-9:9")
    reason  a sentence for the clinician, encrypted
    source  the row that shows the risk (an answer, a finding, a note); the same source raises the same kind once
    on      the day the risk was told of
    seen_by who has seen it by raising it: then it does not go on to others, and waits to be acknowledged
    """
    signal, new = Signal.objects.get_or_create(
        client=client,
        kind=kind,
        source_type=source._meta.label_lower,
        source_id=str(source.pk),
        defaults={"reason": reason, "source_date": on},
    )
    if new:
        record(deeds.RAISED, by=by, client=client, on=signal)
        if seen_by is not None:
            note_seen(signal, by=seen_by)
        go_straight_on(signal)
    return signal


class NotAcknowledged(Exception):
    """A signal is closed after somebody has said what was done about it."""


@transaction.atomic
def note_seen(signal: Signal, *, by: User) -> None:
    """Record who saw the signal first."""
    if Signal.objects.filter(pk=signal.pk, seen_at=None).update(seen_at=timezone.now(), seen_by=by):
        record(deeds.SEEN, by=by, client=signal.client_id, on=signal)


@transaction.atomic
def acknowledge(signal: Signal, *, what_was_done: str, by: User) -> None:
    """Say what was done about a signal. A second acknowledgement is refused; the first one stands."""
    current = Signal.objects.select_for_update().get(pk=signal.pk)
    if current.acknowledged_at is not None:
        raise AcknowledgedBefore
    note_seen(current, by=by)
    current.refresh_from_db()
    current.acknowledged_at = timezone.now()
    current.acknowledged_by = by
    current.what_was_done = what_was_done
    current.save(update_fields=["acknowledged_at", "acknowledged_by", "what_was_done"])
    record(deeds.ACKNOWLEDGED, by=by, client=current.client_id, on=current, fields=["what_was_done"])


@transaction.atomic
def acknowledge_together(signals: Iterable[Signal], *, what_was_done: str, by: User) -> int:
    """Say of several signals of a client in one act what was done about them; how many there were. What somebody acknowledged meanwhile
    keeps its first acknowledgement."""
    waiting = Signal.objects.select_for_update().filter(pk__in=[signal.pk for signal in signals], acknowledged_at=None)
    rows = list(waiting)
    for signal in rows:
        acknowledge(signal, what_was_done=what_was_done, by=by)
    return len(rows)


@transaction.atomic
def close(signal: Signal, *, by: User) -> None:
    """Nothing is left to do about an acknowledged signal. It stays readable; closed twice it keeps its first closing."""
    current = Signal.objects.select_for_update().get(pk=signal.pk)
    if current.acknowledged_at is None:
        raise NotAcknowledged
    if current.closed_at is None:
        current.closed_at, current.closed_by = timezone.now(), by
        current.save(update_fields=["closed_at", "closed_by"])
        record(deeds.FOLLOWED_UP, by=by, client=current.client_id, on=current)
