"""The risk signals of one client that nobody has acknowledged yet: what a page says before something is signed or leaves."""

from fullarc.web.clients.models import Client
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import most_pressing_first


def waiting(client: Client) -> list[Signal]:
    """The most pressing first, with the words they have now; those of which everything was taken back come last. Three queries at most."""
    return as_they_stand(most_pressing_first(client.signals.filter(acknowledged_at=None)))
