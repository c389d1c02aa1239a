"""Reading what a client can answer now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fullarc.web.accounts.models import User
from fullarc.web.answering.models import FormLink, ObserverForm
from fullarc.web.check_ins.actions import bring_up_to_date
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.check_ins.queries import due_now
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.models import Administration
from fullarc.web.portal.cards import Card

LATELY = timedelta(days=14)


def cards_for(client: Client, now: datetime) -> list[Card]:
    """A card for each measure that can be answered now."""
    return open_cards(client, now)


def open_cards(client: Client, now: datetime) -> list[Card]:
    """What is due, the most urgent first. A card names no measure: others may see the screen."""
    bring_up_to_date(client, now)
    rows = [row for row in due_now(client, now) if row.assignment.is_measure]
    begun = set(Administration.objects.filter(pk__in=[row.administration for row in rows]).values_list("pk", flat=True))
    return [card_of(client, row, now, begun=row.administration in begun) for row in rows]


def card_of(client: Client, row: DueCheckIn, now: datetime, *, begun: bool) -> Card:
    known = catalogue().instruments.get(row.assignment.what)
    count = len(known.items) if known else 0
    last = client.today(row.closes_at - timedelta(microseconds=1))
    until = _("until today") if last <= client.today(now) else _("until %(day)s") % {"day": date_format(last, _("l, j F"))}
    said = _("You have begun. Go on where you stopped") if begun else _("%(count)d questions") % {"count": count}
    return Card(_("A few questions"), f"{said}, {until}.", reverse("answering:begin", args=[row.pk]), order=10)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A check-in that was passed over and can still be taken up: where to send that, how much it asks, and until when."""

    href: str
    questions: int
    until: date


def passed_over(client: Client, now: datetime) -> list[PassedOver]:
    """What the client passed over and may still answer, the most urgent first."""
    rows = DueCheckIn.objects.filter(
        assignment__course__client=client, assignment__kind="measure", assignment__ended_at=None, state=DueCheckIn.State.SKIPPED
    ).select_related("assignment")
    out = []
    for row in rows.filter(closes_at__gt=now).order_by("closes_at"):
        known = catalogue().instruments.get(row.assignment.what)
        last = client.today(row.closes_at - timedelta(microseconds=1))
        out.append(PassedOver(reverse("answering:skip", args=[row.pk]), len(known.items) if known else 0, last))
    return out


@dataclass(frozen=True, slots=True)
class Answered:
    on: date
    questions: int


def answered_lately(client: Client, now: datetime) -> list[Answered]:
    """The check-ins that came in within two weeks: the day, nothing of what was said."""
    rows = DueCheckIn.objects.filter(
        assignment__course__client=client, assignment__kind="measure", state=DueCheckIn.State.ANSWERED, answered_at__gte=now - LATELY
    ).select_related("assignment")
    out = []
    for row in rows.order_by("-answered_at"):
        known = catalogue().instruments.get(row.assignment.what)
        if row.answered_at is not None:
            out.append(Answered(client.today(row.answered_at), len(known.items) if known else 0))
    return out


def ward_cards_for(client: Client, scopes: frozenset[str], guardian: User) -> list[Card]:
    """For a guardian with the scope: the way to what they themselves are asked."""
    mine = ObserverForm.objects.filter(course__client=client, asked_of=guardian)
    open_now = mine.filter(sent_at=None, ended_at=None, expires_at__gt=timezone.now())
    if "observer_forms" not in scopes or not open_now.exists():
        return []
    return [
        Card(
            _("A few questions"),
            _("About how things are going, as you see it."),
            reverse("answering:ward_forms", args=[client.pk]),
            order=10,
        )
    ]


def links_of(course: CourseOfCare) -> list[FormLink]:
    return list(FormLink.objects.filter(course=course).select_related("made_by"))
