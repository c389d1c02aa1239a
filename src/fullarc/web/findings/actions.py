"""Reading closed notes, and what a clinician says about a finding."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from fullarc.course.copied_text import copied_blocks
from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.timeline import Review
from fullarc.reading.finding import Direction, Finding, Status
from fullarc.reading.lexicon import group_of
from fullarc.reading.reader import RULES_VERSION, read
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings import deeds
from fullarc.web.findings.models import DISMISSED, AddendumReading, Reading, StoredFinding
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.notes.queries import addenda_of, closed_notes
from fullarc.web.signals.actions import raise_signal

# In this order the most serious gives a signal its name. Protective factors and safety plans are no danger.
RAISES = (
    "suicide_attempt",
    "suicide_intent",
    "suicide_plan",
    "suicidal_ideation",
    "homicidal_ideation",
    "self_harm",
    "violence",
    "suicide_warning_sign",
    "self_harm_urge",
    "access_to_means",
)
LOOKED_BACK = 5  # text is carried over from the last few notes, not from all
CORRECTABLE = ("indicator", "status", "direction")


class CannotCorrect(ValueError):
    """A correction names an indicator, a status or a direction that does not exist."""


@transaction.atomic
def ensure_read(course: CourseOfCare, *, by: User | None) -> int:
    """Read every closed note and every addendum of a course that these rules have not read yet; returns how many were read.

    What a clinician confirmed, corrected or dismissed stays with the words it was about.
    A sign of risk raises its signal in this transaction.
    """
    not_yet = Q(reading=None) | ~Q(reading__rules_version=RULES_VERSION)
    waiting = set(closed_notes(course).filter(not_yet).values_list("pk", flat=True))
    added = list(addenda_of(course).filter(not_yet))
    if waiting:
        read_waiting(course, waiting, by=by)
    for addendum in added:
        read_addendum(addendum, by=by)
    if waiting or added:
        record(deeds.READ, by=by, client=course.client_id, on=course, count=len(waiting) + len(added))
    return len(waiting) + len(added)


def read_waiting(course: CourseOfCare, waiting: Collection[UUID], *, by: User | None) -> None:
    earlier: list[str] = []
    for note in closed_notes(course):
        if note.pk in waiting:
            read_note(note, earlier[-LOOKED_BACK:], by=by)
        earlier.append(note.text)


def read_note(note: Note, earlier: Sequence[str], *, by: User | None) -> None:
    found = read(note.text, earlier=copied_blocks(note.text, earlier))
    stored = store(found, note.findings.filter(addendum=None), note=note)
    Reading.objects.update_or_create(note=note, defaults={"rules_version": RULES_VERSION})
    raise_risk(note, [each.finding for each in stored], by=by)


def read_addendum(addendum: Addendum, *, by: User | None) -> None:
    """The words of an addendum or a correction count like those of the note."""
    stored = store(read(addendum.text), addendum.findings.all(), note=addendum.note, addendum=addendum)
    AddendumReading.objects.update_or_create(addendum=addendum, defaults={"rules_version": RULES_VERSION})
    raise_risk(addendum.note, [each.finding for each in stored], by=by, source=addendum)


def store(
    found: Iterable[Finding], there: models.QuerySet[StoredFinding], *, note: Note, addendum: Addendum | None = None
) -> list[StoredFinding]:
    """Put fresh findings in the place of unreviewed ones; what was reviewed stays."""
    before = list(there.exclude(review=Review.UNREVIEWED.value))
    there.filter(review=Review.UNREVIEWED.value).delete()
    fresh = [each for each in found if not any(same_words(each, kept.as_read) for kept in before)]
    rows = (StoredFinding(note=note, addendum=addendum, start=f.evidence.start, said=f.as_json()) for f in fresh)
    return StoredFinding.objects.bulk_create(rows)


def same_words(a: Finding, b: Finding) -> bool:
    """Whether two readings speak of the same thing at the same place."""
    return a.indicator == b.indicator and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


def raise_risk(note: Note, findings: Iterable[Finding], *, by: User | None, source: Addendum | None = None) -> None:
    """One signal a note or addendum, named after the most serious thing it says is there or may be there."""
    told = [f for f in findings if f.indicator in RAISES and f.status in (Status.PRESENT, Status.UNCERTAIN) and not f.carried_forward]
    if not told:
        return
    told.sort(key=lambda f: RAISES.index(f.indicator))
    words = dict.fromkeys(f"{indicator_in_words(f.indicator)}{' (uncertain)' if f.status is Status.UNCERTAIN else ''}" for f in told)
    speaks = "The addendum to a note speaks" if source else "The note speaks"
    day = timezone.localdate(source.signed_at) if source else note.session.date
    reason = f"{speaks} of {', '.join(words)}"
    raise_signal(note.session.course.client, kind=told[0].indicator, reason=reason, source=source or note, on=day, by=by)


@transaction.atomic
def confirm(stored: StoredFinding, *, by: User) -> None:
    reviewed(stored, Review.CONFIRMED.value, by=by)
    record(deeds.CONFIRMED, by=by, client=stored.note.session.course.client_id, on=stored)


@transaction.atomic
def correct(stored: StoredFinding, changes: Mapping[str, str], *, by: User) -> None:
    """Change what a finding is about, its status or its direction (an empty direction takes it away).

    Refused (CannotCorrect): a word that is none of these.
    """
    stored.corrected = {**stored.corrected, **checked(changes)}
    reviewed(stored, Review.CORRECTED.value, by=by)
    raise_risk(stored.note, [stored.finding], by=by, source=stored.addendum)
    record(deeds.CORRECTED, by=by, client=stored.note.session.course.client_id, on=stored, fields=sorted(changes))


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
        raise CannotCorrect(f"Found {', '.join(sorted(unknown)) or 'nothing'} to correct; indicator, status and direction can be.")
    try:
        if "indicator" in changes:
            group_of(changes["indicator"])
        if "status" in changes:
            Status(changes["status"])
        if changes.get("direction"):
            Direction(changes["direction"])
    except (KeyError, ValueError) as error:
        raise CannotCorrect("Found a word that is no indicator, status or direction. Choose one of those that the page offers.") from error
    return {name: value for name, value in changes.items() if value or name == "direction"}
