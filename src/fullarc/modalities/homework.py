"""Homework: how much of what was due was done, and what was in the way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.modalities.code_list import codes_in
from fullarc.modalities.tracker import Row

MOST_OF_IT = 3  # of "none, little, half, most, all"


@dataclass(frozen=True, slots=True)
class HomeworkRate:
    """`due` leaves out what was cancelled by agreement and what nobody has said anything of yet."""

    due: int
    done: int
    obstacles: tuple[tuple[str, int], ...]


def homework_rate(rows: Sequence[Row]) -> HomeworkRate:
    """`done` counts tasks of which most or all was done."""
    due = [row for row in rows if not row.number("cancelled") and row.number("completion") is not None]
    obstacles = Counter(code for row in due for code in codes_in(row.text("obstacles")))
    return HomeworkRate(len(due), sum((row.number("completion") or 0) >= MOST_OF_IT for row in due), tuple(obstacles.most_common()))
