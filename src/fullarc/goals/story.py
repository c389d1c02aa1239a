"""The story of one goal in order of time: agreed, rated, spoken of in notes, its targets reached, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fullarc.goals.goal import Goal, Rating
from fullarc.goals.linking import Link
from fullarc.goals.target import TargetCourse


class Kind(StrEnum):
    AGREED = "agreed"
    NOTE = "note"
    RATED = "rated"
    REACHED = "reached"
    CLOSED = "closed"


_ORDER = list(Kind)  # of what happened on one day


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened to a goal. `text` is a sentence; `quote` words of a note, `why` the reason of its link."""

    date: date
    kind: Kind
    text: str
    source: str = ""
    quote: str = ""
    why: str = ""


def story_of(
    goal: Goal,
    ratings: Iterable[Rating],
    links: Iterable[tuple[date, Link]],
    targets: Iterable[TargetCourse] = (),
    closed_because: str = "",
) -> tuple[Moment, ...]:
    """Every moment of a goal, the earliest first. `links` are the notes that speak to it, each with its day."""
    moments = [Moment(rating.date, Kind.RATED, _rated(rating, goal), rating.source) for rating in ratings if rating.goal == goal.id]
    moments += [
        Moment(day, Kind.NOTE, "A note speaks of it.", link.source, link.quote, link.reason) for day, link in links if link.goal == goal.id
    ]
    for each in targets:
        if each.reached_on is not None:
            moments.append(Moment(each.reached_on, Kind.REACHED, f"Target reached: {each.target}."))
    if goal.agreed_on is not None:
        moments.append(Moment(goal.agreed_on, Kind.AGREED, "Agreed."))
    if goal.closed_on is not None:
        moments.append(Moment(goal.closed_on, Kind.CLOSED, f"Closed: {closed_because}" if closed_because else "Closed."))
    return tuple(sorted(moments, key=lambda moment: (moment.date, _ORDER.index(moment.kind))))


def _rated(rating: Rating, goal: Goal) -> str:
    if rating.scale != "gas":
        return f"Rated {rating.value:g} of 10."
    place = int(rating.value) + 2
    signed = f"+{rating.value:g}" if rating.value > 0 else f"−{-rating.value:g}" if rating.value < 0 else "0"
    level = goal.levels[place] if rating.value == int(rating.value) and 0 <= place < len(goal.levels) else ""
    return f"Rated {signed}: {level}" if level else f"Rated {signed}."
