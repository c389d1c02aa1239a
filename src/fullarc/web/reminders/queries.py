"""Reading reminders: the words, a client's choice, how messages fared."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count

from fullarc.web.access.models import OwnRecord
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.reminders.models import Choice, Message, Wording

WEEK = timedelta(days=7)


def wording() -> Wording:
    """The practice's words; the defaults, unsaved, while nobody has changed them."""
    return Wording.objects.first() or Wording()


def choice_of(client: Client) -> Choice:
    """The client's choice; the default, unsaved, while there is none."""
    return Choice.objects.filter(client=client).first() or Choice(client=client)


def signs_in_as(client_ids: set[UUID], today: date) -> dict[UUID, User]:
    """Who signs in as which of these clients: the persons whose account is open today."""
    rows = OwnRecord.objects.filter(OwnRecord.holds(today), client__in=client_ids, user__is_active=True).select_related("user")
    return {row.client_id: row.user for row in rows}


@dataclass(frozen=True, slots=True)
class LastWeek:
    """How the messages of the last seven days fared."""

    sent: int
    waiting: int
    failed: int
    unknown: int


def last_week(now: datetime) -> LastWeek:
    rows = Message.objects.filter(planned_at__gte=now - WEEK).order_by().values_list("state").annotate(n=Count("pk"))
    counted: dict[str, int] = dict(rows)
    state = Message.State
    return LastWeek(
        sent=counted.get(state.SENT, 0),
        waiting=counted.get(state.PLANNED, 0) + counted.get(state.SENDING, 0),
        failed=counted.get(state.FAILED, 0),
        unknown=counted.get(state.UNKNOWN, 0),
    )
