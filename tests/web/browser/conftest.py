"""For the browser tests: a small demo practice, made when the first start asks for it."""

from collections.abc import Callable
from functools import partial

import pytest

from fullarc.web.accounts import demo
from fullarc.web.demo.actions import build_demo_practice

CLIENTS = 5


class AtOnce:
    """A thread whose work is done when it has been started: the test database has one connection."""

    def __init__(self, *, target: Callable[..., None], args: tuple[object, ...], **_: object) -> None:
        self.start = lambda: target(*args)


@pytest.fixture
def small_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Thread", AtOnce)
    monkeypatch.setattr(demo, "_making", [])
    monkeypatch.setattr(demo, "builder", lambda: partial(build_demo_practice, courses=CLIENTS))
