"""Calls of programs: the token in place of a sign-in, before any address is looked at.

A session's cookie opens nothing here, and a token opens no page. While the practice has not switched the API on, every address below
/api/ answers as if it did not exist.
"""

import math
from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja.errors import HttpError, ValidationError

from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.deeds import SIGN_IN_FAILED
from fullarc.web.api import queries
from fullarc.web.api.actions import note_used
from fullarc.web.api.models import AccessToken
from fullarc.web.api.refusals import Refused, not_as_described
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import DENIED
from fullarc.web.audit.request import current
from fullarc.web.headers import SAFE
from fullarc.web.portal.throttle import missed, too_many
from fullarc.web.problems import is_call, problem

READS_ONLY = "This token may only read. Make one that may read and write on the account page, or use it for reading."
GUESSED = "Too many tokens that open nothing came from this address. Wait a quarter of an hour."
TOO_FAST = "This token made more calls in a minute than the practice lets through. Wait as many seconds as Retry-After says."


class ProgramCalls:
    """Stands before DenyByDefault, which asks the token's owner for the capability of the address as it asks everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_call(request):
            return self.get_response(request)
        request.user = AnonymousUser()
        if not queries.is_on():
            return problem(404)
        return turned_away(request) or self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """The call's transaction is rolled back by now."""
        if not is_call(request):
            return None
        if isinstance(exception, HttpError) and isinstance(exception.__cause__, Refused):
            exception = exception.__cause__
        if isinstance(exception, ValidationError):
            exception = not_as_described(exception.errors)
        if isinstance(exception, Refused):
            if exception.status == 403:
                told_in_the_trail(request.token)  # type: ignore[attr-defined]
            return problem(exception.status, exception.detail, exception.errors)
        return problem(exception.status_code) if isinstance(exception, HttpError) else None


def turned_away(request: HttpRequest) -> HttpResponseBase | None:
    """The answer to a call without a token that holds, or None: then the request's user is the token's owner."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    token = queries.found(given.strip()) if kind.casefold() == "bearer" else None
    if token is None:
        if given and too_many(request, "api"):
            return later(GUESSED, 15 * 60)
        if given:
            missed(request, "api")
            record(SIGN_IN_FAILED, by=None, about=Permission.USE_API.value, outcome="failed")
        return unknown()
    now = timezone.now()
    if token.state(token.owner, now) != "holds":
        told_in_the_trail(token)
        return unknown()
    request.user, request.token = token.owner, token  # type: ignore[attr-defined]
    facts = current()
    facts.sign_in, facts.session = "token", token.pk.hex[:16]
    if (wait := seconds_to_wait(token)) > 0:
        return later(TOO_FAST, wait)
    note_used(token, now)
    return not_for_it(request, token)


def not_for_it(request: HttpRequest, token: AccessToken) -> HttpResponseBase | None:
    if not may(token.owner.role_names, Permission.USE_API):
        return refused(token, "")
    if request.method not in SAFE and token.scope != AccessToken.Scope.WRITE:
        return refused(token, READS_ONLY)
    return None


def refused(token: AccessToken, why: str) -> HttpResponseBase:
    told_in_the_trail(token)
    return problem(403, why)


def told_in_the_trail(token: AccessToken) -> None:
    record(DENIED, by=token.owner, on=token, about=Permission.USE_API.value, outcome="denied")


def unknown() -> HttpResponseBase:
    answer = problem(401)
    answer["WWW-Authenticate"] = 'Bearer realm="Fullarc"'
    return answer


def later(why: str, seconds: int) -> HttpResponseBase:
    answer = problem(429, why)
    answer["Retry-After"] = str(seconds)
    return answer


def seconds_to_wait(token: AccessToken) -> int:
    """Count a call of this minute; how long a token that made too many has to wait, 0 for all others."""
    now = time()
    key = f"api.calls.{token.pk.hex}.{int(now // 60)}"
    cache.add(key, 0, 120)
    try:
        calls = cache.incr(key)
    except ValueError:  # dropped from the cache in this moment
        return 0
    return 0 if calls <= settings.API_CALLS_A_MINUTE else math.ceil(60 - now % 60)
