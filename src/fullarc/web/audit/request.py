"""The facts of the request that is being answered, for the audit trail: its number, where it came from, which session."""

import hashlib
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase


@dataclass(slots=True)
class Facts:
    request_id: str = ""
    address: str = ""
    session: str = ""
    sign_in: str = ""


_facts: ContextVar[Facts | None] = ContextVar("fullarc_request", default=None)


def current() -> Facts:
    """The facts of the running request; empty ones outside a request (commands, tests)."""
    return _facts.get() or Facts()


class RequestFacts:
    """Gives each request its number and keeps its facts at hand. Behind it, the session is read lazily by `session_of`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        facts = Facts(request_id=secrets.token_hex(6), address=str(request.META.get("REMOTE_ADDR", "")))
        token = _facts.set(facts)
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = facts.request_id
            return response
        finally:
            _facts.reset(token)


def note_session(session_key: str | None, methods: list[str]) -> None:
    """Tell the trail which session acts (as a digest: the key itself opens the session) and how it was signed in."""
    facts = current()
    facts.session = hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
    facts.sign_in = "+".join(methods)[:40]
