"""For the web tests: the cast, browsers signed in as its members, and the ids that fill the URLs."""

from collections.abc import Callable, Iterator
from threading import RLock

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.test import TransactionTestCase
from tests.cast import Cast, assemble
from whitenoise.middleware import WhiteNoiseMiddleware

from fullarc.web.accounts.models import User
from fullarc.web.instruments.at_hand import look_again

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


@pytest.fixture(autouse=True, scope="session")
def _one_request_at_a_time() -> Iterator[None]:
    """The live server's threads share the one connection of a test database in memory: two requests at once would share a transaction."""
    lock, answer, patch = RLock(), WSGIHandler.get_response, pytest.MonkeyPatch()

    def in_turn(handler: WSGIHandler, request: HttpRequest) -> HttpResponseBase:
        with lock:
            return answer(handler, request)

    patch.setattr(WSGIHandler, "get_response", in_turn)
    empty = TransactionTestCase._fixture_teardown

    def in_turn_too(case: TransactionTestCase) -> None:
        with lock:  # a page that was closed may still be answered
            empty(case)

    patch.setattr(TransactionTestCase, "_fixture_teardown", in_turn_too)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_listed_once() -> Iterator[None]:
    """Each browser of a test has a chain of middleware of its own, which would list them anew; on the disk they stay the same."""
    listed, walk = dict[str, object](), WhiteNoiseMiddleware.add_files_from_finders

    def once(middleware: WhiteNoiseMiddleware) -> None:
        if not listed:
            walk(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    patch = pytest.MonkeyPatch()
    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _measures_at_hand_are_read_anew() -> None:
    """What a test publishes is rolled back with it."""
    look_again()


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
