"""Rounds: what is looked after again and again. An app names its own in its `rounds.py`, which is read when the background work begins.

    @a_round("reminders", every=timedelta(minutes=1), needed=lambda: Assignment.objects.filter(remind=True).exists())
    def remind(now: datetime) -> None: ...

A round does the same however often it is run, and by however many at once. It runs outside a transaction and opens its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

Run = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Round:
    """`needed` says whether anybody would miss it: a worker that stands still matters only then."""

    name: str
    every: timedelta
    run: Run
    needed: Callable[[], bool]


_known: dict[str, Round] = {}


def a_round(name: str, *, every: timedelta, needed: Callable[[], bool] = lambda: False) -> Callable[[Run], Run]:
    """Name a round. A name is given out once."""

    def register(run: Run) -> Run:
        if name in _known and _known[name].run.__module__ != run.__module__:
            raise ValueError(f"The round {name!r} is named twice.")
        _known[name] = Round(name, every, run, needed)
        return run

    return register


def rounds() -> list[Round]:
    """All rounds of all apps."""
    for app in apps.get_app_configs():
        if app.name.startswith("fullarc.web.") and app.name != "fullarc.web.work" and find_spec(f"{app.name}.rounds"):
            import_module(f"{app.name}.rounds")
    return list(_known.values())
