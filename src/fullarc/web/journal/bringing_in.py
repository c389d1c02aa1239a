"""A journal out of Daylio, kept as entries: all of it or nothing, and brought in again it is the same entries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from fullarc.exchange.incoming.daylio import LOG, DaylioEntry
from fullarc.modalities.own_words import without_words
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.journal.models import Entry, EntryVersion, Sharing
from fullarc.web.measurements import deeds
from fullarc.web.measurements.actions import wait_for_turn
from fullarc.web.measurements.models import LogRow

NOON = time(12)  # the hour of an entry that tells none


@dataclass(frozen=True, slots=True)
class BroughtIn:
    new: int
    known: int  # entries that were there already


@transaction.atomic
def bring_in(course: CourseOfCare, entries: Sequence[DaylioEntry], sharing: Sharing, *, zone: str, by: User | None) -> BroughtIn:
    """Keep the entries of an export as entries of the mood journal, shared as chosen.

    Their ids are made from their content: what was brought in before is not brought in again, also where it was changed since.
    """
    wait_for_turn(course)
    keys = keys_of(course, entries)
    there = set(Entry.objects.filter(client=course.client_id, uuid__in=keys).values_list("uuid", flat=True))
    fresh = [(key, entry) for key, entry in zip(keys, entries, strict=True) if key not in there]
    form = catalogue().logs[LOG]
    rows, kept = [], []
    for key, told in fresh:
        part = {Sharing.ALL: told.values, Sharing.NUMBERS: without_words(form, told.values)}.get(sharing)
        row = LogRow(course=course, log=LOG, date=told.day, values=part, entered_by=by) if part else None
        rows += [row] if row else []
        kept.append(
            Entry(
                client_id=course.client_id,
                course=course,
                uuid=key,
                log=LOG,
                day=told.day,
                at=datetime.combine(told.day, told.at or NOON, ZoneInfo(zone)),
                zone=zone,
                sharing=sharing,
                values=told.values,
                row=row,
            )
        )
    LogRow.objects.bulk_create(rows)
    Entry.objects.bulk_create(kept)
    EntryVersion.objects.bulk_create(EntryVersion(entry=e, number=1, day=e.day, sharing=e.sharing, values=e.values) for e in kept)
    if rows:
        record(deeds.LOGGED, by=by, client=course.client_id, on=rows[0], count=len(rows))
    return BroughtIn(len(kept), len(entries) - len(kept))


def keys_of(course: CourseOfCare, entries: Sequence[DaylioEntry]) -> list[UUID]:
    """An id for each entry, from its content; of two that are alike in all, the second is another one."""
    seen: Counter[str] = Counter()
    out = []
    for entry in entries:
        told = repr((entry.day, entry.at, entry.mood, entry.activities, entry.note))
        seen[told] += 1
        out.append(uuid5(course.client_id, f"daylio {told} {seen[told]}"))
    return out
