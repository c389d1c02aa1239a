"""Guessing codes: after some that opened nothing, an address waits."""

from django.core.cache import cache
from django.http import HttpRequest

MISSES = 20
WAITS = 15 * 60  # seconds


def key_of(request: HttpRequest, what: str) -> str:
    return f"portal.{what}.{request.META.get('REMOTE_ADDR', '')}"


def too_many(request: HttpRequest, what: str = "code") -> bool:
    """Whether this address has tried too many codes that opened nothing."""
    return int(cache.get(key_of(request, what), 0)) >= MISSES


def missed(request: HttpRequest, what: str = "code") -> None:
    """Count a code that opened nothing."""
    cache.add(key_of(request, what), 0, WAITS)
    cache.incr(key_of(request, what))
