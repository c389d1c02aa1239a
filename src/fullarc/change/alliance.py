"""Session feedback: low scores, drops, and whether a drop was repaired. A prompt to talk about it, no verdict on the alliance.

Thresholds as usual for the Session Rating Scale (four lines of 0-10, total 0-40); those marked so are not verified at a source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean, stdev

from fullarc.change.direction import NotEnough, as_number, as_numbers

TOTAL_BELOW, LINE_BELOW, FALL = 36.0, 9.0, 1.0
OWN_SDS, OWN_SESSIONS = 1.5, 5  # fall below the own mean by so many SDs, after so many sessions; not verified
REPAIR_WITHIN, RETURN_WITHIN = 3, 1.0  # sessions, points
WAI_SDS, WAI_ITEM_MEAN = 1.0, 0.5  # not verified
LEAST = 3
NO_TREND = "No trend: fewer than three ratings of the sessions."
ALWAYS_HIGHEST = "No variation: every rating is the highest there is; the measure may not be telling you anything."


class Repair(StrEnum):
    REPAIRED = "rupture-repair pattern"
    UNREPAIRED = "unrepaired drop"
    OPEN = "drop, too early to tell whether it is repaired"


@dataclass(frozen=True, slots=True)
class Drop:
    """A fall from one rating to the next. `place` is that of the lower rating, from 0; `back_at` that of the return, or -1."""

    place: int
    size: float
    kind: Repair
    back_at: int = -1


def low_ratings(total: float, lines: Sequence[float] = (), *, previous: float | None = None) -> tuple[str, ...]:
    """What is low about one rating, in words: total below 36, a line below 9, a fall of 1 or more from the previous total."""
    total, lines = as_number(total), as_numbers(lines)
    reasons = [f"total {total:g}, below {TOTAL_BELOW:g}"] if total < TOTAL_BELOW else []
    reasons += [f"line {place}: {line:g}, below {LINE_BELOW:g}" for place, line in enumerate(lines, start=1) if line < LINE_BELOW]
    if previous is not None and previous - total >= FALL:
        reasons.append(f"{previous - total:g} points less than the time before")
    return tuple(reasons)


def below_own_range(totals: Sequence[float]) -> bool:
    """Is the latest total below the mean of the earlier ones by 1.5 of their SDs? Refused (NotEnough) with fewer than five earlier ones."""
    *earlier, latest = as_numbers(totals)
    if len(earlier) < OWN_SESSIONS:
        raise NotEnough(f"No own range yet: {len(earlier)} earlier ratings, {OWN_SESSIONS} are needed.")
    return latest < mean(earlier) - OWN_SDS * stdev(earlier)


def drops(totals: Sequence[float], fall: float = FALL) -> tuple[Drop, ...]:
    """Every fall of at least `fall` points, and whether the rating came back to within 1 point of its level before in 1 to 3 sessions.

    Refused (NotEnough) with fewer than three ratings. Look at the outcome score of the same day before calling a fall a rupture.
    """
    if len(totals) < LEAST:
        raise NotEnough(NO_TREND)
    totals = as_numbers(totals)
    steps = [(place, totals[place - 1] - totals[place]) for place in range(1, len(totals))]
    return tuple(_judged(totals, place, size) for place, size in steps if size >= fall)


def _judged(totals: Sequence[float], place: int, size: float) -> Drop:
    near = totals[place - 1] - RETURN_WITHIN
    window = range(place + 1, min(place + 1 + REPAIR_WITHIN, len(totals)))
    back = next((later for later in window if totals[later] >= near and totals[later] > totals[place]), None)
    if back is not None:
        return Drop(place, size, Repair.REPAIRED, back)
    return Drop(place, size, Repair.UNREPAIRED if place + REPAIR_WITHIN < len(totals) else Repair.OPEN)


def always_highest(totals: Sequence[float], highest: float) -> str:
    """The sentence to show when at least three ratings all stand at the top of the scale; empty otherwise."""
    return ALWAYS_HIGHEST if len(totals) >= LEAST and all(total >= highest for total in totals) else ""


def item_mean_fell(item_means: Sequence[float]) -> bool:
    """Working Alliance Inventory, short: did the latest mean per item fall by 0.5, or by one SD of the earlier ones, from the one before?

    Refused (NotEnough) with fewer than three.
    """
    if len(item_means) < LEAST:
        raise NotEnough(NO_TREND)
    item_means = as_numbers(item_means)
    fell, spread = item_means[-2] - item_means[-1], stdev(item_means[:-1])
    return fell >= WAI_ITEM_MEAN or (spread > 0 and fell >= WAI_SDS * spread)


def rupture_or_bad_day(drop: Drop, outcome_worse_that_day: bool) -> str:
    """How to speak of a drop, given whether the outcome score of the same day was worse as well."""
    if outcome_worse_that_day:
        return "The outcome score of the same day was worse as well: ask about the day before asking about the work together."
    return f"The rating of the session fell by {drop.size:g}; the outcome score of that day did not."
