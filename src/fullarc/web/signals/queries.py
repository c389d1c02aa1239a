"""Which signals a person has to look at."""

from datetime import timedelta

from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.utils import timezone

from fullarc.course.risk import DANGERS, RECENT_DAYS
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.signals.models import Signal

RECENT = timedelta(days=RECENT_DAYS)  # today and the thirteen days before


def waiting_signals(user: User) -> QuerySet[Signal]:
    """The signals of the person's clients that nobody has acknowledged yet, newest first."""
    clients = clients_open_to(user, to=Permission.READ_SIGNALS)
    return Signal.objects.filter(acknowledged_at=None, client__in=clients).select_related("client").order_by("-raised_at")


def most_pressing_first(signals: QuerySet[Signal]) -> QuerySet[Signal]:
    """What tells of the last two weeks before what tells of earlier days, whenever it was raised: notes that were brought in today may
    be of last spring. Within each the gravest first, of equally grave ones the newest.

    The gravest is an attempt, then intent, a plan, thoughts and so on; what a form or a log raised stands with the thoughts.
    """
    recent = [When(source_date__gt=timezone.localdate() - RECENT, then=Value(0))]
    ranks = [When(kind=danger, then=Value(rank)) for rank, danger in enumerate(DANGERS)]
    gravity = Case(*ranks, default=Value(DANGERS.index("suicidal_ideation")))
    return signals.order_by(Case(*recent, default=Value(1)), gravity, "-source_date", "-raised_at")


def is_recent(signal: Signal) -> bool:
    """Whether a signal tells of the last two weeks."""
    return signal.source_date > timezone.localdate() - RECENT


def reasons_told(client: Client, kind: str, source: Model) -> set[str]:
    """What signals of a kind (or of KIND=ANSWER) have said about one source."""
    kinds = Q(kind=kind) | Q(kind__startswith=f"{kind}=")
    return {signal.reason for signal in Signal.objects.filter(kinds, client=client, source_id=str(source.pk))}
