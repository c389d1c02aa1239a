"""Closing a signal, and telling which of the signals of an assessment are closed.

A signal is known by its kind and its evidence. New evidence (another score, another note) makes it another signal, which is open.
"""

import hashlib
import json
from collections.abc import Iterable, Set

from django.db import IntegrityError, transaction

from fullarc.course.assessment import Signal
from fullarc.course.statement import Kind, Proof
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.signals import deeds
from fullarc.web.signals.models import ClosedSignal

RISK = "risk"


class ClosedBefore(Exception):
    """Somebody closed this signal first; their closing stands."""


class CannotBeClosed(ValueError):
    """Refused, with what to do."""


def fingerprint(course: CourseOfCare, signal: Signal) -> str:
    """What tells a signal from another: course, kind, evidence. The words may change from day to day ("for 23 days"), it does not.

    Of a note it is the note and what it speaks of: what a clinician corrects in a finding is no new evidence.
    """
    return _print(course, signal, {_of_a_note(proof) if proof.kind is Kind.NOTE else _of(proof) for proof in signal.proofs})


def fingerprints(course: CourseOfCare, signal: Signal) -> set[str]:
    """All by which a closing can know a signal: closings of long ago hold the words and the status of each finding as well."""
    return {fingerprint(course, signal), _print(course, signal, {_of(proof) for proof in signal.proofs})}


def _print(course: CourseOfCare, signal: Signal, evidence: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps([str(course.pk), signal.kind, sorted(evidence)]).encode()).hexdigest()


def _of_a_note(proof: Proof) -> str:
    return "|".join([str(proof.kind), proof.date.isoformat(), proof.source, proof.indicator])


def _of(proof: Proof) -> str:
    value = "" if proof.value is None else f"{proof.value:g}"
    return "|".join([str(proof.kind), proof.date.isoformat(), proof.source, str(proof.start), proof.indicator, proof.status, value])


@transaction.atomic
def close_signal(course: CourseOfCare, signal: Signal, *, how: str, because: str = "", by: User) -> ClosedSignal:
    """Close a signal. Refused: risk, a dismissal without a reason (CannotBeClosed), one that was closed already (ClosedBefore)."""
    if signal.kind == RISK:
        raise CannotBeClosed("A risk signal is not closed, it is acknowledged: say there what was done.")
    if how == ClosedSignal.How.DISMISSED and len(because.strip()) < 3:
        raise CannotBeClosed("A signal is dismissed with a reason; write a few words.")
    closed = ClosedSignal(
        course=course,
        kind=signal.kind,
        fingerprint=fingerprint(course, signal),
        reason=signal.reason,
        since=signal.since,
        how=ClosedSignal.How(how),
        because=because.strip(),
        closed_by=by,
    )
    try:
        with transaction.atomic():
            closed.save(force_insert=True)
    except IntegrityError:
        raise ClosedBefore from None
    record(deeds.CLOSED, by=by, client=course.client_id, on=closed, fields=[how])
    return closed


def closed_of(course: CourseOfCare) -> list[ClosedSignal]:
    """Every closing of a course, the newest first. One query."""
    return list(course.closed_signals.select_related("closed_by"))


def still_open(course: CourseOfCare, signals: Iterable[Signal], closed: Set[str]) -> tuple[Signal, ...]:
    """The signals that nobody has closed on the evidence as it is. `closed` are fingerprints."""
    return tuple(signal for signal in signals if signal.kind == RISK or not fingerprints(course, signal) & closed)
