"""Reading the trail."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max, QuerySet

from fullarc.web.audit.deeds import known
from fullarc.web.audit.models import Event, Outcome


def events_of_client(client_id: UUID) -> QuerySet[Event]:
    """Who opened or changed this client's record, newest first."""
    return Event.objects.filter(client=client_id).order_by("-sequence")


def newest_first() -> QuerySet[Event]:
    return Event.objects.order_by("-sequence")


def last_changes(clients: Iterable[UUID]) -> dict[UUID, int]:
    """The newest event of each client that changed something; a client without one is left out. One query."""
    rows = Event.objects.filter(client__in=list(clients), outcome=Outcome.DONE).exclude(action__in=only_look()).order_by()
    return dict(rows.values_list("client").annotate(Max("sequence")))


def newest_change() -> int:
    """The newest event that changed anything, about whomever; 0 for an empty trail. One query."""
    rows = Event.objects.filter(outcome=Outcome.DONE).exclude(action__in=only_look()).order_by("-sequence")
    return next(iter(rows.values_list("sequence", flat=True)[:1]), 0)


def changed_since(sequence: int, *, most: int) -> set[UUID] | None:
    """The clients whom the changes after an event concern; None where one concerns no client, or where there are more than `most`."""
    rows = Event.objects.filter(sequence__gt=sequence, outcome=Outcome.DONE).exclude(action__in=only_look()).order_by()
    found = list(rows.values_list("client", flat=True).distinct()[: most + 1])
    clients = {client for client in found if client is not None}
    return clients if len(clients) == len(found) <= most else None


def only_look() -> list[str]:
    """The deeds that change nothing."""
    return [name for name, deed in known().items() if not deed.changes]
