"""The words of all phrases as a net of steps from word to word.

Nothing is multiplied out: "(a|b|c) (d|e|f)" is two steps. Which phrases are still possible after some words is worked out when a note first
leads there (matching.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from fullarc.reading.phrases import Phrase
from fullarc.reading.wordings import Wording, tokens_of

NOTHING_FOLLOWS = -2  # stands in `gaps` for the last part of a phrase


@dataclass(frozen=True, slots=True)
class Net:
    """Sets of tokens, steps and parts of phrases go by their numbers, so that the net is written to a file as it is.

    `ways[step]`: the ways onward, as pairs in a row: a set of tokens, the step that each of them leads to. `ends[step]`: the parts that are
    complete there. `openings[token]`: the steps behind the first token of a part. The parts of a phrase are numbered one after the other.
    """

    sets: list[list[str]]
    ways: list[list[int]]
    ends: list[list[int]]
    openings: dict[str, list[int]]
    phrase_of: list[int]  # of each part
    gaps: list[int]  # of each part: what may stand between it and the next (see Phrase)
    opens: list[bool]  # of each part: whether its phrase begins with it

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "Net":
        """The net of these phrases; each is known by its number in the row."""
        return _Weaver().woven(phrases)

    def as_json(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


class _Weaver:
    def __init__(self) -> None:
        self.sets: dict[tuple[str, ...], int] = {}
        self.ways: list[list[int]] = []
        self.ends: list[list[int]] = []

    def woven(self, phrases: Iterable[Phrase]) -> Net:
        starts: list[int] = []
        phrase_of, gaps, opens = list[int](), list[int](), list[bool]()
        for number, phrase in enumerate(phrases):
            for nth, wording in enumerate(phrase.parts):
                starts.append(self._before(wording, self._step([], [len(gaps)])))
                phrase_of.append(number)
                gaps.append(phrase.gaps[nth] if nth < len(phrase.gaps) else NOTHING_FOLLOWS)
                opens.append(nth == 0)
        sets = list(map(list, self.sets))
        return Net(sets, self.ways, self.ends, self._openings(starts, sets), phrase_of, gaps, opens)

    def _openings(self, starts: list[int], sets: list[list[str]]) -> dict[str, list[int]]:
        openings: dict[str, list[int]] = {}
        for start in starts:
            ways = iter(self.ways[start])
            for tokens, target in zip(ways, ways, strict=True):
                for token in sets[tokens]:
                    openings.setdefault(token.lstrip(), []).append(target)
        return openings

    def _step(self, ways: list[int], ends: list[int]) -> int:
        self.ways.append(ways)
        self.ends.append(ends)
        return len(self.ways) - 1

    def _set(self, tokens: tuple[str, ...]) -> int:
        return self.sets.setdefault(tokens, len(self.sets))

    def _before(self, wording: Wording, step: int) -> int:
        """The step from which a wording leads to the given one."""
        for words in reversed(wording):
            if isinstance(words, str):
                for token in reversed(tokens_of(f" {words}")):
                    step = self._step([self._set((token,)), step], [])
            else:
                step = self._one_of(words, step)
        return step

    def _one_of(self, wordings: tuple[Wording, ...], step: int) -> int:
        single: dict[str, None] = {}
        ways, ends = list[int](), list[int]()
        for wording in wordings:
            if len(wording) == 1 and isinstance(wording[0], str) and len(tokens := tokens_of(f" {wording[0]}")) == 1:
                single[tokens[0]] = None
            else:
                start = self._before(wording, step)
                ways += self.ways[start]
                ends += self.ends[start]
        if single:
            ways += (self._set(tuple(single)), step)
        return self._step(ways, ends)
