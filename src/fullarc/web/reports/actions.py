"""Issue a report, keep the names to remove, say how reports look."""

import base64
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from fullarc.reports.frozen import hash_of
from fullarc.reports.paper import report_pdf
from fullarc.reports.plain_values import as_plain
from fullarc.reports.readers import Reader
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.reports import deeds
from fullarc.web.reports.models import IssuedReport, NamesToRemove, ReportHouse
from fullarc.web.reports.queries import Written
from fullarc.web.reviews.models import Review
from fullarc.web.sent_once import insert_once
from fullarc.web.signals.waiting import unknown


class NotAsSeen(ValueError):
    """What would leave is not what was looked at, or risk was signalled since."""


def fingerprint(written: Written) -> str:
    """By this a preview and what is issued from it are known to be the same, and a risk to stand open in both or in none. To whom it goes
    is typed beside the preview, and printed as it was typed."""
    return hash_of([as_plain(replace(written.report, addressed=())), written.open_risk])


@transaction.atomic
def issue(
    course: CourseOfCare,
    reader: Reader,
    written: Written,
    *,
    review: Review | None,
    recipient: str,
    purpose: str,
    seen: str,
    known: Collection[str] = (),
    key: UUID | None = None,
    by: User,
) -> IssuedReport:
    """Keep the report with its PDF as it leaves. `known` are the ids of the waiting risk signals that the preview named. The same words for
    the same purpose, sent twice with the `key` of one preview, are one report.

    Refused (NotAsSeen): one that is not what `seen`, the preview's fingerprint, says; a signal that waits and is not known of.
    """
    content: Any = as_plain(written.report)
    content_hash, key = hash_of(content), key and uuid5(key, purpose)
    same: dict[str, Any] = {"course": course, "reader": reader.key, "content_hash": content_hash, "issued_by": by}
    if key and (before := IssuedReport.objects.filter(pk=key, **same).first()):
        return before
    if unknown(course.client, known):
        raise NotAsSeen("A risk signal has come in since this preview was made. Look at it below, then issue the report.")
    if fingerprint(written) != seen:
        raise NotAsSeen("The record or the settings have changed since this preview was made. Look at it again, then issue it.")
    pdf = report_pdf(written.report)
    row = IssuedReport(
        course=course,
        review=review,
        reader=reader.key,
        recipient=recipient,
        purpose=purpose,
        levels={part: int(level) for part, level in written.levels.items()},
        content=content,
        pdf=base64.b64encode(pdf).decode(),
        content_hash=content_hash,
        pdf_hash=hashlib.sha256(pdf).hexdigest(),
        issued_by=by,
        issued_as=by.role_labels,
    )
    row, is_new = insert_once(row, key, **same)
    if is_new:
        record(deeds.ISSUED, by=by, client=course.client_id, on=row, about=reader.key)
    return row


def taken(row: IssuedReport, *, by: User) -> None:
    """Somebody took the PDF out."""
    record(deeds.TAKEN, by=by, client=row.course.client_id, on=row, about=row.reader)


@transaction.atomic
def keep_names(client: Client, *, people: str, places: str, started_from: int, by: User) -> None:
    """The names to remove from what is de-identified. Raises EditedMeanwhile."""
    row, made = NamesToRemove.objects.select_for_update().get_or_create(client=client)
    if not made:
        row.claim(started_from)
    row.people, row.places = people, places
    row.save(update_fields=["people", "places"])
    record(deeds.NAMED, by=by, client=client, on=row)


@transaction.atomic
def keep_house(*, letterhead: str, wording: Mapping[str, Any], levels: Mapping[str, Any], started_from: int, by: User) -> None:
    """How the practice's reports look and what they usually tell. Raises EditedMeanwhile."""
    row, made = ReportHouse.objects.select_for_update().get_or_create(pk=ReportHouse.THE_ONE)
    if not made:
        row.claim(started_from)
    row.letterhead, row.wording, row.levels = letterhead, dict(wording), dict(levels)
    row.save(update_fields=["letterhead", "wording", "levels"])
    record(deeds.HOUSE, by=by, on=row)
