"""Where phrases stand in a text: its words are walked once through the net of phrases, then gaps are joined within a sentence."""

import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress
from pathlib import Path
from typing import Any, Generic, TypeVar

from fullarc.reading.phrases.net import NOTHING_FOLLOWS, Net
from fullarc.reading.phrases.phrase import Phrase
from fullarc.reading.phrases.wordings import tokens_of
from fullarc.reading.text.passages import Sentence
from fullarc.reading.text.plain_text import PlainText

FILLERS = frozenset(tomllib.loads((Path(__file__).parent / "fillers.toml").read_text(encoding="utf-8"))["words"])
MOST_FILLERS = 6
SIGNS_OF_A_WORD = 24  # no gap is longer than this many signs for each of its words
_WITHOUT_BLANK = str.lstrip
NEW_STATEMENT = ";"  # no gap reaches over it: "her parents are divorcing; he stays up"
_CLAUSE_MARKS = frozenset(",;.?!")

M = TypeVar("M")
_Occurred = tuple[int, int, M]  # start, end, meaning
Occurrence = tuple[int, int, int]  # start, end (in the plain text), number of the phrase
_Begun = dict[int, dict[tuple[int, int], int]]  # first token of a part -> (token behind it, part) -> start of the whole


@dataclass(frozen=True, slots=True)
class TokenText:
    """The words and signs of a plain text: as they are joined, without the blank before them, and where they end."""

    plain: PlainText
    joined: list[str]
    bare: list[str]
    ends: list[int]
    words: list[str]  # the tokens that are words, without the blank
    word_at: list[int]  # which tokens they are
    words_before: list[int]  # of each token, and of the end of the text

    @classmethod
    def of(cls, plain: PlainText) -> "TokenText":
        joined = tokens_of(plain.plain)
        bare = list(map(_WITHOUT_BLANK, joined))
        is_word = [token[0].isalnum() for token in bare]
        return cls(
            plain,
            joined,
            bare,
            list(accumulate(map(len, joined))),
            list(compress(bare, is_word)),
            list(compress(range(len(bare)), is_word)),
            list(accumulate(is_word, initial=0)),
        )

    def stretches(self, sentence_starts: Sequence[int]) -> list[tuple[int, int]]:
        """The tokens of each sentence, as first and behind the last; what stands before the first sentence comes first. A word without end
        that was cut is in no sentence."""
        bare, ends = self.bare, self.ends
        found: list[tuple[int, int]] = []
        begin = 0
        for limit in (*sentence_starts, len(self.plain.plain)):
            stop = bisect_right(ends, limit, begin)
            found.append((begin, stop))
            begin = stop
            while begin < len(ends) and ends[begin] - len(bare[begin]) < limit:
                begin += 1
        return found


class NoteWords:
    """The words of a note by sentence, taken apart when they are first asked for."""

    def __init__(self, plain: PlainText, parts: Sequence[Sentence]) -> None:
        self.plain = plain
        self.parts = parts

    @cached_property
    def tokens(self) -> TokenText:
        return TokenText.of(self.plain)

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        return self.tokens.stretches([part.plain_start for part in self.parts])

    def stretch(self, number: int) -> tuple[int, int]:
        """The tokens of the sentence of that number, as the first and the one behind the last."""
        return self._stretches[number + 1]

    def place_of(self, token: int) -> int:
        """Where the token of that number begins in the note as given."""
        return self.plain.place(self.tokens.ends[token] - len(self.tokens.bare[token]))


class _Place(Generic[M]):
    """What is known after some words: the ways onward by the next token, what the phrases that are complete mean, the gap that opens here,
    and the parts behind a gap that are complete, each with that gap and what its phrase means where nothing more follows."""

    __slots__ = ("gap", "means", "onward", "tails")

    def __init__(self, steps: tuple[int, ...], finder: "Finder[M]") -> None:
        net = finder.net
        ends = net.complete(steps)
        whole = [net.phrase_of[part] for part in ends if net.opens[part] and net.gaps[part] == NOTHING_FOLLOWS]
        heads = tuple(part for part in ends if net.opens[part] and net.gaps[part] != NOTHING_FOLLOWS)
        self.means = finder.meaning(whole) if whole else None
        self.gap = finder.gap(heads) if heads else None
        self.tails = tuple([(part, net.gaps[part - 1], finder.ended_by(part)) for part in ends if not net.opens[part]])
        self.onward: dict[str, Any] = net.onward(steps, finder.several)  # to a place, or the steps of one that no note has led to yet


class _Gap:
    """What may follow some parts of phrases after other words: by the first token the place that it leads to (or its steps, as yet), within
    so many words and signs."""

    __slots__ = ("after", "begins", "furthest_word", "reach", "signs")

    def __init__(self, parts: tuple[int, ...], finder: "Finder[Any]") -> None:
        net = finder.net
        self.after: dict[str, Any] = net.after_a_gap(parts, finder.several)
        self.begins = self.after.keys()
        self.signs = frozenset([token for token in self.begins if not token[0].isalnum()])  # the signs among what may follow
        words = max(MOST_FILLERS if net.gaps[part] < 0 else net.gaps[part] for part in parts)
        self.furthest_word = words + 1
        self.reach = 1 + SIGNS_OF_A_WORD * words


class Finder(Generic[M]):
    """Finds all places of many phrases. Whole words only; overlapping places are all reported.

    `meaning` says what the phrases (by number) mean that were found at one place; it is asked once for each set of phrases."""

    def __init__(self, net: Net, meaning: Callable[[Sequence[int]], M]) -> None:
        self.net = net
        self.meaning = meaning
        self._openings: dict[str, Any] = {token: number for number, token in enumerate(net.openings)}  # later its place
        self._places: dict[int, _Place[M]] = {}  # by their step, or the number of several
        self._several: dict[tuple[int, ...], int] = {}
        self._steps: dict[int, tuple[int, ...]] = {}
        self._gaps: dict[tuple[int, ...], _Gap] = {}
        self._gap_behind: dict[int, _Gap] = {}  # by a single part that is not the first of its phrase
        self._alone: dict[int, M] = {}

    def find(self, text: TokenText, sentence_starts: Sequence[int]) -> list[_Occurred[M]]:
        """Each place as (start, end, meaning), in no certain order. Start and end in the plain text; none reaches over the beginning of a
        sentence."""
        return [each for begin, stop in text.stretches(sentence_starts) for each in self.find_in(text, begin, stop)]

    def find_in(self, text: TokenText, begin: int, stop: int) -> list[_Occurred[M]]:
        """The places in one sentence, whose tokens are those from `begin` up to `stop`."""
        found: list[_Occurred[M]] = []
        joined, bare, ends, words, words_before = text.joined, text.bare, text.ends, text.words, text.words_before
        openings, words_end = self._openings, words_before[stop]
        begun: _Begun = {}
        for index, place in enumerate(map(openings.get, bare[begin:stop]), begin):
            if place is not None:
                if place.__class__ is int:
                    place = openings[bare[index]] = self.place(self.several(self.net.behind(place)))
                last = index
                while place is not None:
                    if place.means is not None:
                        found.append((ends[index] - len(bare[index]), ends[last], place.means))
                    last += 1
                    if last >= stop:
                        break
                    gap = place.gap
                    if gap is not None:
                        word = words_before[last]
                        behind = word + gap.furthest_word
                        if not gap.begins.isdisjoint(words[word : behind if behind < words_end else words_end]) or (
                            gap.signs and not gap.signs.isdisjoint(bare[last : text.word_at[behind - 1] if behind <= words_end else stop])
                        ):
                            self._over(gap, text, ends[index] - len(bare[index]), last, stop, begun, found)
                    onward, token = place.onward, joined[last]
                    place = onward.get(token)
                    if place.__class__ is int:
                        place = onward[token] = self.place(place)
            if begun and index in begun:
                for (last, part), start in begun.pop(index).items():
                    self._over(self._gap_behind[part], text, start, last, stop, begun, found)
        return found

    def _over(self, gap: _Gap, text: TokenText, start: int, first: int, stop: int, begun: _Begun, found: list[_Occurred[M]]) -> None:
        """Adds the phrases that go on behind a gap, which begins with token `first`. What has a further gap, and a word behind it that may
        go on, is kept in `begun` under the token with which its part behind this gap begins; of two beginnings of the same the nearer is
        kept."""
        joined, bare, ends, words_before, after = text.joined, text.bare, text.ends, text.words_before, gap.after
        furthest_word = words_before[first] + gap.furthest_word
        limit = text.word_at[furthest_word - 1] + 1 if furthest_word <= words_before[stop] else stop
        within = bare[first:limit]
        if NEW_STATEMENT in within:
            del within[within.index(NEW_STATEMENT) + 1 :]
        gap_start = ends[first - 1]
        for index, place in enumerate(map(after.get, within), first):
            if place is None:
                continue
            if place.__class__ is int:
                place = after[bare[index]] = self.place(place)
            last = index + 1
            if not place.tails and (last == stop or joined[last] not in place.onward):
                continue
            begin = ends[index] - len(bare[index])
            if begin > gap_start + gap.reach:
                return
            words = words_before[index] - words_before[first]
            while place is not None:
                for part, between, means in place.tails:
                    if words > between if between > 0 else not _near_enough(between, words, text.plain, gap_start, begin):
                        continue
                    if means is not None:
                        found.append((start, ends[last - 1], means))
                    elif self._may_go_on(part, text, last, stop):
                        begun.setdefault(index, {})[last, part] = start
                if last >= stop:
                    break
                onward, token = place.onward, joined[last]
                place = onward.get(token)
                if place.__class__ is int:
                    place = onward[token] = self.place(place)
                last += 1

    def _may_go_on(self, part: int, text: TokenText, first: int, stop: int) -> bool:
        """Whether anything stands behind the token before `first` with which what follows this part begins."""
        gap = self._gap_behind.get(part)
        if gap is None:
            gap = self._gap_behind[part] = self.gap((part,))
        word, words_end = text.words_before[first], text.words_before[stop]
        behind = word + gap.furthest_word
        if not gap.begins.isdisjoint(text.words[word : behind if behind < words_end else words_end]):
            return True
        return bool(gap.signs) and not gap.signs.isdisjoint(text.bare[first:stop])

    def place(self, steps: int) -> _Place[M]:
        """The place at a step, or at several by their number."""
        place = self._places.get(steps)
        if place is None:
            place = self._places[steps] = _Place(self._steps.get(steps, (steps,)), self)
        return place

    def several(self, steps: Iterable[int]) -> int:
        """The number that stands for these steps: of a single one its own."""
        together = tuple(sorted(set(steps)))
        if len(together) == 1:
            return together[0]
        number = self._several.setdefault(together, -1 - len(self._several))
        self._steps[number] = together
        return number

    def gap(self, parts: tuple[int, ...]) -> _Gap:
        """What may follow these parts; the same object for the same parts."""
        gap = self._gaps.get(parts)
        if gap is None:
            gap = self._gaps[parts] = _Gap(parts, self)
        return gap

    def ended_by(self, part: int) -> M | None:
        """What the phrase means whose last part this is; None for any other part."""
        if self.net.gaps[part] != NOTHING_FOLLOWS:
            return None
        phrase = self.net.phrase_of[part]
        known = self._alone.get(phrase)
        if known is None:
            known = self._alone[phrase] = self.meaning((phrase,))
        return known


class Matcher:
    """The places of phrases by their numbers, in order."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._finder: Finder[tuple[int, ...]] = Finder(Net.of(phrases), tuple)

    def find(self, text: TokenText, sentence_starts: Sequence[int]) -> list[Occurrence]:
        """Places in order of their start. No place reaches over the beginning of a sentence (places in the plain text)."""
        found = self._finder.find(text, sentence_starts)
        return sorted((start, end, phrase) for start, end, phrases in found for phrase in phrases)


def _near_enough(gap: int, words: int, text: PlainText, end: int, start: int) -> bool:
    """Whether what stands between two parts, so many words, is no more than a gap that counts no words lets through."""
    if gap == 0:
        return text.plain[end:start] == " "
    return words <= MOST_FILLERS and _only_fillers(text, end, start)


def _only_fillers(text: PlainText, end: int, start: int) -> bool:
    """Whether the words between two parts are fillers and no comma or full stop stands among them."""
    return _CLAUSE_MARKS.isdisjoint(text.plain[end:start]) and FILLERS.issuperset(text.scan[end:start].split())
