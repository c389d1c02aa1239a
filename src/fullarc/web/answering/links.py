"""Links to a single form: made by a clinician, answered without an account, written to only."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.actions import digest_of, new_code
from fullarc.web.accounts.models import User
from fullarc.web.answering import deeds
from fullarc.web.answering.models import FormLink
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.bit_by_bit import OpenForm, hand_in, keep
from fullarc.web.measurements.models import Administration

LASTS = timedelta(days=7)


class CannotSend(ValueError):
    """The form cannot be given behind a link. The message says why and what to do."""


class LinkClosed(Exception):
    """The form came in, the link was taken back, is too old or locked."""


@transaction.atomic
def make_link(course: CourseOfCare, measure: str, *, by: User, pin: str = "") -> tuple[FormLink, str]:
    """A link to one measure, for seven days; an earlier open one to the same measure ends. The code is returned once, never stored.

    Refused (CannotSend): a measure whose wording may not be shown.
    """
    instrument = catalogue().instruments.get(measure)
    if instrument is None or not instrument.has_wording:
        raise CannotSend("The wording of this measure is not at hand. Choose another, or give the licensed form on paper.")
    now = timezone.now()
    FormLink.objects.filter(course=course, measure=measure, sent_at=None, ended_at=None).update(ended_at=now)
    code = new_code()
    link = FormLink.objects.create(
        course=course,
        measure=measure,
        digest=digest_of(code),
        pin_digest=make_password(pin) if pin else "",
        made_by=by,
        expires_at=now + LASTS,
    )
    record(deeds.MADE_LINK, by=by, client=course.client_id, on=link)
    return link, code


@transaction.atomic
def take_back(link: FormLink, *, by: User) -> None:
    """End a link that is open. A second call changes nothing."""
    if FormLink.objects.filter(pk=link.pk, sent_at=None, ended_at=None).update(ended_at=timezone.now()):
        record(deeds.ENDED_LINK, by=by, client=link.course.client_id, on=link)


def behind(code: str) -> FormLink | None:
    """The link of a code, in whatever state; None for a code that nobody gave out."""
    return FormLink.objects.select_related("course__client").filter(digest=digest_of(code)).first()


@transaction.atomic
def pin_is_right(link: FormLink, pin: str) -> bool:
    """Whether this is the PIN that was agreed. Each wrong one is counted; the fifth locks the link for good, also for the right one.

    The link is held while one is looked at: of many that are sent at once, five are.
    """
    current = FormLink.objects.select_for_update().get(pk=link.pk)
    link.pin_missed = current.pin_missed
    if current.is_locked:
        return False
    if check_password(pin, current.pin_digest):
        return True
    link.pin_missed = current.pin_missed = current.pin_missed + 1
    current.save(update_fields=["pin_missed"])
    if current.is_locked:
        record(deeds.LOCKED_LINK, by=None, client=current.course.client_id, on=current)
    return False


def form_of(link: FormLink, now: datetime) -> OpenForm:
    course = link.course
    return OpenForm(course, link.measure, link.record, course.client.today(now), None, Administration.Mode.LINK)


def locked(link: FormLink, now: datetime) -> FormLink:
    """The link, held until the transaction ends. Raises LinkClosed."""
    current = FormLink.objects.select_for_update(of=("self",)).select_related("course__client").get(pk=link.pk)
    if not current.is_open(now):
        raise LinkClosed
    return current


@transaction.atomic
def keep_answers(link: FormLink, answers: Mapping[int, int | None], *, declined: frozenset[int] = frozenset(), now: datetime) -> bool:
    """Keep answers; True when one asks for attention. Raises LinkClosed."""
    return keep(form_of(locked(link, now), now), answers, declined=declined)


@transaction.atomic
def finish(link: FormLink, *, now: datetime) -> None:
    """The form is in: scored, and the link used up. Of two that send at once one is the record; the other finds the link closed."""
    current = locked(link, now)
    row = hand_in(form_of(current, now))
    current.sent_at = now
    current.save(update_fields=["sent_at"])
    record(deeds.USED_LINK, by=None, client=current.course.client_id, on=row)
