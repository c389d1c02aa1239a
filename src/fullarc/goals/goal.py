"""A goal of the client and what was said about how far it is reached."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Goal:
    """An agreed aim in the client's words. `levels` are the five GAS levels from -2 to +2 when they are written."""

    id: str
    text: str
    agreed_on: date | None = None
    closed_on: date | None = None
    levels: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Rating:
    """A dated value of a goal. `scale` is "gas" (-2 to +2) or "0-10" (10 fully reached)."""

    date: date
    goal: str
    value: float
    scale: str
    source: str = ""
