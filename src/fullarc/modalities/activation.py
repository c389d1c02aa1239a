"""Behavioural activation: what was planned and done, with mastery and pleasure against mood."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, mean

from fullarc.modalities.tracker import Row

YES = 3  # of "no, another activity, partly, yes"
LEAST_PAIRS = 10


@dataclass(frozen=True, slots=True)
class Activation:
    """`done` counts planned activities that were done as planned, `told` those whose row says what became of them.

    `pleasure_with_mood` is Pearson's r within this person; None below ten rows with both, or where one of them never moved.
    """

    planned: int
    told: int
    done: int
    active_days: int
    mastery: float | None
    pleasure: float | None
    pleasure_with_mood: float | None
    pairs: int

    @property
    def completion(self) -> float | None:
        return self.done / self.told if self.told else None


def activation(rows: Sequence[Row]) -> Activation:
    """The figures of a stretch of the schedule. A rating left empty is left out; it is no zero."""
    known = [(row, level) for row in rows if (level := row.number("done")) is not None]
    pairs = [(p, m) for row in rows if (p := row.number("pleasure")) is not None and (m := row.number("mood")) is not None]
    return Activation(
        planned=len(rows),
        told=len(known),
        done=sum(level == YES for _, level in known),
        active_days=len({row.date for row, level in known if level > 0}),
        mastery=_mean(rows, "mastery"),
        pleasure=_mean(rows, "pleasure"),
        pleasure_with_mood=_together(pairs),
        pairs=len(pairs),
    )


def _mean(rows: Sequence[Row], line: str) -> float | None:
    values = [value for row in rows if (value := row.number(line)) is not None]
    return mean(values) if values else None


def _together(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < LEAST_PAIRS:
        return None
    try:
        return correlation([p for p, _ in pairs], [m for _, m in pairs])
    except StatisticsError:  # one of the two is the same in every row
        return None
