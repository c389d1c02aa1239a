"""Filling in rows of trackers, keeping and closing the things they speak about, withdrawing what was entered in error."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from fullarc.instruments.log import CheckedEntry, EntryRefused, LogDefinition, check_entry
from fullarc.modalities.checks import check_more
from fullarc.modalities.emdr_rows import standing
from fullarc.modalities.tracker import Row, Tracker, Values, check_required, check_row, trackers
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements.actions import enter_log_row, wait_for_turn
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers import deeds
from fullarc.web.trackers.models import Thing, WithdrawnRow
from fullarc.web.trackers.queries import logs_of, row_form, row_of, stored_rows, suggested_targets, things_of


@transaction.atomic
def keep_thing(course: CourseOfCare, tracker: Tracker, values: Values, *, by: User | None, key: uuid.UUID | None = None) -> Thing:
    """Add a thing. Refused (EntryRefused): what its form refuses, a name that another one has. The same `key` sent twice is one thing."""
    if tracker.thing is None:
        raise EntryRefused(f"{tracker.row.name} keeps nothing besides its rows.")
    wait_for_turn(course)
    before = Thing.objects.filter(pk=key, course=course).first() if key else None
    if before is not None:
        return before
    check_required(tracker.thing, tracker.thing_required, values)
    checked = check_entry(tracker.thing, values)
    others = {thing.label.casefold() for thing in things_of(course, tracker)}
    if str(checked.values["label"]).casefold() in others:
        raise EntryRefused(f"There is a {tracker.thing_word} of this name already; give this one another name.")
    free = key if key is not None and not Thing.objects.filter(pk=key).exists() else uuid.uuid4()
    kept = Thing.objects.create(id=free, course=course, kind=tracker.thing.id, content=dict(checked.values), entered_by=by)
    record(deeds.KEPT, by=by, client=course.client_id, on=kept)
    return kept


@transaction.atomic
def begin_card(course: CourseOfCare, chosen: Mapping[str, str], *, by: User) -> list[Thing]:
    """Put suggested targets on a new diary card: their ids, each with its words (the suggested ones where they are empty).

    A card that has targets already stays as it is. Refused (EntryRefused): the same words twice.
    """
    tracker = trackers()["diary-card"]
    wait_for_turn(course)
    offered = suggested_targets(tracker, things_of(course, tracker))
    return [
        keep_thing(course, tracker, {"label": chosen[each.id].strip() or each.label, "about": float(each.about)}, by=by)
        for each in offered
        if each.id in chosen
    ]


@transaction.atomic
def close_thing(thing: Thing, *, on: date, by: User) -> None:
    """Close a thing; its rows stay. One that is closed keeps its day."""
    current = Thing.objects.select_for_update().get(pk=thing.pk)
    if current.closed_on is None:
        current.closed_on = on
        current.save(update_fields=["closed_on"])
        record(deeds.CLOSED, by=by, client=thing.course.client_id, on=current)


@transaction.atomic
def enter_row(
    course: CourseOfCare,
    tracker: Tracker,
    values: Values,
    *,
    on: date,
    by: User | None,
    log: str = "",
    key: uuid.UUID | None = None,
) -> LogRow:
    """Fill in one row. `log` is the form, the tracker's own when left out.

    Refused (EntryRefused): what form, code lists and readings refuse; a thing that is not of this course or is closed; for EMDR what
    may not follow from where the target stands.
    """
    log = log or tracker.id
    wait_for_turn(course)
    before = LogRow.objects.filter(pk=key, course=course).first() if key else None
    if before is not None:
        return before
    form, checked = checked_row(course, tracker, values, log=log)
    if tracker.id == "emdr":
        rows = [row_of(row) for row in stored_rows(course, logs_of("emdr")) if row.values.get("item") == values.get("item")]
        if rows and on < rows[-1].date:
            raise EntryRefused("This day lies before the last entry on the target. Withdraw the later ones first.")
        standing([*rows, Row(on, checked.values, log)])
    return enter_log_row(course, log=log, values=values, on=on, by=by, key=key, definition=form)


def checked_row(course: CourseOfCare, tracker: Tracker, values: Values, *, log: str = "") -> tuple[LogDefinition, CheckedEntry]:
    """The form of a row in this course, and the row against it; nothing is stored.

    Refused (EntryRefused): what form, code lists and readings refuse; a thing that is not of this course or is closed.
    """
    log = log or tracker.id
    things = things_of(course, tracker)
    form = row_form(tracker, log, things)
    if log == tracker.id:
        check_row(tracker, values, form)
        check_more(tracker.id, values)
    checked = check_entry(form, values)
    if any(line.id == "item" for line in form.fields):
        check_thing(tracker, things, str(values.get("item") or ""))
    return form, checked


def check_thing(tracker: Tracker, things: list[Thing], short: str) -> None:
    """Refused (EntryRefused): a thing that is not among those of this course, or that is closed."""
    chosen = next((thing for thing in things if thing.short == short), None)
    if chosen is None:
        raise EntryRefused(f"{tracker.row.name}: no {tracker.thing_word} of this client was chosen; choose one.")
    if chosen.closed_on is not None:
        raise EntryRefused(f"{tracker.row.name}: this {tracker.thing_word} is closed; choose another.")


@transaction.atomic
def withdraw_row(row: LogRow, *, because: str, by: User) -> None:
    """Mark a row as entered in error. Refused (StepRefused): an EMDR row that later ones rest on. A second call changes nothing."""
    wait_for_turn(row.course)
    if WithdrawnRow.objects.filter(row=row).exists():
        return
    if row.log in logs_of("emdr"):
        left = [row_of(one) for one in stored_rows(row.course, logs_of("emdr")) if one.values.get("item") == row.values.get("item")]
        standing([one for one in left if one.source != str(row.pk)])
    withdrawn = WithdrawnRow.objects.create(row=row, because=because, withdrawn_by=by)
    record(deeds.WITHDREW, by=by, client=row.course.client_id, on=withdrawn)


def tracker_of(log: str) -> Tracker | None:
    """The tracker that a stored row belongs to."""
    return next((tracker for tracker in trackers().values() if log in logs_of(tracker.id)), None)
