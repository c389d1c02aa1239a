"""The risk signals on top of every page, until they are acknowledged. One row a client: the most pressing signal, behind which
the others of this client open. On a client's pages those of other clients are one line. On a phone there is one client's row.
"""

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.signals.models import Escalation, Signal
from fullarc.web.signals.on_top import OnTop, on_top
from fullarc.web.signals.queries import most_pressing_first, waiting_signals


def to_acknowledge(request: HttpRequest) -> dict[str, object]:
    """`signals_on_top`: the rows of clients; `signals_elsewhere`: a line on the others."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"signals_on_top": OnTop(), "signals_elsewhere": ""}
    for_owner = {"signals_of_practice": SimpleLazyObject(reached_owner)} if may(user.role_names, Permission.ROUTE_SIGNALS) else {}
    if not may(user.role_names, Permission.READ_SIGNALS):
        return {"signals_on_top": OnTop(), "signals_elsewhere": "", **for_owner}
    return {**for_owner, **of_clients(request, user)}


def reached_owner() -> str:
    """The line for the owner: how many signals nobody has seen before them."""
    owners = Escalation.objects.filter(level=Escalation.Level.OWNER).values("signal")
    return in_a_line(Signal.objects.filter(pk__in=owners, acknowledged_at=None).count(), "risk signal{} that nobody has answered")


def of_clients(request: HttpRequest, user: User) -> dict[str, object]:
    """Those of the clients whose record is open to this person."""
    rows = most_pressing_first(waiting_signals(user))
    match = getattr(request, "resolver_match", None)
    client = match.kwargs.get("client_id") if match else None
    if isinstance(client, UUID):
        of_client, others = rows.filter(client=client), rows.exclude(client=client)
        return {
            "signals_on_top": SimpleLazyObject(lambda: on_top(of_client)),
            "signals_elsewhere": SimpleLazyObject(lambda: in_a_line(others.count(), "risk signal{} of other clients to acknowledge")),
        }
    shown = SimpleLazyObject(lambda: on_top(rows))
    return {"signals_on_top": shown, "signals_elsewhere": SimpleLazyObject(lambda: all_of(cast(OnTop, shown)))}


def all_of(shown: OnTop) -> str:
    """The way to all of them, when not all clients stand on top. A phone shows fewer on top: the number is that of all."""
    return f"All {shown.count} risk signals to acknowledge" if shown.has_more else ""


def in_a_line(count: int, words: str) -> str:
    return f"{count} {words.format('' if count == 1 else 's')}" if count > 0 else ""
