"""Headless Chromium, signed in as a person of the practice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client as Browser
from playwright.sync_api import BrowserContext
from tests.web.browser import program

from fullarc.web.accounts.models import User


@contextmanager
def chromium(address: str, person: User, *, width: int, dark: bool = False, scripts: bool = True) -> Iterator[BrowserContext]:
    """A browser window of a given width with a person's session in it."""
    signed_in = Browser(headers={"host": "localhost"})
    signed_in.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": signed_in.cookies[settings.SESSION_COOKIE_NAME].value, "url": address}
    with program.context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        base_url=address,
    ) as context:
        context.add_cookies([cookie])
        yield context
