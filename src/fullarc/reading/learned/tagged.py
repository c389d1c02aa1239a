"""A note as the tagger sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fullarc.reading.finding import Status


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """`starts` and `ends`: where the words of the note stand; `likely`: a row a word, a column an indicator (of `columns`), 0 to 1; `told`:
    a row a word, a column a status (of `statuses`), 0 to 1, together 1; `often`: the indicators that were annotated so often that little
    likelihood means something."""

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    likely: NDArray[np.float16]
    columns: Mapping[str, int]
    told: NDArray[np.float16]
    statuses: tuple[Status, ...]
    often: frozenset[str]

    def within(self, start: int, end: int, indicator: str) -> float:
        """The most that a word of text[start:end] is given for an indicator; 0 for one that was in no annotated note."""
        words, column = self._words(start, end), self.columns.get(indicator)
        return 0.0 if column is None else float(self.likely[words, column].max(initial=0))

    def status(self, start: int, end: int) -> Status:
        """The status in which text[start:end] most likely tells what it tells."""
        told = self.told[self._words(start, end)].sum(0, dtype=np.float32)
        return self.statuses[int(told.argmax())] if told.any() else Status.PRESENT

    def shares(self, start: int, end: int) -> dict[Status, float]:
        """How likely text[start:end] is told in each status, together 1: the mean over its words; empty where no word stands."""
        told = self.told[self._words(start, end)]
        return dict(zip(self.statuses, told.mean(0, dtype=np.float32).tolist(), strict=True)) if len(told) else {}

    def runs(self, least: float, bounds: Sequence[int]) -> list[tuple[int, int, str]]:
        """The stretches that tell of an indicator, as start, end and indicator: words with half of `least` each, one of them with `least`.
        One word less likely may lie between, the beginning of a sentence (`bounds`) may not."""
        found = []
        names, lines = list(self.columns), np.searchsorted(np.asarray(bounds), self.starts, "right")
        for column in np.flatnonzero(self.likely.max(0, initial=0) >= least):
            given = self.likely[:, column]
            high = np.flatnonzero(given >= least / 2)
            for run in np.split(high, np.flatnonzero((np.diff(high) > 2) | (np.diff(lines[high]) != 0)) + 1):
                if given[run].max() >= least:
                    found.append((int(self.starts[run[0]]), int(self.ends[run[-1]]), names[column]))
        return sorted(found)

    def _words(self, start: int, end: int) -> slice:
        return slice(int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end)))
