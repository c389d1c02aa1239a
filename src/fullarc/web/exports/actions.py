"""Holding a FHIR file, carrying it out, discarding it; a whole client brought in."""

import base64
from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from fullarc.exchange.fhir.record_reading import RecordRead
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.actions import add_client, begin_course, next_code
from fullarc.web.clients.forms import CODE
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.exports import deeds
from fullarc.web.exports.arriving import Arriving, arriving, as_uuid, planned
from fullarc.web.exports.bringing_in import bring_in
from fullarc.web.exports.models import KEPT, Arrival


class NotAsShown(Exception):
    """The plan is not the one that was shown: the record changed since. Nothing was stored."""


class Finished(Exception):
    """The file was carried out or discarded before."""


class NothingToBringIn(ValueError):
    """A record that holds no course of care of its own."""


@transaction.atomic
def hold(course: CourseOfCare, name: str, raw: bytes, *, by: User) -> Arrival:
    """Keep an uploaded file, encrypted, until it is carried out, discarded or a day old. Others that are too old go now."""
    discard_old(timezone.now())
    held = Arrival(course=course, begun_by=by, begun_at=timezone.now(), name=name[:200])
    held.content = base64.b64encode(raw).decode()
    held.save(force_insert=True)
    record(deeds.UPLOADED, by=by, client=course.client_id, on=held, count=1)
    return held


def raw_of(held: Arrival) -> bytes:
    return base64.b64decode(held.content or "")


@transaction.atomic
def carry_out(held: Arrival, *, shown: str, subject: str, today: date, by: User) -> Arriving:
    """Store everything that the plan says, in one transaction, or nothing. Refused (NotAsShown): another plan than the one seen."""
    current = lock(held)
    plan = arriving(raw_of(current), current.course, today=today, subject=subject)
    if plan.fingerprint != shown or not plan.brings_something:
        raise NotAsShown
    bring_in(current.course, plan.course, by=by)
    finish(current, Arrival.State.DONE, report_of(plan))
    record(deeds.BROUGHT_IN, by=by, client=current.course.client_id, on=current, count=sum(n for _, n in plan.counts))
    return plan


@transaction.atomic
def discard(held: Arrival, *, by: User | None) -> None:
    current = lock(held, even_old=True)
    finish(current, Arrival.State.DISCARDED, None)
    record(deeds.DISCARDED, by=by, client=current.course.client_id, on=current)


def discard_old(now: datetime) -> int:
    """Drop files that nobody carried out within a day; how many that were."""
    old = Arrival.objects.filter(state=Arrival.State.HELD, begun_at__lt=now - KEPT).select_related("course")
    for held in old:
        discard(held, by=None)
    return len(old)


def lock(held: Arrival, *, even_old: bool = False) -> Arrival:
    current = Arrival.objects.select_for_update(of=("self",)).select_related("course__client").get(pk=held.pk)
    if not (current.state == Arrival.State.HELD if even_old else current.is_open(timezone.now())):
        raise Finished
    return current


def finish(held: Arrival, state: Arrival.State, report: dict[str, Any] | None) -> None:
    held.state, held.report, held.content, held.finished_at = state, report, None, timezone.now()
    held.save()


def report_of(plan: Arriving) -> dict[str, Any]:
    """What stays: counts, days and reasons. No word of a note, no score."""
    return {
        "brought": plan.counts,
        "known": sum(plan.known.values()),
        "refused": [list(each) for each in plan.refused],
        "passed_over": sorted(plan.passed_over.items()),
    }


@transaction.atomic
def bring_in_client(read: RecordRead, *, by: User, today: date) -> tuple[Client, Counter[str], list[tuple[str, str]]]:
    """A client with all courses of a record into this installation, with `by` as their care team: the client, what was stored by kind,
    what was refused. Refused (NothingToBringIn): no course in it, or a client who is here already."""
    value = read.client
    if not value.courses:
        raise NothingToBringIn("Found no course of care and nothing that could be in one. Nothing was stored.")
    made = as_uuid(value.id)
    if made and Client.objects.filter(pk=made).exists():
        raise NothingToBringIn("This client is here already. Upload the file on the client's page to bring in what is new.")
    fits = CODE.fullmatch(value.code or "") and len(value.code) <= 20
    code = value.code if fits and not Client.objects.filter(code=value.code).exists() else next_code()
    given = {"id": made} if made else {}
    client = add_client(by=by, today=today, code=code, name=value.name or code, born=value.born, **given)
    stored: Counter[str] = Counter()
    refused = [(place.path, place.sentence) for place in read.refused]
    for each in value.courses:
        identity = as_uuid(each.id)
        course = CourseOfCare(began=each.began, ended=each.ended, ending=each.ending, modality=each.modality)
        if identity and not CourseOfCare.objects.filter(pk=identity).exists():
            course.id = identity
        course.presenting_problem = each.presenting_problem
        begin_course(client, course, by=by)
        plan = planned(read, course, today=today, only=each.id)
        refused += [one for one in plan.refused if one not in refused]
        bring_in(course, plan.course, by=by)
        stored.update(dict(plan.counts))
    record(deeds.BROUGHT_IN, by=by, client=client, on=client, count=sum(stored.values()))
    return client, stored, refused
