"""Writing treatment plans: begin, save, sign, discard, consent. What is signed never changes; the next version starts from it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fullarc.plans.draft import draft
from fullarc.plans.plan import Kind, Plan, as_json, next_version
from fullarc.plans.review import REVIEW_AFTER
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans import deeds
from fullarc.web.plans.models import Consent, TreatmentPlan
from fullarc.web.plans.queries import known_of, plan_in_force
from fullarc.web.sent_once import insert_once


class PlanClosed(ValueError):
    """A signed plan does not change; begin the next version."""


class NotReady(ValueError):
    """The plan cannot be signed as it stands. The message is for the person who tried."""


@transaction.atomic
def begin_plan(course: CourseOfCare, *, by: User, today: date) -> TreatmentPlan:
    """The draft of a course: the one that is there; else the next version of the signed plan; else one drafted from the record."""
    CourseOfCare.objects.select_for_update().get(pk=course.pk)
    newest = course.plans.first()
    if newest is not None and newest.is_draft:
        return newest
    signed = plan_in_force(course)
    value = (
        replace(next_version(signed.value, signed.number), review_on=today + REVIEW_AFTER)
        if signed
        else draft(known_of(course, today), today)
    )
    number = newest.number + 1 if newest else 1
    begun = TreatmentPlan(course=course, number=number, begun_by=by)
    hold(begun, value)
    begun.save(force_insert=True)
    record(deeds.BEGAN, by=by, client=course.client_id, on=begun)
    return begun


@transaction.atomic
def save_plan(plan: TreatmentPlan, value: Plan, *, by: User, started_from: int) -> None:
    """Save a draft, unless it was saved elsewhere since `started_from` (EditedMeanwhile)."""
    if not TreatmentPlan.objects.select_for_update().get(pk=plan.pk).is_draft:
        raise PlanClosed("This plan is signed and does not change. Begin the next version.")
    plan.claim(started_from)
    hold(plan, value)
    plan.save(update_fields=["content", "review_on", "saved_at"])
    record(deeds.SAVED, by=by, client=plan.course.client_id, on=plan)


@transaction.atomic
def sign_plan(plan: TreatmentPlan, *, by: User, started_from: int, gone_through: bool) -> None:
    """Sign a draft; the version before it is superseded in the same moment.

    Refused: a signed one (PlanClosed), one that was saved elsewhere (EditedMeanwhile), and (NotReady) one without a problem, with an empty
    line, or with drafted lines of which nobody has said that they went through them.
    """
    current = TreatmentPlan.objects.select_for_update().get(pk=plan.pk)
    if not current.is_draft:
        raise PlanClosed("This plan is signed and does not change. Begin the next version.")
    value = current.value
    check_ready(value, gone_through=gone_through)
    current.claim(started_from)
    now = timezone.now()
    TreatmentPlan.objects.filter(course=current.course_id, superseded_at=None).exclude(signed_at=None).update(superseded_at=now)
    current.seal(by=by, at=now, roles=by.signs_as)
    record(deeds.SIGNED, by=by, client=current.course.client_id, on=current)
    plan.refresh_from_db()


def check_ready(value: Plan, *, gone_through: bool) -> None:
    if not value.of(Kind.PROBLEM):
        raise NotReady("The plan names no problem yet. Write one, then sign.")
    if any(not line.text.strip() for line in value.lines):
        raise NotReady("A line is still empty. Write it or take it out, then sign.")
    if value.drafted and not gone_through:
        raise NotReady("Some lines were drafted for you. Go through them, say so with the tick, then sign.")


@transaction.atomic
def discard_plan(plan: TreatmentPlan, *, by: User) -> None:
    """Throw a draft away, on purpose."""
    if not TreatmentPlan.objects.select_for_update().get(pk=plan.pk).is_draft:
        raise PlanClosed("This plan is signed and cannot be discarded.")
    record(deeds.DISCARDED, by=by, client=plan.course.client_id, on=plan)
    plan.delete()


@transaction.atomic
def record_consent(plan: TreatmentPlan, consent: Consent, *, by: User, key: UUID | None = None) -> Consent:
    """Record that somebody agreed to a signed plan; the same `key` twice is one. Refused (NotReady): a draft, for it may still change."""
    if plan.is_draft:
        raise NotReady("Consent belongs to a signed plan; a draft may still change. Sign it first.")
    consent.plan, consent.recorded_by = plan, by
    consent, is_new = insert_once(consent, key, same=["given_on", "by", "name", "how"], plan=plan)
    if is_new:
        record(deeds.CONSENTED, by=by, client=plan.course.client_id, on=consent)
    return consent


def hold(plan: TreatmentPlan, value: Plan) -> None:
    """Put a plan's lines and its day of review into the row."""
    plan.content, plan.review_on = as_json(value), value.review_on
