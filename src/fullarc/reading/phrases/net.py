"""The words of all phrases as a net of steps from word to word.

Nothing is multiplied out: "(a|b|c) (d|e|f)" is two steps. Which phrases are still possible after some words is worked out when a note first
leads there (matching.py).
"""

from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from sys import byteorder, intern
from typing import Any, TypeAlias

from fullarc.reading.phrases.phrase import Phrase
from fullarc.reading.phrases.wordings import Wording, tokens_of

KIND = "i"
_DENYING = "ai are ca could did does do had has have is must need should was were wo would"
_NOT = tuple(f"{verb}n't" for verb in _DENYING.split())
_LONG = ("i'm", "i've", "he's", "she's", "that's", "there's", "they're", "they've", "you're", "you've", "who's", "what's")
_WITHOUT_APOSTROPHE = {each: each.replace("'", "") for each in (*_NOT, *_LONG)}  # as it is typed in a hurry; none is another word then
Numbers: TypeAlias = "array[int]"

NOTHING_FOLLOWS = -2  # stands in `gaps` for the last part of a phrase


@dataclass(frozen=True, slots=True)
class Net:
    """Sets of tokens, steps and parts of phrases go by their numbers. All is held in few flat arrays, so that the net is written to a file
    as it is and a hundred thousand steps cost the garbage collector nothing.

    The ways onward from step n are ways[way_at[n]:way_at[n + 1]], as pairs: a set of tokens, the step that each of them leads to; the parts
    complete there are ends[end_at[n]:end_at[n + 1]]. `openings` are the first tokens of phrases; the steps behind the n-th of them are
    opened[opened_at[n]:opened_at[n + 1]]. The parts of a phrase are numbered one after the other.
    """

    sets: list[str]  # the tokens of a set, one a line
    ways: Numbers
    way_at: Numbers
    ends: Numbers
    end_at: Numbers
    openings: list[str]
    opened: Numbers
    opened_at: Numbers
    starts: Numbers  # of each part: its first step
    phrase_of: Numbers  # of each part
    gaps: Numbers  # of each part: what may stand between it and the next (see Phrase)
    opens: Numbers  # of each part: 1 where its phrase begins with it

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> "Net":
        """The net of these phrases; each is known by its number in the row."""
        return _Weaver().woven(phrases)

    def as_json(self) -> dict[str, Any]:
        """Words as they are and numbers by their bytes, which are read back in a moment."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: _written(value) if isinstance(value, array) else value for name, value in values.items()}

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> "Net":
        """The net that `as_json` wrote down."""
        values: dict[str, Any] = {name: _numbers(value) if isinstance(value, str) else value for name, value in said.items()}
        return cls(**values)

    def behind(self, opening: int) -> tuple[int, ...]:
        """The steps behind the opening token of that number."""
        return tuple(dict.fromkeys(self.opened[self.opened_at[opening] : self.opened_at[opening + 1]]))

    def complete(self, steps: Iterable[int]) -> list[int]:
        """The parts that are complete at one of these steps, in order."""
        return sorted({part for step in steps for part in self.ends[self.end_at[step] : self.end_at[step + 1]]})

    def onward(self, steps: Iterable[int], several: Callable[[Iterable[int]], int]) -> dict[str, int]:
        """By the next token the step that it leads to from these; where it leads to more than one, the number that `several` gives
        them. Only numbers: the garbage collector has nothing to look for in these tables, the largest of all."""
        ways, sets = self.ways, self.sets
        found: dict[str, int] = {}
        joint: dict[str, list[int]] = {}
        for step in steps:
            for way in range(self.way_at[step], self.way_at[step + 1], 2):
                tokens, to = _tokens(sets[ways[way]]), ways[way + 1]
                if not found:
                    found = dict.fromkeys(tokens, to)
                    continue
                for token in tokens:
                    if found.setdefault(token, to) != to:
                        joint.setdefault(token, [found[token]]).append(to)
        return found | {token: several(reached) for token, reached in joint.items()} if joint else found

    def after_a_gap(self, parts: Iterable[int], several: Callable[[Iterable[int]], int]) -> dict[str, int]:
        """By its first token, without the blank before it, what `onward` says of the part that follows one of these."""
        return {token.lstrip(" "): step for token, step in self.onward((self.starts[part + 1] for part in parts), several).items()}


def _as_typed(token: str) -> tuple[str, ...]:
    """A token of a phrase in the ways it is typed: "can't" and "cant"; "n't" is any of these words."""
    bare = token.lstrip(" ")
    blank = token[: len(token) - len(bare)]
    if bare == "n't":
        return tuple(blank + way for each in _NOT for way in (each, _WITHOUT_APOSTROPHE[each]))
    return (token, blank + _WITHOUT_APOSTROPHE[bare]) if bare in _WITHOUT_APOSTROPHE else (token,)


@cache
def _tokens(words: str) -> tuple[str, ...]:
    """The tokens of a set, the same objects wherever they come again: less memory to look through is what makes a search quick."""
    return tuple(map(intern, words.split("\n")))


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
        openings = self._openings(start for start, is_first in zip(starts, opens, strict=True) if is_first)
        ways, way_at = _flat(self.ways)
        ends, end_at = _flat(self.ends)
        opened, opened_at = _flat(openings.values())
        sets = ["\n".join(tokens) for tokens in self.sets]
        numbers = [array(KIND, each) for each in (starts, phrase_of, gaps, opens)]
        return Net(sets, ways, way_at, ends, end_at, list(openings), opened, opened_at, *numbers)

    def _openings(self, starts: Iterable[int]) -> dict[str, list[int]]:
        openings: dict[str, list[int]] = {}
        sets = list(self.sets)
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
                    step = self._step([self._set(_as_typed(token)), step], [])
            else:
                step = self._one_of(words, step)
        return step

    def _one_of(self, wordings: tuple[Wording, ...], step: int) -> int:
        single: dict[str, None] = {}
        ways, ends = list[int](), list[int]()
        for wording in wordings:
            if len(wording) == 1 and isinstance(wording[0], str) and len(tokens := tokens_of(f" {wording[0]}")) == 1:
                single |= dict.fromkeys(_as_typed(tokens[0]))
            else:
                start = self._before(wording, step)
                ways += self.ways[start]
                ends += self.ends[start]
        if single:
            ways += (self._set(tuple(single)), step)
        return self._step(ways, ends)


def _written(numbers: Numbers) -> str:
    if byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return b64encode(numbers.tobytes()).decode("ascii")


def _numbers(written: str) -> Numbers:
    numbers = array(KIND, b64decode(written))
    if byteorder == "big":
        numbers.byteswap()
    return numbers


def _flat(rows: Iterable[list[int]]) -> tuple[Numbers, Numbers]:
    """All rows in one, and where each begins; the last place is the end."""
    flat, begins = array(KIND), array(KIND, [0])
    for row in rows:
        flat.extend(row)
        begins.append(len(flat))
    return flat, begins
