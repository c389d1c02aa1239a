"""For the web tests: the cast, browsers signed in as its members, and the ids that fill the URLs."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from tests.cast import Cast, assemble

from fullarc.web.accounts.models import User

SignIn = Callable[[User | None], Browser]


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object, request: pytest.FixtureRequest) -> None:
    """Argon2 is slow on purpose. Tests that are about it are marked `argon2`."""
    if "argon2" not in request.keywords:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _throttles_begin_anew() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def signed_in() -> SignIn:
    """A browser of a person; of a stranger for None."""

    def sign_in(person: User | None) -> Browser:
        browser = Browser(headers={"host": "localhost"})
        if person is not None:
            browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in
