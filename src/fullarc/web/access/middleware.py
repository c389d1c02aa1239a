"""Deny by default: a view without a declared capability is refused, and so is a person whose roles do not have it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import ResolverMatch, reverse

from fullarc.web import errors
from fullarc.web.access.gate import NotOpen
from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import DENIED, LISTED


class DenyByDefault:
    """Asks each view for its capability before it runs; records refusals, and the reading of pages that left no line themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> HttpResponseBase | None:
        permission = asked_of(view, request.method)
        if permission is None:
            return None if is_public(view) else self.refuse(request, "no rule", kwargs)
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not may(request.user.role_names, permission):
            return self.refuse(request, permission.value, kwargs)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """The view's transaction is rolled back by now, so the refusal is written in one of its own."""
        if isinstance(exception, NotOpen) and isinstance(request.user, User):
            record(DENIED, by=request.user, client=exception.client_id, about=exception.permission.value, outcome="denied")
        elif isinstance(exception, Http404) and isinstance(request.user, User) and request.resolver_match:
            self.record_not_found(request.user, request.resolver_match, request.method)
        elif isinstance(exception, PermissionDenied) and isinstance(request.user, User):
            record(DENIED, by=request.user, outcome="denied")

    def record_not_found(self, user: User, match: ResolverMatch, method: str | None) -> None:
        """A row that does not hang below this client: somebody may be trying ids."""
        if "client_id" in match.kwargs:
            about = asked_of(match.func, method) or ""
            record(DENIED, by=user, client=match.kwargs["client_id"], about=str(about), outcome="denied")

    def refuse(self, request: HttpRequest, about: str, kwargs: dict[str, Any]) -> HttpResponseBase:
        if isinstance(request.user, User):
            record(DENIED, by=request.user, client=kwargs.get("client_id"), about=about, outcome="denied")
        return errors.forbidden(request)


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The way to the sign-in; to a script that fetches a piece of a page only the word that nobody is signed in, so that the sign-in page
    never ends up inside another one. Browsers say by Sec-Fetch-Dest which of the two asks; a page that is opened through the worker of the
    client's side looks like a script there, and is told by asking for HTML."""
    if request.headers.get("Sec-Fetch-Dest") == "empty" and "text/html" not in request.headers.get("Accept", ""):
        return HttpResponse("You are signed out. Sign in and try again.", status=401, content_type="text/plain; charset=utf-8")
    return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("home"), reverse("account_login"))


def asked_of(view: Callable[..., Any], method: str | None) -> Permission | None:
    """The capability that a view asks for; an address of the API can ask for another one by method."""
    found: Permission | None = getattr(view, "by_method", {}).get(method, getattr(view, "capability", None))
    return found


def is_public(view: Callable[..., Any]) -> bool:
    """Whether a view is open before the sign-in. The list of these is pinned by a test."""
    return getattr(view, "login_required", True) is False


def listed(user: User, permission: Permission, count: int) -> None:
    """Record that a person saw a list of `count` clients or rows."""
    record(LISTED, by=user, about=permission.value, count=count)
