"""Begin, freeze anew, save, sign, discard a review. What is signed never changes; the record goes on."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fullarc.reports.frozen import Frozen, as_json
from fullarc.reports.given import usually_told
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.reviews import deeds
from fullarc.web.reviews.models import Review, ReviewAutosave
from fullarc.web.reviews.queries import frozen_now
from fullarc.web.signals.waiting import ids_of, standing

Kept = Mapping[str, Any]


class Closed(ValueError):
    """A signed review does not change; begin the next one."""


class HeldByOthers(ValueError):
    """Somebody else has typed into the draft and not saved it."""

    def __str__(self) -> str:
        return "Somebody else has typed words into this draft that are not saved yet. Ask them to save or discard them first."


class NotReady(ValueError):
    """It cannot be signed as it stands. The message is for the person who tried."""


class SignalsWait(NotReady):
    """Risk signals of the client wait to be acknowledged, and whoever signs has not said that they know of all of them."""

    def __str__(self) -> str:
        return "Risk signals of this client wait to be acknowledged. Acknowledge them, or say below that you know of them, then sign."


@transaction.atomic
def begin(course: CourseOfCare, kind: str, *, by: User) -> Review:
    """The draft of a course: the one that is there, else a new one with the assessment of today frozen in it."""
    CourseOfCare.objects.select_for_update().get(pk=course.pk)
    newest = course.reviews.first()
    if newest is not None and newest.is_draft:
        return newest
    frozen = frozen_now(course, timezone.localdate(), by=by)
    begun = Review(course=course, number=newest.number + 1 if newest else 1, kind=kind, begun_by=by)
    hold(begun, frozen)
    begun.words = {"chosen": sorted(usually_told(frozen.seen)), "worded": {}, "own": {}}
    begun.save(force_insert=True)
    record(deeds.BEGAN, by=by, client=course.client_id, on=begun, about=kind)
    return begun


def hold(review: Review, frozen: Frozen) -> None:
    """Put a frozen assessment into the row."""
    review.frozen, review.as_of, review.frozen_at = as_json(frozen), frozen.seen.as_of, timezone.now()
    review.__dict__.pop("value", None)


@transaction.atomic
def freeze_anew(review: Review, *, by: User, started_from: int) -> None:
    """Take the record as it stands today into a draft. The clinician's words stay; wordings of statements that are gone are dropped, what
    is newly worth telling is ticked. Refused as in `save`.
    """
    locked(review)
    review.claim(started_from)
    before = {s.id: s.text for s in review.value.seen.statements}
    told = set(review.words.get("chosen", ()))
    frozen = frozen_now(review.course, timezone.localdate(), by=by)
    hold(review, frozen)
    same = {s.id for s in frozen.seen.statements if before.get(s.id) == s.text}
    usual = usually_told(frozen.seen)
    chosen = [s.id for s in frozen.seen.statements if (s.id in told if s.id in same else s.id in usual)]
    worded = {key: text for key, text in review.words.get("worded", {}).items() if key in same}
    review.words = {**review.words, "chosen": chosen, "worded": worded}
    review.save(update_fields=["frozen", "as_of", "frozen_at", "words", "saved_at"])
    record(deeds.FROZE, by=by, client=review.course.client_id, on=review)


@transaction.atomic
def save(review: Review, words: Kept, kind: str, *, by: User, started_from: int, tab: str = "", kept: str = "") -> None:
    """Save a draft. What the tab had kept is then done with, and so is what was put into its editor (`kept`, its mark); other words stay.

    Refused: a signed one (Closed); one saved elsewhere since `started_from` (EditedMeanwhile).
    """
    locked(review)
    review.claim(started_from)
    review.words, review.kind = dict(words), kind
    review.save(update_fields=["words", "kind", "saved_at"])
    for row in review.autosaves.filter(user=by):
        if row.tab == tab or row.mark == kept or not row.holds_more(review):
            row.delete()
    record(deeds.SAVED, by=by, client=review.course.client_id, on=review)


@transaction.atomic
def sign(review: Review, *, by: User, started_from: int, known: Collection[str] = ()) -> None:
    """Sign a draft. Words that were typed elsewhere and never saved stay with whoever typed them. `known` are the ids of the waiting risk
    signals that the signer knows of; that it was signed knowing of one stands in the trail, once a signal.

    Refused besides what `save` refuses: a review that tells nothing (NotReady), a signal that waits and is not known of
    (SignalsWait); one of which clinicians have taken everything back stops nobody.
    """
    current = locked(review)
    if not current.words.get("chosen") and not any(text.strip() for text in current.words.get("own", {}).values()):
        raise NotReady("Nothing is told yet. Tick a statement or write something of your own, then sign.")
    signals = standing(current.course.client)
    if not set(ids_of(signals)) <= set(known):
        raise SignalsWait
    current.claim(started_from)
    current.seal(by=by, at=timezone.now(), roles=by.role_labels)
    for row in current.autosaves.all():
        if not row.holds_more(current):
            row.delete()
    record(deeds.SIGNED, by=by, client=current.course.client_id, on=current)
    for signal in signals:
        record(deeds.SIGNED_KNOWING, by=by, client=current.course.client_id, on=signal)
    review.refresh_from_db()


@transaction.atomic
def discard(review: Review, *, by: User) -> None:
    """Throw a draft away, on purpose. Refused: a signed one (Closed); one that holds unsaved words of somebody else (HeldByOthers)."""
    current = locked(review)
    if any(row.holds_more(current) for row in review.autosaves.exclude(user=by)):
        raise HeldByOthers
    record(deeds.DISCARDED, by=by, client=review.course.client_id, on=review)
    review.delete()


@transaction.atomic
def autosave(review: Review, words: Kept, *, by: User, tab: str, started_from: int, sequence: int) -> ReviewAutosave:
    """Keep what stands in the editor; the draft is not touched. What was sent earlier and comes later changes nothing."""
    row, made = ReviewAutosave.objects.select_for_update().get_or_create(
        review=review, user=by, tab=tab, defaults={"started_from": started_from, "sequence": sequence, "words": dict(words)}
    )
    if not made and row.sequence < sequence:
        row.words, row.sequence, row.started_from = dict(words), sequence, started_from
        row.save()
    if made:
        record(deeds.KEPT, by=by, client=review.course.client_id, on=review)
    return row


@transaction.atomic
def let_go(row: ReviewAutosave) -> None:
    """Throw unsaved words away, on purpose."""
    row.delete()


def locked(review: Review) -> Review:
    """The draft as it is stored, held until the transaction ends."""
    current = Review.objects.select_for_update().get(pk=review.pk)
    if not current.is_draft:
        raise Closed("This review is signed and does not change. Begin the next one.")
    return current
