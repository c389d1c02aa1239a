"""A session that rests is ended: after the idle time, and in any case after the longest time a session may last."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from fullarc.web.audit.request import note_session

View = TypeVar("View", bound=Callable[..., Any])
REFRESH_SECONDS = 30  # how often the time of the last visit is written


def background(view: View) -> View:
    """Mark a view that a script calls by itself (autosave, polling): it never keeps a session awake."""
    view.background = True  # type: ignore[attr-defined]
    return view


class IdleTimeout:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            idle = now - request.session.get("last_seen", 0)
            lasted = now - request.session.get("began", 0)
            at_home = request.user.uses_portal
            longest_idle = settings.PORTAL_IDLE_MINUTES if at_home else settings.IDLE_MINUTES
            longest = settings.PORTAL_SESSION_HOURS if at_home else settings.SESSION_HOURS
            if idle > longest_idle * 60 or lasted > longest * 3600:
                request.META["fullarc.rested"] = True  # not a sign-out: what the phone keeps for its owner stays there
                logout(request)
            else:
                methods = [entry.get("method", "") for entry in request.session.get("account_authentication_methods", [])]
                note_session(request.session.session_key, methods)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        if request.user.is_authenticated and not getattr(view, "background", False):
            now = timezone.now().timestamp()
            if now - request.session.get("last_seen", 0) > REFRESH_SECONDS:
                request.session["last_seen"] = now
