"""The NegEx sentences: where the marked concept stands, and what the reader says of it."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from fullarc.reading.finding import Status
from fullarc.reading.reader import status_of


@dataclass(frozen=True)
class Row:
    sentence: str
    places: tuple[tuple[int, int], ...]
    negated: bool
    temporality: str

    def says(self, status: Status) -> bool:
        """A row has a status when any place of its concept has it."""
        return any(status_of(self.sentence, start, end).status is status for start, end in self.places)


def rows(shared: Path) -> list[Row]:
    with (shared / "data/negex_context/context.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Row(row["sentence"], _places(row["concept"], row["sentence"]), row["negation"] == "Negated", row["temporality"])
            for row in csv.DictReader(lines)
        ]


def _places(concept: str, sentence: str) -> tuple[tuple[int, int], ...]:
    """The annotators' capitals; else any case; else the longest beginning of the concept; else the whole sentence."""
    words = [re.escape(word) for word in concept.split()]
    for flags in (0, re.IGNORECASE):
        for number in range(len(words), 0, -1) if flags else (len(words),):
            pattern = r"\s+".join(words[:number])
            found = re.finditer(pattern if flags else _upper(concept), sentence, flags)
            places = tuple(match.span() for match in found)
            if places:
                return places
    return ((0, len(sentence)),)


def _upper(concept: str) -> str:
    return r"\s+".join(re.escape(word.upper()) for word in concept.split())


def f1(found: list[bool], true: list[bool]) -> float:
    both = sum(one and other for one, other in zip(found, true, strict=True))
    return 2 * both / (sum(found) + sum(true)) if both else 0.0
