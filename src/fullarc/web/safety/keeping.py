"""Begin, save, sign, discard: safety plans and risk assessments. What is signed never changes; the next one supersedes it."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.safety import checklist, deeds, parts
from fullarc.web.safety.models import RiskAssessment, SafetyPlan, SignedDocument
from fullarc.web.safety.queries import plan_in_force
from fullarc.web.signals.models import Signal

Kept = TypeVar("Kept", bound=SignedDocument)
DEEDS: dict[type[SignedDocument], deeds.Deeds] = {SafetyPlan: deeds.PLAN, RiskAssessment: deeds.ASSESSMENT}
AGREEMENT = ("agreed_on", "agreed_how")


class Closed(ValueError):
    """What is signed does not change; begin the next one."""


class NotReady(ValueError):
    """It cannot be signed as it stands. The message is for the person who tried."""


@transaction.atomic
def begin_plan(client: Client, *, by: User) -> SafetyPlan:
    """The draft that is there; else the next version, with the words of the plan in force and without the agreement to it."""
    Client.objects.select_for_update().get(pk=client.pk)
    if (draft := draft_of(SafetyPlan, client)) is not None:
        return draft
    signed = plan_in_force(client)
    words = {key: text for key, text in signed.content.items() if key not in AGREEMENT} if signed else {}
    return add(SafetyPlan(client=client, content=words), by=by)


@transaction.atomic
def begin_assessment(client: Client, *, by: User, today: date, signal: Signal | None = None) -> RiskAssessment:
    """The draft that is there; else a new one, empty: risk is assessed anew, and nothing is carried over unless its writer does."""
    Client.objects.select_for_update().get(pk=client.pk)
    if (draft := draft_of(RiskAssessment, client)) is None:
        return add(RiskAssessment(client=client, signal=signal, content={"assessed_on": today.isoformat()}), by=by)
    if draft.signal is None and signal is not None:
        draft.signal = signal
        draft.save(update_fields=["signal"])
    return draft


def draft_of(kind: type[Kept], client: Client) -> Kept | None:
    return kind._default_manager.filter(client=client, signed_at=None).first()


def add(document: Kept, *, by: User) -> Kept:
    newest = type(document)._default_manager.filter(client=document.client).first()
    document.number, document.begun_by = (newest.number + 1 if newest else 1), by
    document.save(force_insert=True)
    record(DEEDS[type(document)].begun, by=by, client=document.client_id, on=document)
    return document


@transaction.atomic
def save(document: SignedDocument, content: Mapping[str, str], *, by: User, started_from: int) -> None:
    """Save a draft. Refused: a signed one (Closed); one saved elsewhere since `started_from` (EditedMeanwhile)."""
    locked(document)
    document.claim(started_from)
    document.content = {key: text for key, text in content.items() if text}
    document.save(update_fields=["content", "saved_at"])
    record(DEEDS[type(document)].saved, by=by, client=document.client_id, on=document)


@transaction.atomic
def sign_plan(plan: SafetyPlan, *, agreed_on: date | None, agreed_how: str, by: User, started_from: int) -> None:
    """Sign for both: the clinician, and the client whose agreement to these words was given on a day, in a way of `parts.HOW_AGREED`.

    Refused besides what `save` refuses (NotReady): a plan without a word; no day, a day to come, or no way of agreeing.
    """
    current = locked(plan)
    if not any(text.strip() for text in current.content.values()):
        raise NotReady("Nothing is written yet. Fill in one part at least, then sign.")
    if agreed_on is None or agreed_how not in parts.HOW_AGREED:
        raise NotReady("A safety plan is signed by both. Say on which day and how the client agreed to it, then sign.")
    if agreed_on > timezone.localdate():
        raise NotReady("The day of the client's agreement lies in the future. Give the day on which it was given.")
    current.content = {**current.content, "agreed_on": agreed_on.isoformat(), "agreed_how": agreed_how}
    current.save(update_fields=["content"])
    sign(current, by=by, started_from=started_from)
    plan.refresh_from_db()


@transaction.atomic
def sign_assessment(assessment: RiskAssessment, *, by: User, started_from: int) -> None:
    """Sign an assessment. Refused besides what `save` refuses (NotReady): one without its source, its reasons in words, what was done, or
    its day; a day to come."""
    current = locked(assessment)
    lacking = [
        each.heading for each in checklist.CHECKLIST if each.key in checklist.REQUIRED and not current.content.get(each.key, "").strip()
    ]
    if lacking:
        raise NotReady(f"Not written yet: {'; '.join(lacking)}. Write it, then sign.")
    day = current.content.get("assessed_on", "")
    if not day or date.fromisoformat(day) > timezone.localdate():
        raise NotReady("The day of the assessment is missing or lies in the future. Give the day on which it was made.")
    sign(current, by=by, started_from=started_from)
    assessment.refresh_from_db()


def sign(current: SignedDocument, *, by: User, started_from: int) -> None:
    """Seal a locked draft; the one before it is superseded in the same moment."""
    current.claim(started_from)
    now = timezone.now()
    earlier = type(current)._default_manager.filter(client=current.client_id, superseded_at=None).exclude(signed_at=None)
    earlier.update(superseded_at=now)
    current.seal(by=by, at=now, roles=by.signs_as)
    record(DEEDS[type(current)].signed, by=by, client=current.client_id, on=current)


@transaction.atomic
def discard(document: SignedDocument, *, by: User) -> None:
    """Throw a draft away, on purpose. Refused: a signed one (Closed)."""
    locked(document)
    record(DEEDS[type(document)].discarded, by=by, client=document.client_id, on=document)
    document.delete()


def locked(document: Kept) -> Kept:
    """The draft as it is stored, held until the transaction ends."""
    current = type(document)._default_manager.select_for_update().get(pk=document.pk)
    if not current.is_draft:
        raise Closed("This is signed and does not change. Begin the next one.")
    return current
