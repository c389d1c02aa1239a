"""Goal Attainment Scaling: how far a set of goals is reached, as one T-score (Kiresuk & Sherman 1968)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from fullarc.goals.goal import Goal, Rating

RHO = 0.3  # assumed correlation between goals, Kiresuk & Sherman 1968
LOWEST, HIGHEST = -3.0, 2.0  # -3 only in the variant with a level for worse than -2
MEANINGFUL_PROGRESS = 2.45  # on a 0-10 rating; Edbrooke-Childs et al. 2015, not verified at its source


class NoAttainment(ValueError):
    """No T-score can be given; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """`t` is the T-score of the latest ratings of every rated goal, or None because `reason`.

    `baseline`, `current` and `change` compare the same goals, those of `compared`: each rated at least twice.
    `remarks` are sentences that belong beside the figures.
    """

    t: float | None
    baseline: float | None
    current: float | None
    change: float | None
    compared: tuple[str, ...]
    reason: str
    remarks: tuple[str, ...]


def gas_t(levels: Sequence[float], weights: Sequence[float] | None = None, rho: float = RHO) -> float:
    """T = 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho sum(w)^2); 50 is the expected outcome, higher is better.

    `levels` are the attained levels, -2 to +2 (-3 in the 6-point variant, -0.5 for partly achieved); `weights` default to 1,
    and a weight of 0 removes the goal. Source: Kiresuk & Sherman 1968, Community Ment Health J 4:443-453. Mean 50 and SD 10
    hold only when levels were set realistically; the figure is not comparable with T-scores of questionnaires.
    """
    used = [1.0] * len(levels) if weights is None else list(weights)
    if len(used) != len(levels):
        raise NoAttainment(f"No T-score: found {len(levels)} levels and {len(used)} weights; give one weight a goal.")
    if any(weight < 0 for weight in used):
        raise NoAttainment("No T-score: found a weight below 0; weights are 0 or more.")
    outside = [level for level in levels if not LOWEST <= level <= HIGHEST]
    if outside:
        raise NoAttainment(f"No T-score: found the level {outside[0]:g}; levels run from -2 to +2 (-3 for worse than -2).")
    if not any(used):
        raise NoAttainment("No T-score: no goal is left; rate at least one goal with a weight above 0.")
    weighted = sum(weight * level for weight, level in zip(used, levels, strict=True))
    spread = (1 - rho) * sum(weight * weight for weight in used) + rho * sum(used) ** 2
    return 50 + 10 * weighted / sqrt(spread)


def weight_of(importance: int, difficulty: int) -> int:
    """Weight = importance (0-3) x difficulty (1-3); importance 0 removes the goal. Fixed at the baseline."""
    if importance not in range(4) or difficulty not in range(1, 4):
        raise NoAttainment(
            f"found importance {importance} and difficulty {difficulty}; importance runs from 0 to 3, difficulty from 1 to 3"
        )
    return importance * difficulty


def step_of(weights: Sequence[float], rho: float = RHO) -> float:
    """How far T moves when the first goal moves by one level."""
    return gas_t([1.0] + [0.0] * (len(weights) - 1), weights, rho) - 50


def attainment(goals: Sequence[Goal], ratings: Sequence[Rating], rho: float = RHO) -> Attainment:
    """T-score now, and its change since each goal's first rating.

    Only ratings on the scale "gas" count. Levels must be written for every rated goal. A goal added later is left out of the
    change until it has been rated twice; a closed goal stays in with its last rating and a remark.
    """
    rated = {goal.id: sorted((r for r in ratings if r.goal == goal.id and r.scale == "gas"), key=lambda r: r.date) for goal in goals}
    places = {goal.id: place for place, goal in enumerate(goals, start=1)}
    scaled = [goal for goal in goals if rated[goal.id] and goal.weight > 0]
    reason = _refusal(goals, scaled, places)
    if reason:
        return Attainment(None, None, None, None, (), reason, ())
    latest = gas_t([rated[goal.id][-1].value for goal in scaled], [goal.weight for goal in scaled], rho)
    twice = [goal for goal in scaled if rated[goal.id][-1].date > rated[goal.id][0].date]
    remarks = _remarks(scaled, twice, places)
    if not twice:
        return Attainment(latest, None, None, None, (), "One rating so far; change needs a baseline and a later rating.", remarks)
    weights = [goal.weight for goal in twice]
    first = gas_t([rated[goal.id][0].value for goal in twice], weights, rho)
    last = gas_t([rated[goal.id][-1].value for goal in twice], weights, rho)
    return Attainment(latest, first, last, last - first, tuple(goal.id for goal in twice), "", remarks)


def _refusal(goals: Sequence[Goal], scaled: Sequence[Goal], places: dict[str, int]) -> str:
    if not goals:
        return "No T-score: no goal is agreed."
    if not scaled:
        return "No T-score: no goal is rated yet."
    for goal in scaled:
        if len(goal.levels) != 5 or not all(level.strip() for level in goal.levels):
            return f"No T-score: levels for goal {places[goal.id]} are not written."
    return ""


def _remarks(scaled: Sequence[Goal], twice: Sequence[Goal], places: dict[str, int]) -> tuple[str, ...]:
    remarks = []
    if len(scaled) == 1:
        remarks.append(f"1 goal only: T moves in steps of {step_of([scaled[0].weight]):.0f}.")
    remarks += [f"Goal {places[goal.id]} was closed; its last rating stays in." for goal in scaled if goal.closed_on is not None]
    if twice:
        remarks += [f"Goal {places[goal.id]} has one rating so far and is left out of the change." for goal in scaled if goal not in twice]
    return tuple(remarks)


def is_meaningful_progress(before: float, after: float) -> bool:
    """Did a 0-10 goal rating rise by the meaningful amount (2.45, or 3 in whole steps)? Higher is better."""
    for value in (before, after):
        if not 0 <= value <= 10:
            raise NoAttainment(f"found a goal rating of {value:g}; ratings run from 0 to 10")
    return after - before >= MEANINGFUL_PROGRESS
