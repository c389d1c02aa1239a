"""Which signals a person has to look at."""

from django.db.models import Case, Model, Q, QuerySet, Value, When

from fullarc.course.risk import DANGERS
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.signals.models import Signal


def open_signals(user: User) -> QuerySet[Signal]:
    """The signals of the person's clients that nobody has acknowledged yet, newest first."""
    clients = clients_open_to(user, to=Permission.READ_SIGNALS)
    return Signal.objects.filter(acknowledged_at=None, client__in=clients).select_related("client").order_by("-raised_at")


def gravest_first(signals: QuerySet[Signal], *, then: str = "-raised_at") -> QuerySet[Signal]:
    """The gravest danger first: an attempt, intent, a plan, thoughts and so on; the risk item of a form stands with the thoughts."""
    ranks = [When(kind=danger, then=Value(rank)) for rank, danger in enumerate(DANGERS)]
    return signals.order_by(Case(*ranks, default=Value(DANGERS.index("suicidal_ideation"))), then)


def reasons_told(client: Client, kind: str, source: Model) -> set[str]:
    """What signals of a kind (or of KIND=ANSWER) have said about one source."""
    kinds = Q(kind=kind) | Q(kind__startswith=f"{kind}=")
    return {signal.reason for signal in Signal.objects.filter(kinds, client=client, source_id=str(source.pk))}
