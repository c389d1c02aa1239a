"""Exposure: the course of distress (SUDS, 0 to 100) within an attempt and from attempt to attempt at one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.modalities.readings import readings
from fullarc.modalities.tracker import Row

DONE_AT = 30.0  # a peak so low is the usual end of a step; 20 to 30 are in use
HALVED = 0.5
IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Attempt:
    date: date
    curve: tuple[float, ...]

    @property
    def peak(self) -> float:
        return max(self.curve)

    @property
    def end(self) -> float:
        return self.curve[-1]

    @property
    def within(self) -> float:
        """Peak less end. A small one is no failure."""
        return self.peak - self.end


def attempt(row: Row) -> Attempt:
    """Raises EntryRefused for readings that are none."""
    return Attempt(row.date, readings(row.text("suds"), 0, 100))


def between(attempts: Sequence[Attempt]) -> float | None:
    """Last peak less first peak on the same step: negative is less distress. None below two attempts."""
    return attempts[-1].peak - attempts[0].peak if len(attempts) > 1 else None


def step_is_done(attempts: Sequence[Attempt], *, done_at: float = DONE_AT) -> bool:
    """Whether the last two attempts both peaked at or below `done_at`, or at half of the first peak or less."""
    if len(attempts) < IN_A_ROW:
        return False
    half = attempts[0].peak * HALVED
    return all(one.peak <= max(done_at, half) for one in attempts[-IN_A_ROW:])
