"""The signals on top of every page, until they are acknowledged."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.signals.queries import open_signals

SHOWN = 3


def to_acknowledge(request: HttpRequest) -> dict[str, object]:
    """`signals_on_top` (at most three) and `signals_open` (how many there are)."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not may(user.role_names, Permission.READ_SIGNALS):
        return {"signals_on_top": [], "signals_open": 0}
    rows = open_signals(user)
    return {"signals_on_top": SimpleLazyObject(lambda: list(rows[:SHOWN])), "signals_open": SimpleLazyObject(lambda: rows.count())}
