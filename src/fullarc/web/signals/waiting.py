"""The risk signals of one client that nobody has acknowledged yet: what a page says before something is signed or leaves."""

from collections.abc import Collection

from fullarc.web.clients.models import Client
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import most_pressing_first


def waiting(client: Client) -> list[Signal]:
    """The most pressing first, with the words they have now; those of which everything was taken back come last. Three queries at most."""
    return as_they_stand(most_pressing_first(client.signals.filter(acknowledged_at=None)))


def ids_of(signals: Collection[Signal]) -> list[str]:
    """What a page sends back of the signals that it named."""
    return [str(signal.pk) for signal in signals]


def standing(client: Client) -> list[Signal]:
    """The waiting ones of which clinicians have not taken everything back."""
    return [signal for signal in waiting(client) if not signal.taken_back]


def unknown(client: Client, known: Collection[str]) -> list[Signal]:
    """The standing ones whose ids are not among the known."""
    return [signal for signal in standing(client) if str(signal.pk) not in known]
