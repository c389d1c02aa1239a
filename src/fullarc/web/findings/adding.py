"""A finding of a clinician's own: words of a closed note that the reader had missed. It is kept beside the others and counts like them."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fullarc.course.timeline import Review
from fullarc.notes.marked_words import Marked, finding_of_mark
from fullarc.reading.finding import Finding
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.findings import deeds
from fullarc.web.findings.actions import CannotCorrect, ensure_read
from fullarc.web.findings.models import DISMISSED, AddendumReading, Reading, StoredFinding
from fullarc.web.findings.queries import overlaps, passages_taken_back
from fullarc.web.findings.risk_said import raise_risk_said
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.sent_once import insert_once


class CannotAdd(CannotCorrect):
    """The words carry such a finding already, or count no more. The message says what to do."""


@transaction.atomic
def add(
    note: Note, said: Marked, start: int, end: int, *, by: User, addendum: Addendum | None = None, key: UUID | None = None
) -> StoredFinding:
    """Keep what a clinician says of words of a closed note, or of an addendum to it, as a finding. The same `key` twice is one.

    Refused: a place without words (MarkRefused); words that carry a finding of this indicator already, or that were taken back (CannotAdd).
    """
    ensure_read(note.session.course, by=by)
    Note.objects.select_for_update().get(pk=note.pk)
    there = StoredFinding.objects.filter(pk=key, note=note, review=Review.ADDED.value).first() if key else None
    if there is not None:
        return there
    finding = finding_of_mark(addendum.text if addendum else note.text, start, end, said)
    refuse_what_is_there(finding, note, addendum)
    row = StoredFinding(note=note, addendum=addendum, start=finding.evidence.start, said=finding.as_json(), review=Review.ADDED.value)
    row.rules_version = version_read_by(note, addendum)
    row.reviewed_by, row.reviewed_at = by, timezone.now()
    row, is_new = insert_once(row, key, note=note)
    if is_new:
        record(deeds.ADDED, by=by, client=note.session.course.client_id, on=row, fields=what_was_said(said))
        raise_risk_said(row, by=by)
    return row


def refuse_what_is_there(finding: Finding, note: Note, addendum: Addendum | None) -> None:
    place = finding.evidence
    if addendum is None and any(overlaps(finding, *each) for each in passages_taken_back(note.session.course).get(note.pk, ())):
        raise CannotAdd("A correction has taken these words back, so they count for nothing. Mark those that stand in their place.")
    for row in note.findings.filter(addendum=addendum).exclude(review=DISMISSED):
        if row.finding.indicator == finding.indicator and overlaps(row.finding, place.start, place.end):
            raise CannotAdd("These words carry a finding of this kind already. It stands beside them in the note: correct that one.")


def what_was_said(said: Marked) -> list[str]:
    """Which of the fields were filled in, for the trail."""
    may_be_empty = {"direction": said.direction, "severity": said.severity, "value": said.value}
    return ["indicator", "status", *(name for name, value in may_be_empty.items() if value is not None)]


@transaction.atomic
def take_back(stored: StoredFinding, *, by: User) -> None:
    """Take a clinician's own finding away. A signal that was raised stays.

    Rules that came after it may have seen the same words and been silent because it stood there: then the note is read again.
    """
    if not stored.is_added:
        raise CannotCorrect("Found what the reader said. It is dismissed, or counts as it was read.")
    record(deeds.TAKEN_BACK, by=by, client=stored.note.session.course.client_id, on=stored)
    if stored.rules_version != version_read_by(stored.note, stored.addendum):
        readings_of(stored.note, stored.addendum).update(rules_version="")
    stored.delete()


def version_read_by(note: Note, addendum: Addendum | None) -> str:
    return readings_of(note, addendum).values_list("rules_version", flat=True).first() or ""


def readings_of(note: Note, addendum: Addendum | None) -> QuerySet[Reading] | QuerySet[AddendumReading]:
    return AddendumReading.objects.filter(addendum=addendum) if addendum else Reading.objects.filter(note=note)
