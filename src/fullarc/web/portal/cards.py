"""The cards of the start page of a client: what is due, what stands open, what can be looked at.

An app of the client's side offers its cards as `queries.cards_for(client, now) -> list[Card]`; the start page finds them by that name, so
that the portal stands above the apps that use its shell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from fullarc.web.accounts.models import User
    from fullarc.web.clients.models import Client


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a title and a sentence in the words of the client, and the page it opens.

    `done`: nothing is left to do; such cards stand below the others. `order`: small numbers first (due today 10, due later 20, homework 30,
    a log 40, something to look at 60).
    """

    title: str
    sentence: str
    href: str
    done: bool = False
    order: int = 50


Offer = Callable[["Client", datetime], list[Card]]


def cards_of(client: "Client", now: datetime) -> list[Card]:
    """All cards for a client at this moment, what is to be done first."""
    found = [card for offer in offers("cards_for") for card in offer(client, now)]
    return sorted(found, key=lambda card: (card.done, card.order, str(card.title)))


def ward_cards_of(client: "Client", scopes: frozenset[str], guardian: "User") -> list[Card]:
    """The cards for a guardian: what apps offer as `queries.ward_cards_for(client, scopes, guardian)`, each within the scopes."""
    found = [card for offer in offers("ward_cards_for") for card in offer(client, scopes, guardian)]
    return sorted(found, key=lambda card: (card.done, card.order, str(card.title)))


def offers(name: str) -> Iterator[Callable[..., list[Card]]]:
    """The functions of this name in the `queries` of all apps of Fullarc, in the order of the apps."""
    for app in apps.get_app_configs():
        if app.name.startswith("fullarc.web.") and find_spec(f"{app.name}.queries"):
            offer = getattr(import_module(f"{app.name}.queries"), name, None)
            if offer is not None:
                yield offer
