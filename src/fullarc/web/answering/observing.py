"""Forms about a young client that a guardian fills in: asked by a clinician, answered once, kept apart from the client's own."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fullarc.instruments.definition import Instrument
from fullarc.instruments.informants import PARENT, informants_of
from fullarc.web.access.gate import is_minor
from fullarc.web.access.models import Guardianship
from fullarc.web.accounts.models import Practice, User
from fullarc.web.answering import deeds
from fullarc.web.answering.models import ObserverForm
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, offered
from fullarc.web.measurements.bit_by_bit import OpenForm, hand_in, keep
from fullarc.web.measurements.models import Administration

LASTS = timedelta(days=14)


class CannotAsk(ValueError):
    """The form cannot be asked of this person. The message says why and what to do."""


class NotAsked(Exception):
    """The form came in, was taken back, or its time is over."""


def for_guardians() -> list[Instrument]:
    """The measures that a parent or guardian may answer and whose wording may be shown to them."""
    return [each for each in offered() if each.has_wording and PARENT in informants_of(each)]


def guardians_of(client: Client) -> list[User]:
    """The guardians who may be asked today: those whose guardianship includes forms, while the client is not of age."""
    years = Practice.objects.values_list("adult_at", flat=True).first() or 18
    if not is_minor(client, years):
        return []
    rows = Guardianship.objects.filter(Guardianship.holds(timezone.localdate()), client=client, cut_at=None).select_related("user")
    return [row.user for row in rows.order_by("user__name") if Guardianship.Scope.OBSERVER_FORMS in row.scopes]


@transaction.atomic
def ask(course: CourseOfCare, measure: str, *, of: User, by: User) -> ObserverForm:
    """Ask a guardian for one form, for fourteen days; an earlier open one of the same measure ends.

    Refused (CannotAsk): somebody who is no guardian of the client today with that scope, a measure that is not made for parents.
    """
    if of not in guardians_of(course.client):
        raise CannotAsk("This person is no guardian of the client today, or the guardianship does not include forms. Choose another.")
    if measure not in {each.id for each in for_guardians()}:
        raise CannotAsk("This measure is not made for parents, or its wording is not at hand. Choose another.")
    now = timezone.now()
    ObserverForm.objects.filter(course=course, measure=measure, asked_of=of, sent_at=None, ended_at=None).update(ended_at=now)
    asked = ObserverForm.objects.create(course=course, measure=measure, asked_of=of, asked_by=by, expires_at=now + LASTS)
    record(deeds.ASKED_GUARDIAN, by=by, client=course.client_id, on=asked)
    return asked


@transaction.atomic
def take_back(asked: ObserverForm, *, by: User) -> None:
    """End a form that is open. A second call changes nothing."""
    if ObserverForm.objects.filter(pk=asked.pk, sent_at=None, ended_at=None).update(ended_at=timezone.now()):
        record(deeds.ENDED_OBSERVER_FORM, by=by, client=asked.course.client_id, on=asked)


def waiting_for(user: User, client: Client, now: datetime) -> list[ObserverForm]:
    """What this guardian is asked about this client just now."""
    rows = ObserverForm.objects.filter(asked_of=user, course__client=client, sent_at=None, ended_at=None, expires_at__gt=now)
    return list(rows.order_by("expires_at"))


def form_of(asked: ObserverForm, now: datetime) -> OpenForm:
    course = asked.course
    day = course.client.today(now)
    return OpenForm(course, asked.measure, asked.record, day, asked.asked_of, Administration.Mode.PORTAL, PARENT)


def instrument_of(asked: ObserverForm) -> Instrument | None:
    return catalogue().instruments.get(asked.measure)


def locked(asked: ObserverForm, now: datetime) -> ObserverForm:
    """The form, held until the transaction ends. Raises NotAsked."""
    rows = ObserverForm.objects.select_for_update(of=("self",)).select_related("course__client", "asked_of")
    current = rows.get(pk=asked.pk)
    if not current.is_open(now):
        raise NotAsked
    return current


@transaction.atomic
def keep_answers(asked: ObserverForm, answers: Mapping[int, int | None], *, declined: frozenset[int] = frozenset(), now: datetime) -> bool:
    """Keep answers; True when one asks for attention. Raises NotAsked."""
    return keep(form_of(locked(asked, now), now), answers, declined=declined)


@transaction.atomic
def finish(asked: ObserverForm, *, now: datetime) -> None:
    """The form is in, and scored as a guardian's. Of two that send at once one is the record; the other raises NotAsked."""
    current = locked(asked, now)
    row = hand_in(form_of(current, now))
    current.sent_at = now
    current.save(update_fields=["sent_at"])
    record(deeds.OBSERVED, by=current.asked_of, client=current.course.client_id, on=row)
