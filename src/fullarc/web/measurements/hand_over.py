"""The device in the client's hands: begin, keep each answer as it is given, finish, take back."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements import deeds
from fullarc.web.measurements.bit_by_bit import OpenForm, close, keep
from fullarc.web.measurements.models import Administration, HandOver


class CannotHandOver(ValueError):
    """A measure cannot be given on the device. The sentence says which and why."""


@transaction.atomic
def begin(course: CourseOfCare, *, measures: Sequence[str], on: date, by: User) -> HandOver:
    """Begin a hand-over. Refused (CannotHandOver): no measure at all, or one whose wording may not be shown."""
    instruments = [catalogue().get(measure) for measure in dict.fromkeys(measures)]
    if not instruments:
        raise CannotHandOver("No measure was chosen; choose at least one.")
    for instrument in instruments:
        if not instrument.has_wording:
            raise CannotHandOver(f"{instrument.short_name} is licensed without its wording: give the licensed form and enter its total.")
    given = HandOver.objects.create(course=course, measures=[each.id for each in instruments], date=on, started_by=by)
    record(deeds.HANDED_OVER, by=by, client=course.client_id, on=given)
    return given


@transaction.atomic
def keep_answer(given: HandOver, *, measure: str, item: int, answer: int | None, declined: bool = False) -> bool:
    """Keep one answer. True when it asks for attention: then its signal is raised, in this transaction, before anything is scored.

    Refused (AnswerRefused): an answer that the item does not offer. `declined`: the client preferred not to say.
    """
    if HandOver.objects.select_for_update().get(pk=given.pk).finished_at is not None:
        raise CannotHandOver("These questions are finished; nothing can be changed any more.")
    form = OpenForm(given.course, measure, given.key_of(measure), given.date, given.started_by, Administration.Mode.HAND_OVER)
    return keep(form, {item: answer}, declined=frozenset({item} if declined else ()))


@transaction.atomic
def finish(given: HandOver) -> None:
    """Nothing is asked any more: what was answered is scored as it is. A second call changes nothing."""
    for row in Administration.objects.select_for_update().filter(pk__in=[given.key_of(each) for each in given.measures], open=True):
        close(row)
    if given.finished_at is None:
        given.finished_at = timezone.now()
        given.save(update_fields=["finished_at"])


@transaction.atomic
def take_back(given: HandOver, *, by: User) -> None:
    """The clinician has the device again."""
    finish(given)
    given.taken_back_at = timezone.now()
    given.save(update_fields=["taken_back_at"])
    record(deeds.TAKEN_BACK, by=by, client=given.course.client_id, on=given)


@transaction.atomic
def close_left_open(row: Administration, *, by: User) -> None:
    """Score a form that was left open because its session ended. Scored before: nothing happens."""
    current = Administration.objects.select_for_update().get(pk=row.pk)
    if current.open:
        close(current)
        record(deeds.SCORED_AGAIN, by=by, client=current.course.client_id, on=current)
