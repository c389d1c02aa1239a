"""Which signals a person has to look at."""

from django.db.models import QuerySet

from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.signals.models import Signal


def open_signals(user: User) -> QuerySet[Signal]:
    """The signals of the person's clients that nobody has acknowledged yet, newest first."""
    clients = clients_open_to(user, to=Permission.READ_SIGNALS)
    return Signal.objects.filter(acknowledged_at=None, client__in=clients).select_related("client").order_by("-raised_at")
