"""The demo practice is built by the demo app, when that is installed: `fullarc.web.demo.actions.build_demo_practice(told=…) -> User`.

It takes the better part of a minute, so it is made beside the requests, and a page that renews itself says how far it is. The function
begins the practice with `begin_practice(..., invented=True)` in one transaction and returns who is then signed in; `told(made, of)` hears
how far it is.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from threading import Lock, Thread
from typing import Protocol
from uuid import UUID

from django.apps import apps
from django.db import connections

from fullarc.web.accounts.models import User

HOME = "fullarc.web.demo"
log = logging.getLogger(__name__)


class Builder(Protocol):
    def __call__(self, *, told: Callable[[int, int], None]) -> User: ...


def builder() -> Builder | None:
    """The function that builds the demo practice; None while there is no demo app."""
    if not apps.is_installed(HOME) or find_spec(f"{HOME}.actions") is None:
        return None
    build: Builder | None = getattr(import_module(f"{HOME}.actions"), "build_demo_practice", None)
    return build


@dataclass(slots=True)
class Making:
    """How far a demo practice is: so many clients `made` of `of`. `person` is set when it is done, `failed` when nothing came of it."""

    made: int = 0
    of: int = 0
    person: UUID | None = None
    failed: bool = False
    thread: Thread | None = None

    def told(self, made: int, of: int) -> None:
        self.made, self.of = made, of

    @property
    def running(self) -> bool:
        return self.thread is not None and self.person is None and not self.failed


_lock = Lock()
_making: list[Making] = []  # at most one


def making() -> Making | None:
    """The practice that is being made, or was made last, in this process."""
    return _making[0] if _making else None


def start(build: Builder) -> Making:
    """Begin to make the practice beside the requests; while one is being made, that one."""
    with _lock:
        now = making()
        if now is not None and now.running:
            return now
        begun = Making()
        begun.thread = Thread(target=_make, args=(begun, build), name="demo practice", daemon=True)
        _making[:] = [begun]
        begun.thread.start()
        return begun


def _make(begun: Making, build: Builder) -> None:
    try:
        begun.person = build(told=begun.told).pk
    except Exception:  # whatever it was, the page must say so; the transaction was rolled back
        log.exception("The demo practice could not be made.")
        begun.failed = True
    finally:
        connections.close_all()
