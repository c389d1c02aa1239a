"""How far a figure could be off by the choice of notes: percentile bootstrap over notes (Efron & Tibshirani 1993, ch. 13)."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from operator import mul

from fullarc.reading.evaluation.tally import SHARES, Tallies, Tally, shares

DRAWS = 1000
SEED = 20261121
COUNTS = tuple(each.name for each in fields(Tally))


def interval(per_note: Sequence[Tallies], draws: int = DRAWS, seed: int = SEED) -> dict[str, dict[str, tuple[float, float]]]:
    """95 % intervals by group and share: notes are drawn with replacement, the 2.5th and 97.5th percentile of the draws are given.
    Draws without any matched finding of a group tell nothing of it and are left out."""
    chance = random.Random(seed)  # noqa: S311 a repeatable draw, no secret
    names = sorted({name for note in per_note for name in note.groups})
    columns = {name: _columns([note.groups.get(name, Tally()) for note in per_note]) for name in names}
    drawn: dict[str, dict[str, list[float]]] = {name: {share: [] for share in SHARES} for name in names}
    for _ in range(draws):
        times = Counter(chance.choices(range(len(per_note)), k=len(per_note)))
        weights = [times[number] for number in range(len(per_note))]
        for name in names:
            for share, value in shares({key: sum(map(mul, weights, column)) for key, column in columns[name].items()}).items():
                if value is not None:
                    drawn[name][share].append(value)
    return {name: {share: _middle(values) for share, values in drawn[name].items() if values} for name in names}


def _columns(tallies: Sequence[Tally]) -> Mapping[str, list[int]]:
    rows = [asdict(tally) for tally in tallies]
    return {key: [row[key] for row in rows] for key in COUNTS}


def _middle(values: list[float]) -> tuple[float, float]:
    values.sort()
    return values[int(0.025 * (len(values) - 1))], values[round(0.975 * (len(values) - 1))]
