"""Where phrases stand in a text: its words are walked once through the net of phrases, then gaps are joined within a sentence."""

import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Generic, TypeVar

from fullarc.reading.net import NOTHING_FOLLOWS, Net
from fullarc.reading.phrases import Phrase
from fullarc.reading.plain_text import PlainText
from fullarc.reading.wordings import tokens_of

FILLERS = frozenset(tomllib.loads((Path(__file__).parent / "fillers.toml").read_text(encoding="utf-8"))["words"])
MOST_FILLERS = 6
SIGNS_OF_A_WORD = 24  # no gap is longer than this many signs for each of its words
MANY_HEADS = 8
_CLAUSE_MARKS = frozenset(",;.?!")

M = TypeVar("M")
Occurrence = tuple[int, int, int]  # start, end (in the plain text), number of the phrase
_Part = tuple[int, int, "_Place[Any]"]


@dataclass(frozen=True, slots=True)
class TokenText:
    """The words and signs of a plain text: as they are joined, without the blank before them, and where each of them ends."""

    plain: PlainText
    joined: list[str]
    bare: list[str]
    ends: list[int]

    @classmethod
    def of(cls, plain: PlainText) -> "TokenText":
        joined = tokens_of(plain.plain)
        return cls(plain, joined, [token.lstrip(" ") for token in joined], list(accumulate(map(len, joined))))


class _Place(Generic[M]):
    """What is known after some words: the ways onward by the next token, what the phrases that are complete mean, and the parts of phrases
    with gaps that are complete and wait for their next part (`heads`) or follow another part (`tails`)."""

    __slots__ = ("heads", "is_part", "joins", "means", "met", "onward", "reach", "tails")

    def __init__(self, net: Net, steps: Iterable[int], meaning: Callable[[Sequence[int]], M]) -> None:
        ends = sorted({part for step in steps for part in net.ends[step]})
        whole = [net.phrase_of[part] for part in ends if net.opens[part] and net.gaps[part] == NOTHING_FOLLOWS]
        self.means = meaning(whole) if whole else None
        self.heads = tuple(part for part in ends if net.gaps[part] != NOTHING_FOLLOWS)
        self.tails = frozenset(part for part in ends if not net.opens[part])
        self.is_part = bool(self.heads or self.tails)
        self.reach = max((_reach(net.gaps[part]) for part in self.heads), default=0)
        self.onward: dict[str, Any] = _onward(net, steps)  # a place, or the steps of one that no note has led to yet
        self.met: set[_Place[M]] = set()
        self.joins: dict[_Place[M], list[int]] = {}

    def leads_to(self, places: set["_Place[M]"]) -> bool:
        """Whether a phrase goes on from here to one of these places. What a pair has in common is worked out when it first meets."""
        if not places <= self.met:
            for tail in places - self.met:
                if parts := [part for part in self.heads if part + 1 in tail.tails]:
                    self.joins[tail] = parts
            self.met |= places
        return not self.joins.keys().isdisjoint(places)


def _onward(net: Net, steps: Iterable[int]) -> dict[str, Any]:
    onward: dict[str, list[int]] = {}
    for step in steps:
        ways = iter(net.ways[step])
        for tokens, target in zip(ways, ways, strict=True):
            for token in net.sets[tokens]:
                onward.setdefault(token, []).append(target)
    return onward


class Finder(Generic[M]):
    """Finds all places of many phrases. Whole words only; overlapping places are all reported.

    `meaning` says what the phrases (by number) mean that were found at one place; it is asked once for each set of phrases."""

    def __init__(self, net: Net, meaning: Callable[[Sequence[int]], M]) -> None:
        self._net = net
        self._meaning = meaning
        self._openings: dict[str, Any] = dict(net.openings)  # as `onward`
        self._places: dict[tuple[int, ...], _Place[M]] = {}
        self._alone: dict[int, M] = {}

    def find(self, text: TokenText, sentence_starts: Sequence[int]) -> list[tuple[int, int, int, M]]:
        """Each place as (start, end, number of its sentence, meaning), in no certain order. Start and end in the plain text; none reaches
        over the beginning of a sentence. Words before the first sentence have the number -1."""
        joined, bare, ends, openings = text.joined, text.bare, text.ends, self._openings
        found: list[tuple[int, int, int, M]] = []
        begin = 0
        for number, limit in enumerate((*sentence_starts, len(text.plain.plain) + 1), -1):
            stop = bisect_right(ends, limit, begin)
            parts: list[_Part] = []
            for index in range(begin, stop):
                token = bare[index]
                place = openings.get(token)
                if place is None:
                    continue
                if place.__class__ is list:
                    place = openings[token] = self._place(place)
                start = ends[index] - len(token)
                last = index
                while True:
                    if place.means is not None:
                        found.append((start, ends[last], number, place.means))
                    if place.is_part:
                        parts.append((start, ends[last], place))
                    last += 1
                    if last >= stop:
                        break
                    onward, token = place.onward, joined[last]
                    place = onward.get(token)
                    if place is None:
                        break
                    if place.__class__ is list:
                        place = onward[token] = self._place(place)
            if len(parts) > 1:
                for start, end, phrase in self._joined(text.plain, parts):
                    found.append((start, end, number, self._means(phrase)))
            begin = stop
            while begin < len(ends) and ends[begin] - len(bare[begin]) < limit:  # a word without end that was cut is in no sentence
                begin += 1
        return found

    def _place(self, steps: list[int]) -> _Place[M]:
        key = tuple(sorted(set(steps)))
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = _Place(self._net, key, self._meaning)
        return place

    def _means(self, phrase: int) -> M:
        if phrase not in self._alone:
            self._alone[phrase] = self._meaning((phrase,))
        return self._alone[phrase]

    def _joined(self, text: PlainText, parts: list[_Part]) -> Iterator[Occurrence]:
        """Phrases with gaps, put together from their parts in one sentence."""
        tails = [part for part in parts if part[2].tails]
        places = {part[2] for part in tails}
        heads = [part for part in parts if part[2].heads and part[2].leads_to(places)]
        if not heads:
            return
        gaps, opens = self._net.gaps, self._net.opens
        begun: dict[tuple[int, int], int] = {}  # (part, end of that part) -> start of the whole
        recent: list[_Part] = []
        following = 0
        for start, end, tail in tails:
            while following < len(heads) and heads[following][0] < start:
                recent.append(heads[following])
                following += 1
            if len(recent) > MANY_HEADS:
                recent = [head for head in recent if head[1] + head[2].reach >= start]
            for head_start, head_end, head in recent:
                if head_end <= start <= head_end + head.reach and tail in head.joins:
                    for part in self._near_enough(head.joins[tail], text, head_end, start):
                        whole_start = head_start if opens[part] else begun.get((part, head_end), -1)
                        if whole_start >= 0 and gaps[part + 1] == NOTHING_FOLLOWS:
                            yield whole_start, end, self._net.phrase_of[part]
                        elif whole_start >= 0:
                            begun[part + 1, end] = whole_start

    def _near_enough(self, parts: list[int], text: PlainText, end: int, start: int) -> Iterator[int]:
        """Of the parts that end at one place those whose gap may be what stands between there and the other place."""
        words = text.words_between(end, start)
        for part in parts:
            gap = self._net.gaps[part]
            if gap > 0:
                near = words <= gap
            elif gap == 0:
                near = text.plain[end:start] == " "
            else:
                near = words <= MOST_FILLERS and _only_fillers(text, end, start)
            if near:
                yield part


class Matcher:
    """The places of phrases by their numbers, in order."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._finder: Finder[tuple[int, ...]] = Finder(Net.of(phrases), tuple)

    def find(self, text: PlainText, sentence_starts: Sequence[int]) -> list[Occurrence]:
        """Places in order of their start. No place reaches over the beginning of a sentence (places in the plain text)."""
        found = self._finder.find(TokenText.of(text), sentence_starts)
        return sorted((start, end, phrase) for start, end, _, phrases in found for phrase in phrases)


def _reach(gap: int) -> int:
    return 1 + SIGNS_OF_A_WORD * (gap if gap >= 0 else MOST_FILLERS)


def _only_fillers(text: PlainText, end: int, start: int) -> bool:
    """Whether the words between two parts are fillers and no comma or full stop stands among them."""
    return _CLAUSE_MARKS.isdisjoint(text.plain[end:start]) and FILLERS.issuperset(text.scan[end:start].split())
