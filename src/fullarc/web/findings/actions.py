"""Reading closed notes, and what a clinician says about a finding."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from fullarc.course.copied_text import NOTES_LOOKED_BACK, copied_blocks
from fullarc.course.risk import DANGERS
from fullarc.course.timeline import Review
from fullarc.reading.finding import Direction, Finding, Severity, Status
from fullarc.reading.learned import is_asked
from fullarc.reading.own_lexicon import OwnLexicon, version_with
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings import deeds
from fullarc.web.findings.models import DISMISSED, AddendumReading, Reading, StoredFinding
from fullarc.web.findings.risk_said import not_raised_yet, raise_risk, raise_risk_said
from fullarc.web.lexicon.in_force import lexicon_in_force
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.notes.queries import addenda_of, closed_notes

CORRECTABLE = ("indicator", "status", "direction", "severity")
READ_AT_ONCE = 3  # notes and addenda that the tagger reads while somebody waits, some 0.1 s each
MAY_BE_TAKEN_AWAY = ("direction", "severity")


class CannotCorrect(ValueError):
    """A correction names an indicator, a status, a direction or a severity that does not exist."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a reading changed: rows that are new, and how many rows came, went or were said anew."""

    new: Sequence[StoredFinding]
    changed: int


@transaction.atomic
def ensure_read(course: CourseOfCare, *, by: User | None, rules_alone: bool = False) -> int:
    """Read every closed note and every addendum of a course that nobody has read yet; returns how many were read.

    What was read by older rules is read again in the background (rereading.py), never while somebody waits for a page. So are many texts
    at once, as after an import: here they are read by rules alone, which is quick, and the tagger follows there. `rules_alone`: for an
    invented practice, where it need not follow. A sign of risk raises its signal in this transaction.
    """
    waiting = set(closed_notes(course).filter(reading=None).values_list("pk", flat=True))
    added = list(addenda_of(course).filter(reading=None))
    if waiting or added:
        how = _how_to_read(len(waiting) + len(added), rules_alone=rules_alone)
        read_waiting(course, waiting, how, by=by)
        for addendum in added:
            read_addendum(addendum, how, by=by)
        record(deeds.READ, by=by, client=course.client_id, on=course, count=len(waiting) + len(added))
    return len(waiting) + len(added)


@dataclass(frozen=True, slots=True)
class HowToRead:
    """The practice's phrases, whether the tagger is asked (None: as the machine is set up), and the version that stands with the reading:
    empty for one that is to be read again."""

    lexicon: OwnLexicon | None
    learned: bool | None
    version: str


def _how_to_read(texts: int, *, rules_alone: bool) -> HowToRead:
    lexicon = lexicon_in_force()
    if rules_alone or not is_asked():
        return HowToRead(lexicon, False, version_with(lexicon))
    return HowToRead(lexicon, None, version_with(lexicon)) if texts <= READ_AT_ONCE else HowToRead(lexicon, False, "")


def read_waiting(course: CourseOfCare, waiting: Collection[UUID], how: HowToRead, *, by: User | None) -> None:
    earlier: list[str] = []
    for note in closed_notes(course) if waiting else ():
        if note.pk in waiting:
            read_note(note, earlier[-NOTES_LOOKED_BACK:], how, by=by)
        earlier.append(note.text)


def read_note(note: Note, earlier: Sequence[str], how: HowToRead, *, by: User | None) -> None:
    found = read(note.text, earlier=copied_blocks(note.text, earlier), lexicon=how.lexicon, learned=how.learned)
    stored = store(found, note.findings.filter(addendum=None), version=how.version, note=note)
    Reading.objects.update_or_create(note=note, defaults={"rules_version": how.version})
    raise_risk(note, [each.finding for each in stored.new], by=by)


def read_addendum(addendum: Addendum, how: HowToRead, *, by: User | None) -> None:
    """The words of an addendum or a correction count like those of the note."""
    found = read(addendum.text, lexicon=how.lexicon, learned=how.learned)
    stored = store(found, addendum.findings.all(), version=how.version, note=addendum.note, addendum=addendum)
    AddendumReading.objects.update_or_create(addendum=addendum, defaults={"rules_version": how.version})
    raise_risk(addendum.note, not_raised_yet([each.finding for each in stored.new], addendum), by=by, source=addendum)


def store(
    found: Iterable[Finding], there: models.QuerySet[StoredFinding], *, version: str, note: Note, addendum: Addendum | None = None
) -> Stored:
    """Put what was found in the place of unreviewed findings. What is said as before keeps its row; what a clinician confirmed, corrected
    or dismissed stays as it is, with the words it was about."""
    found, rows = list(found), list(there)
    unreviewed = {json.dumps(row.said, sort_keys=True): row for row in rows if row.review == Review.UNREVIEWED.value}
    fresh = still_to_say(found, [row for row in rows if row.review != Review.UNREVIEWED.value])
    same = [row for each in fresh if (row := unreviewed.pop(json.dumps(each.as_json(), sort_keys=True), None))]
    said_before = {json.dumps(row.said, sort_keys=True) for row in same}
    there.filter(pk__in=[row.pk for row in rows if row.review == Review.UNREVIEWED.value and row not in same]).delete()
    there.filter(pk__in=[row.pk for row in same]).update(rules_version=version)
    new = StoredFinding.objects.bulk_create(
        StoredFinding(note=note, addendum=addendum, start=each.evidence.start, said=each.as_json(), rules_version=version)
        for each in fresh
        if json.dumps(each.as_json(), sort_keys=True) not in said_before
    )
    return Stored(new, len(new) + len(unreviewed))


def still_to_say(found: Sequence[Finding], reviewed: Sequence[StoredFinding]) -> list[Finding]:
    """The findings of which no clinician has spoken. One that shares words with a reviewed finding is that finding; so is, when none
    does any more, the nearest one in its sentence: a rule may mark other words than before. Of risk, and of what a clinician marked, only
    the same words count as said."""
    taken: set[int] = set()
    for row in reviewed:
        here = [n for n, each in enumerate(found) if same_words(each, row)]
        if not here and not row.is_added and row.as_read.indicator not in DANGERS:
            near = [n for n, each in enumerate(found) if same_subject(each, row) and each.sentence == row.as_read.sentence]
            here = sorted(near, key=lambda n: abs(found[n].evidence.start - row.as_read.evidence.start))[:1]
        taken.update(here)
    return [each for n, each in enumerate(found) if n not in taken]


def same_words(finding: Finding, row: StoredFinding) -> bool:
    """Whether a reading speaks of what a clinician has reviewed: the same subject, at words that it shares."""
    before = row.as_read.evidence
    return same_subject(finding, row) and finding.evidence.start < before.end and before.start < finding.evidence.end


def same_subject(finding: Finding, row: StoredFinding) -> bool:
    """The subject as it was read, and the one that a clinician put in its place."""
    return finding.indicator in (row.as_read.indicator, row.finding.indicator)


@transaction.atomic
def confirm(stored: StoredFinding, *, by: User) -> None:
    if stored.is_added:
        raise CannotCorrect("Found a finding that a clinician has marked. It counts as it was said; there is nothing to confirm.")
    reviewed(stored, Review.CONFIRMED.value, by=by)
    record(deeds.CONFIRMED, by=by, client=stored.note.session.course.client_id, on=stored)


@transaction.atomic
def confirm_all(note: Note, shown: Collection[str], *, by: User) -> int:
    """Confirm those findings of a note and its addenda that were shown and of which nobody has said anything yet; how many there were.

    `shown` are ids. What was read since the page was opened has not been seen by anybody, and waits.
    """
    unreviewed = note.findings.filter(review=Review.UNREVIEWED.value)
    seen = [pk for pk in unreviewed.order_by().values_list("pk", flat=True) if str(pk) in shown]
    confirmed = unreviewed.filter(pk__in=seen).update(review=Review.CONFIRMED.value, reviewed_by=by, reviewed_at=timezone.now())
    if confirmed:
        record(deeds.CONFIRMED, by=by, client=note.session.course.client_id, on=note, count=confirmed)
    return confirmed


@transaction.atomic
def correct(stored: StoredFinding, changes: Mapping[str, str], *, by: User) -> None:
    """Change what a finding is about, its status, its direction or its severity (an empty direction or severity takes it away).

    A finding of a clinician's own stays one.

    Refused (CannotCorrect): a word that is none of these; another subject for the score of a measure.
    """
    if "indicator" in changes and not stored.correctable_subject:
        raise CannotCorrect("Found the score of a measure. It is not about anything else; dismiss it, or correct the score under Measures.")
    stored.corrected = {**stored.corrected, **checked(changes)}
    reviewed(stored, Review.ADDED.value if stored.is_added else Review.CORRECTED.value, by=by)
    raise_risk_said(stored, by=by)
    record(deeds.CORRECTED, by=by, client=stored.note.session.course.client_id, on=stored, fields=sorted(changes))


@transaction.atomic
def restore(stored: StoredFinding, *, by: User) -> None:
    """Take back what was said of a finding: it counts as it was read, unreviewed. A signal that was raised stays."""
    stored.corrected, stored.review = {}, Review.UNREVIEWED.value
    stored.reviewed_by = stored.reviewed_at = None
    stored.save()
    record(deeds.RESTORED, by=by, client=stored.note.session.course.client_id, on=stored)


@transaction.atomic
def dismiss(stored: StoredFinding, *, by: User) -> None:
    reviewed(stored, DISMISSED, by=by)
    record(deeds.DISMISSED, by=by, client=stored.note.session.course.client_id, on=stored)


def reviewed(stored: StoredFinding, review: str, *, by: User) -> None:
    stored.review, stored.reviewed_by, stored.reviewed_at = review, by, timezone.now()
    stored.save()


def checked(changes: Mapping[str, str]) -> dict[str, Any]:
    unknown = set(changes) - set(CORRECTABLE)
    if unknown or not changes:
        raise CannotCorrect(
            f"Found {', '.join(sorted(unknown)) or 'nothing'} to correct; indicator, status, direction and severity can be."
        )
    try:
        if "indicator" in changes:
            group_of(changes["indicator"])
        if "status" in changes:
            Status(changes["status"])
        if changes.get("direction"):
            Direction(changes["direction"])
        if changes.get("severity"):
            Severity(changes["severity"])
    except (KeyError, ValueError) as error:
        raise CannotCorrect(
            "Found a word that is no indicator, status, direction or severity. Choose one of those that the page offers."
        ) from error
    return {name: value for name, value in changes.items() if value or name in MAY_BE_TAKEN_AWAY}
