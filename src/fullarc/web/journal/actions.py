"""Keeping what a client wrote: once, with its history, and as much of it in front of the therapist as the client chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fullarc.instruments.log import CheckedEntry, EntryRefused, LogDefinition, LogField, LogValue, answer_in_words
from fullarc.modalities.own_words import numbers_stand_alone, without_words
from fullarc.modalities.tracker import trackers
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.journal import deeds
from fullarc.web.journal.forms_at_home import checked, may_be_offered
from fullarc.web.journal.models import Entry, EntryVersion, JournalSetup, Sharing
from fullarc.web.journal.words_of_danger import raise_from_words
from fullarc.web.measurements.actions import enter_log_row, wait_for_turn
from fullarc.web.measurements.models import LogRow
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import reasons_told
from fullarc.web.trackers.actions import enter_row
from fullarc.web.trackers.models import WithdrawnRow
from fullarc.web.versions import EditedMeanwhile

WAITED_AT_MOST = timedelta(days=8)  # how long ago a device may say that an entry was written: its queue is wiped after seven days


class OtherContent(ValueError):
    """This entry was sent before, with other content. The first one stands."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a client wrote. `uuid` comes from their device; `at` is when they wrote it by its clock, if it said so."""

    log: str
    day: date
    values: Mapping[str, LogValue | None]
    sharing: Sharing
    uuid: UUID
    zone: str
    at: datetime | None = None


@transaction.atomic
def keep(course: CourseOfCare, written: Written, *, by: User | None) -> Entry:
    """Keep an entry, and put what is shared of it into the record.

    The same `uuid` sent again returns the first entry, also after it was changed. Refused: other content under a known `uuid`
    (OtherContent); what the form refuses, a day that has not begun where the client is, numbers without words where they mean nothing
    (EntryRefused).
    """
    wait_for_turn(course)
    before = Entry.objects.filter(client=course.client_id, uuid=written.uuid).select_related("course__client").first()
    form, told = checked(course, written.log, written.values)
    if before is not None:
        first = before.versions.get(number=1)
        same = (before.log, first.day, first.sharing, first.values) == (written.log, written.day, written.sharing, dict(told.values))
        if not same:
            raise OtherContent
        return before
    check_day(written.day, written.zone)
    check_sharing(form, written.sharing)
    entry = Entry(
        client_id=course.client_id,
        course=course,
        uuid=written.uuid,
        log=written.log,
        day=written.day,
        at=moment(written.at),
        zone=written.zone,
        sharing=written.sharing,
        values=dict(told.values),
    )
    entry.save(force_insert=True)
    keep_version(entry)
    share(entry, form, told, by=by)
    return entry


@transaction.atomic
def change(
    entry: Entry, *, values: Mapping[str, LogValue | None], day: date, sharing: Sharing, started_from: int, by: User | None
) -> Entry:
    """Change an entry; as it stood before stays in its history. A change that changes nothing adds no version.

    Refused: a newer version than `started_from` (EditedMeanwhile); as in `keep`, and taking back what has raised a signal (EntryRefused).
    """
    wait_for_turn(entry.course)
    current = Entry.objects.select_for_update(of=("self",)).select_related("course__client", "row").get(pk=entry.pk)
    if current.version != started_from:
        raise EditedMeanwhile
    form, told = checked(current.course, current.log, values)
    check_day(day, current.zone)
    check_sharing(form, sharing)
    if (current.day, current.sharing, current.values) == (day, sharing, dict(told.values)):
        return current
    current.day, current.sharing, current.values = day, sharing, dict(told.values)
    current.version += 1
    current.save()
    keep_version(current)
    share(current, form, told, by=by)
    return current


@transaction.atomic
def set_up(course: CourseOfCare, logs: Sequence[str], *, by: User) -> None:
    """Choose what the client of a course fills in at home. Ids of forms that are not for clients are left out."""
    known = [form.id for form in may_be_offered()]
    chosen = [log for log in known if log in logs]
    JournalSetup.objects.update_or_create(course=course, defaults={"logs": chosen, "changed_by": by})
    record(deeds.SET_UP, by=by, client=course.client_id, on=course, count=len(chosen))


def check_day(day: date, zone: str) -> None:
    """Refused (EntryRefused): a day that has not begun where the client is."""
    if day > timezone.now().astimezone(ZoneInfo(zone)).date():
        raise EntryRefused(_("This day has not begun yet. Choose today or an earlier day."))


def check_sharing(form: LogDefinition, sharing: Sharing) -> None:
    """Refused (EntryRefused): to share the numbers alone of a form that says nothing without its words."""
    if sharing is Sharing.NUMBERS and not numbers_stand_alone(form):
        raise EntryRefused(_("This form is shared as a whole, or not at all. Choose one of the two."))


def moment(told: datetime | None) -> datetime:
    """The time that a device told, where it can be true; else the server's."""
    now = timezone.now()
    return told if told is not None and now - WAITED_AT_MOST <= told <= now else now


def keep_version(entry: Entry) -> None:
    EntryVersion.objects.create(entry=entry, number=entry.version, day=entry.day, sharing=entry.sharing, values=entry.values)


def shared_part(entry: Entry, form: LogDefinition) -> dict[str, LogValue]:
    """The lines of an entry that the therapist reads; empty for a private one, and where only words were written and words are kept."""
    if entry.sharing == Sharing.NOTHING:
        return {}
    return dict(entry.values) if entry.sharing == Sharing.ALL else without_words(form, entry.values)


def share(entry: Entry, form: LogDefinition, told: CheckedEntry, *, by: User | None) -> None:
    """Make the row that the therapist reads say what the client shares now: put it there, change it, or take it back."""
    part = shared_part(entry, form)
    if entry.row is None and part:
        entry.row = enter(entry, part, by=by)
        entry.save(update_fields=["row"])
        raise_from_words(entry, entry.row, form, by=by)
    elif entry.row is not None and part:
        if (entry.row.date, entry.row.values) != (entry.day, part):
            entry.row.date, entry.row.values = entry.day, part
            entry.row.save()
            raise_from(entry, entry.row, form, [line for line in told.raised if line in part], by=by)
            raise_from_words(entry, entry.row, form, by=by)
            record(deeds.CHANGED, by=by, client=entry.client_id, on=entry.row)
    elif entry.row is not None:
        take_back(entry, entry.row, by=by)


def enter(entry: Entry, part: Mapping[str, LogValue], *, by: User | None) -> LogRow:
    """The row of what is shared, by the way that all rows go in: checked, with its signal and its line in the trail."""
    with timezone.override(ZoneInfo(entry.zone)):  # "today" is the client's
        if tracker := trackers().get(entry.log):
            return enter_row(entry.course, tracker, part, on=entry.day, by=by, key=entry.pk)
        return enter_log_row(entry.course, log=entry.log, values=part, on=entry.day, by=by, key=entry.pk)


def raise_from(entry: Entry, row: LogRow, form: LogDefinition, lines: Sequence[str], *, by: User | None) -> None:
    """A signal for each line that asks for attention after a change.

    An answer that is changed to a graver one raises a signal of its own: the first may have been acknowledged meanwhile. One that was
    raised for this answer or for a graver one is not raised again.
    """
    client = entry.course.client
    for line in lines:
        field, answer = form.field(line), float(row.values[line])
        kind, reason = f"{entry.log}:{line}", said_of(form, field, row.values[line])
        raise_signal(client, kind=kind, reason=reason, source=row, on=entry.day, by=by)
        steps = round((field.high - answer) / field.step)
        as_grave = {said_of(form, field, answer + step * field.step) for step in range(steps + 1)}
        if as_grave.isdisjoint(reasons_told(client, kind, row)):
            raise_signal(client, kind=f"{kind}={answer:g}", reason=reason, source=row, on=entry.day, by=by)


def said_of(form: LogDefinition, field: LogField, answer: LogValue) -> str:
    return f"{form.name}: “{field.label}” was answered {answer_in_words(field, answer)}"


def take_back(entry: Entry, row: LogRow, *, by: User | None) -> None:
    """Refused (EntryRefused): a row from which a signal was raised, or that the therapist has marked."""
    told = Signal.objects.filter(source_type=LogRow._meta.label_lower, source_id=str(row.pk)).exists()
    if told or WithdrawnRow.objects.filter(row=row).exists():
        told_words = _("Your therapist was told about this entry because it may be urgent, so it stays shared. You can still change it.")
        raise EntryRefused(told_words)
    entry.row = None
    entry.save(update_fields=["row"])
    record(deeds.TOOK_BACK, by=by, client=entry.client_id, on=row)
    row.delete()
