"""The latent course of a client: how severe things truly are at each session, from 0 (not there) to 1 (worst).

What is true about change and durability follows from how a trajectory is built (`Shape`), never from reading its traces.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from fullarc.course.statement import Change, Durability
from fullarc.demo.simulated import Verdict

SEVERE, LIGHT = 0.76, 0.14


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of trajectory: its true verdict, the fewest sessions it needs, and anchors as (share of the course, severity)."""

    verdict: Verdict
    fewest: int
    anchors: tuple[tuple[float, float], ...]


def _shape(change: Change, durability: Durability, fewest: int, *anchors: tuple[float, float]) -> Shape:
    return Shape(Verdict(change, durability), fewest, anchors)


SHAPES = {
    "steady_gain": _shape(Change.IMPROVED, Durability.SUSTAINED, 12, (0, SEVERE), (0.12, SEVERE), (0.6, LIGHT), (1, LIGHT)),
    "uneven_gain": _shape(Change.IMPROVED, Durability.SUSTAINED, 14, (0, SEVERE), (0.1, SEVERE), (0.6, 0.2), (1, LIGHT)),
    "sudden_gain": _shape(Change.IMPROVED, Durability.SUSTAINED, 12, (0, SEVERE), (0.38, 0.72), (0.42, 0.2), (1, LIGHT)),
    "recent_gain": _shape(Change.IMPROVED, Durability.RECENT, 12, (0, SEVERE), (1, SEVERE)),
    "plateau": _shape(Change.NO_CLEAR_CHANGE, Durability.NONE, 10, (0, 0.66), (1, 0.62)),
    "deterioration": _shape(Change.WORSENED, Durability.SUSTAINED, 12, (0, 0.36), (0.15, 0.36), (0.6, 0.84), (1, 0.86)),
    "situational_dip": _shape(Change.IMPROVED, Durability.SUSTAINED, 14, (0, SEVERE), (0.1, SEVERE), (0.5, 0.18), (1, LIGHT)),
    "relapse": _shape(
        Change.NO_CLEAR_CHANGE, Durability.LOST, 16, (0, SEVERE), (0.12, SEVERE), (0.4, LIGHT), (0.62, LIGHT), (0.74, 0.72), (1, 0.74)
    ),
    "regained": _shape(
        Change.IMPROVED,
        Durability.REGAINED,
        20,
        (0, SEVERE),
        (0.1, SEVERE),
        (0.3, LIGHT),
        (0.45, LIGHT),
        (0.5, 0.72),
        (0.63, 0.72),
        (0.7, LIGHT),
        (1, LIGHT),
    ),
    "fluctuating": _shape(Change.NO_CLEAR_CHANGE, Durability.FLUCTUATING, 16, (0, SEVERE), (1, SEVERE)),
    "dropout": _shape(Change.NO_CLEAR_CHANGE, Durability.NONE, 6, (0, SEVERE), (1, 0.7)),
}
BLOCK = 3  # sessions of a swing in a fluctuating course
RECENT = 3  # sessions of a gain that is recent


def trajectory(kind: str, sessions: int, rng: Random) -> list[float]:
    """True severity at each session, with the small weekly movement that every client has."""
    plan = SHAPES[kind]
    values = [_between(plan.anchors, i / max(1, sessions - 1)) for i in range(sessions)]
    values = _SPECIAL.get(kind, _as_planned)(values, rng)
    sway = 0.07 if kind == "uneven_gain" else 0.025
    return [min(1.0, max(0.0, value + rng.uniform(-sway, sway))) for value in values]


def _between(anchors: Sequence[tuple[float, float]], at: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(anchors):
        if at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return anchors[-1][1]


def _as_planned(values: list[float], rng: Random) -> list[float]:
    return values


def _recent(values: list[float], rng: Random) -> list[float]:
    return values[:-RECENT] + [0.2] * RECENT


def _fluctuating(values: list[float], rng: Random) -> list[float]:
    """Blocks of three sessions, bad and good in turn; the last block is bad."""
    turned = values[::-1]
    for i in range(len(turned) - BLOCK):
        if (i // BLOCK) % 2 == 1:
            turned[i] = 0.18
    return turned[::-1]


_SPECIAL: dict[str, Callable[[list[float], Random], list[float]]] = {"recent_gain": _recent, "fluctuating": _fluctuating}


def with_dip(values: Sequence[float], first: int, length: int, depth: float) -> list[float]:
    """The same trajectory with `length` sessions from index `first` on worse by `depth`."""
    return [min(1.0, value + depth) if first <= i < first + length else value for i, value in enumerate(values)]


def with_return(values: Sequence[float], first: int, height: float) -> list[float]:
    """The same trajectory, rising by `height` from index `first` to the end and staying there for the last third of the stretch."""
    stretch = max(1, (len(values) - first) * 2 // 3)
    return [value if i < first else min(1.0, value + height * min(1.0, (i - first + 1) / stretch)) for i, value in enumerate(values)]
