"""What stands of the signals to acknowledge on top of a page: one row a client, which opens to the others of that client."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.signals.models import Signal

SHOWN = 3  # clients
LOOKED_AT = 2 * SHOWN  # clients; those come last of whom a clinician has taken everything back
OPENED = 40  # signals of one client


@dataclass(frozen=True, slots=True)
class OfClient:
    """The most pressing signal of a client, the others behind it, and how many there are beside the first."""

    first: Signal
    others: tuple[Signal, ...]
    more: int

    @property
    def not_shown(self) -> int:
        return self.more - len(self.others)


@dataclass(frozen=True, slots=True)
class OnTop:
    rows: tuple[OfClient, ...] = ()
    count: int = 0  # of all signals, also of clients without a row

    @property
    def is_calm(self) -> bool:
        """Whether clinicians have taken back all of what stands here: it waits without red."""
        return bool(self.rows) and all(row.first.taken_back for row in self.rows)

    @property
    def has_more(self) -> bool:
        """Whether there are clients without a row."""
        return self.count > sum(1 + row.more for row in self.rows)


def on_top(signals: QuerySet[Signal], *, clients: int = SHOWN) -> OnTop:
    """The rows of the first clients in the order of the signals. Four queries however many signals and clients there are."""
    waiting: dict[UUID, list[UUID]] = defaultdict(list)
    for client, key in signals.values_list("client", "pk"):
        waiting[client].append(key)
    looked_at = [key for each in list(waiting.values())[:LOOKED_AT] for key in each[:OPENED]]
    stand: dict[UUID, list[Signal]] = defaultdict(list)
    for signal in as_they_stand(in_order(looked_at, Signal.objects.filter(pk__in=looked_at).select_related("client"))):
        stand[signal.client_id].append(signal)
    rows = [OfClient(first, tuple(others), len(waiting[client]) - 1) for client, (first, *others) in stand.items()]
    return OnTop(tuple(rows[:clients]), sum(map(len, waiting.values())))


def in_order(ids: Iterable[UUID], signals: Iterable[Signal]) -> list[Signal]:
    found = {signal.pk: signal for signal in signals}
    return [found[each] for each in ids if each in found]
