"""Reading the trail."""

from uuid import UUID

from django.db.models import QuerySet

from fullarc.web.audit.models import Event


def events_of_client(client_id: UUID) -> QuerySet[Event]:
    """Who opened or changed this client's record, newest first."""
    return Event.objects.filter(client=client_id).order_by("-sequence")


def newest_first() -> QuerySet[Event]:
    return Event.objects.order_by("-sequence")
