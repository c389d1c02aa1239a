"""Holding uploaded files, deciding, carrying out, discarding."""

import base64
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from fullarc.exchange.incoming.document_texts import DocumentReader, Outcome
from fullarc.exchange.incoming.import_plan import ImportPlan
from fullarc.exchange.incoming.uploads import unpack
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit.queries import last_changes
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.imports import deeds, kept
from fullarc.web.imports.bring_in import bring_in_notes, bring_in_scores, move_beginning
from fullarc.web.imports.models import KEPT, HeldFile, Import
from fullarc.web.imports.queries import plan_of
from fullarc.web.imports.report import report_of


class NotAsShown(Exception):
    """The plan is not the one that was shown: the record or the choices changed since. Nothing was stored."""


class Finished(Exception):
    """The import was carried out or discarded before."""


def hold(course: CourseOfCare, files: Iterable[tuple[str, bytes]], *, by: User) -> Import:
    """Keep uploaded files, encrypted, until the import is carried out, discarded or a day old, and the texts of the documents among them,
    so that these are read once. Others that are too old go now."""
    uploaded, documents = list(files), DocumentReader()
    return store(course, uploaded, [documents.read_all(unpack([file]).files) for file in uploaded], by=by)


@transaction.atomic
def store(course: CourseOfCare, files: Sequence[tuple[str, bytes]], texts: Sequence[dict[str, Outcome]], *, by: User) -> Import:
    discard_old(timezone.now())
    held = Import.objects.create(course=course, begun_by=by, begun_at=timezone.now())
    for position, ((name, data), read) in enumerate(
        zip(files, texts, strict=True), 1
    ):  # one by one: sealed, a file is several times its size
        HeldFile.objects.create(held_for=held, position=position, name=name, content=base64.b64encode(data).decode(), texts=read)
    record(deeds.UPLOADED, by=by, client=course.client_id, on=held, count=len(files))
    return held


def offer_kept(held: Import, *, today: date) -> None:
    """A table with the columns of a mapping that was kept is read as that one says, until somebody decides otherwise."""
    table = plan_of(held, today=today).table
    fitting = kept.offered(table.columns) if table else []
    if table and fitting:
        decide(held, held.choices | kept.choices_of(fitting[0], table.columns), started_from=held.version)


@transaction.atomic
def decide(held: Import, choices: dict[str, Any], *, started_from: int) -> None:
    """Store what a person decided about columns and dates, unless it was decided in another tab meanwhile."""
    held.claim(started_from)
    held.choices = choices
    held.save(update_fields=["choices"])


def carry_out(held: Import, *, shown: str, begin_earlier: bool, today: date, by: User) -> Import:
    """Store everything that the plan says, in one transaction, or nothing.

    `shown` is the fingerprint of the plan that the person saw; another plan is refused (NotAsShown), so that nothing is stored
    that nobody looked at. `begin_earlier` moves the beginning of the course to its first note or score.
    """
    if not held.is_open(timezone.now()):
        raise Finished
    before = state_of(held)
    plan = plan_of(held, today=today)
    if plan.fingerprint != shown or not plan.settled or not plan.brings_something:
        raise NotAsShown
    return store_plan(held, plan, before, begin_earlier=begin_earlier, by=by)


@transaction.atomic
def store_plan(held: Import, plan: ImportPlan, before: tuple[int, int], *, begin_earlier: bool, by: User) -> Import:
    """Refused (NotAsShown): the record or the choices are not as they were `before` the plan was made."""
    current = lock(held)
    if state_of(current) != before:
        raise NotAsShown
    course = current.course
    if begin_earlier and plan.days[0] < course.began:
        move_beginning(course, plan.days[0], by=by)
    sessions = bring_in_notes(course, plan.notes.ready, by=by)
    bring_in_scores(course, plan.scores.accepted if plan.scores else (), by=by)
    finish(current, Import.State.DONE, report_of(plan, sessions))
    record(deeds.CARRIED_OUT, by=by, client=course.client_id, on=current, count=stored_by(plan))
    return current


@transaction.atomic
def discard(held: Import, *, by: User | None) -> None:
    """Drop the held files; nothing of them reaches the record."""
    current = lock(held, even_old=True)
    finish(current, Import.State.DISCARDED, None)
    record(deeds.DISCARDED, by=by, client=current.course.client_id, on=current)


def discard_old(now: datetime) -> int:
    """Drop held files that nobody carried out within a day; how many imports that were."""
    old = Import.objects.filter(state=Import.State.HELD, begun_at__lt=now - KEPT).select_related("course")
    for held in old:
        discard(held, by=None)
    return len(old)


def state_of(held: Import) -> tuple[int, int]:
    """What a plan depends on: how often somebody decided, and the newest change of the client's record."""
    client = held.course.client_id
    return held.version, last_changes([client]).get(client, 0)


def lock(held: Import, *, even_old: bool = False) -> Import:
    current = Import.objects.select_for_update(of=("self",)).select_related("course__client").get(pk=held.pk)
    if not (current.state == Import.State.HELD if even_old else current.is_open(timezone.now())):
        raise Finished
    return current


def finish(held: Import, state: Import.State, report: dict[str, Any] | None) -> None:
    held.files.all().delete()
    held.state, held.report, held.choices, held.finished_at = state, report, {}, timezone.now()
    held.save()


def stored_by(plan: ImportPlan) -> int:
    scores: Sequence[object] = plan.scores.accepted if plan.scores else ()
    return len(plan.notes.ready) + len(scores)
