"""The demo practice is built by the demo app, when that is installed: `fullarc.web.demo.actions.build_demo_practice() -> User`.

The function runs in the first-start transaction, begins the practice with `begin_practice(..., invented=True)` and returns who is then
signed in.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from fullarc.web.accounts.models import User

HOME = "fullarc.web.demo"


def builder() -> Callable[[], User] | None:
    """The function that builds the demo practice; None while there is no demo app."""
    if not apps.is_installed(HOME) or find_spec(f"{HOME}.actions") is None:
        return None
    build: Callable[[], User] | None = getattr(import_module(f"{HOME}.actions"), "build_demo_practice", None)
    return build
