"""For the browser tests: a small demo practice with more signals waiting than the top of a page shows."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from fullarc.reading.reader import read
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts import demo
from fullarc.web.accounts.models import User
from fullarc.web.demo.actions import build_demo_practice
from fullarc.web.signals.actions import raise_signal

CLIENTS = 5


class AtOnce:
    """A thread whose work is done when it has been started: the test database has one connection."""

    def __init__(self, *, target: Callable[..., None], args: tuple[object, ...], **_: object) -> None:
        self.start = lambda: target(*args)


# The server of these tests shares its process with them: a page may wait for whatever else is going on.
expect.set_options(timeout=30_000)


@pytest.fixture(autouse=True, scope="session")
def _lexicon_is_loaded() -> None:
    read("")


def build(*given: object, **more: object) -> User:
    visitor = build_demo_practice(*given, courses=CLIENTS, young=False, **more)  # type: ignore[arg-type]
    client = clients_open_to(visitor, to=Permission.READ_SIGNALS)[0]
    for kind in ("suicidal_ideation", "self_harm", "violence", "access_to_means"):
        raise_signal(client, kind=kind, reason="The note speaks of it", source=client.courses.get(), on=timezone.localdate(), by=visitor)
    return visitor


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Thread", AtOnce)
    monkeypatch.setattr(demo, "_making", [])
    monkeypatch.setattr(demo, "builder", lambda: build)
