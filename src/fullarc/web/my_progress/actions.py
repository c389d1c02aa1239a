"""Releasing and withdrawing progress; a client's notes at a day and words for the session."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.actions import add_event
from fullarc.web.clients.models import CourseOfCare, LifeEvent
from fullarc.web.my_progress import deeds
from fullarc.web.my_progress.content import Content, keys_of, without
from fullarc.web.my_progress.models import DayNote, Release, SessionWord
from fullarc.web.signals.waiting import unknown

LONGEST_NOTE = 120
LONGEST_WORD = 2_000


class NotReleased(ValueError):
    """Something was released or withdrawn meanwhile, risk was signalled, or there is nothing to release."""


class NoteRefused(ValueError):
    """A day outside the course, or no words."""


@transaction.atomic
def release(
    course: CourseOfCare,
    content: Content,
    *,
    left_out: Iterable[str],
    own_word: str,
    as_of: date,
    after: int,
    known: Collection[str] = (),
    by: User,
) -> Release:
    """Show this state to the client from now on. `after` is the number of the release that the page was made with, `known` the ids of the
    waiting risk signals that it named.

    Refused (NotReleased): another release came between; a risk signal waits and is not known of; nothing would be shown at all.
    """
    course = CourseOfCare.objects.select_for_update().get(pk=course.pk)
    newest = Release.objects.filter(course=course).first()
    if (newest.number if newest else 0) != after:
        raise NotReleased("Something else was released meanwhile. Look at the page again, then release.")
    if unknown(course.client, known):
        raise NotReleased("A risk signal has come in since this page was made. Look at it above, then release.")
    hidden = sorted(set(left_out) & set(keys_of(content)))
    shown = without(content, set(hidden))
    if not shown["en"]["sentences"] and not own_word.strip():
        raise NotReleased("Found no sentence to release; keep at least one, or write a word of your own.")
    row = Release(
        course=course, number=after + 1, as_of=as_of, content=shown, left_out=hidden, own_word=own_word.strip(), released_by=by
    )  # fmt: skip
    row.save(force_insert=True)
    record(deeds.RELEASED, by=by, client=course.client_id, on=row)
    return row


@transaction.atomic
def withdraw(course: CourseOfCare, *, by: User) -> None:
    """From now on the client sees nothing that was released. A second time changes nothing."""
    newest = Release.objects.select_for_update().filter(course=course).first()
    if newest is None or newest.withdrawn_at is not None:
        return
    newest.withdrawn_by, newest.withdrawn_at = by, timezone.now()
    newest.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(deeds.WITHDREW, by=by, client=course.client_id, on=newest)


@transaction.atomic
def write_note(course: CourseOfCare, day: date, text: str, *, today: date, by: User) -> DayNote | None:
    """Put words at a day; they take the place of earlier ones, and none at all take those back.

    Refused (NoteRefused): a day before the course began or after today; words longer than 120 characters.
    """
    CourseOfCare.objects.select_for_update().get(pk=course.pk)
    if not course.began <= day <= today:
        raise NoteRefused("This day lies outside your time here.")
    if len(text.strip()) > LONGEST_NOTE:
        raise NoteRefused(f"Found {len(text.strip())} characters, expected {LONGEST_NOTE} at most; say it shorter.")
    before = DayNote.objects.filter(course=course, date=day, taken_back_at=None).first()
    if before is not None and before.text == text.strip():
        return before
    if before is not None:
        before.taken_back_at = timezone.now()
        before.save(update_fields=["taken_back_at"])
        record(deeds.TOOK_BACK, by=by, client=course.client_id, on=before)
    if not text.strip():
        return None
    note = DayNote(course=course, date=day, text=text.strip(), written_by=by)
    note.save(force_insert=True)
    record(deeds.NOTED, by=by, client=course.client_id, on=note)
    return note


@transaction.atomic
def take_over(note: DayNote, *, by: User) -> LifeEvent:
    """Enter a client's note as a life event of the course, in the client's words. Twice gives one."""
    note = DayNote.objects.select_for_update(of=("self",)).select_related("event", "course").get(pk=note.pk)
    if note.event is not None:
        return note.event
    event = add_event(note.course, LifeEvent(date=note.date, text=note.text), by=by)
    note.event = event
    note.save(update_fields=["event"])
    record(deeds.TAKEN_OVER, by=by, client=note.course.client_id, on=note)
    return event


@transaction.atomic
def say_for_session(course: CourseOfCare, month: date, text: str, *, by: User) -> None:
    """Keep what a client wrote for the session; the same words again are not kept twice."""
    newest = SessionWord.objects.filter(course=course, month=month).first()
    if (newest.text if newest else "") == text.strip():
        return
    row = SessionWord(course=course, month=month, text=text.strip()[:LONGEST_WORD], written_by=by)
    row.save(force_insert=True)
    record(deeds.TALKED, by=by, client=course.client_id, on=row)
