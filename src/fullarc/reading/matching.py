"""Where phrases stand in a text: one pass over the letters, then gaps joined within a sentence."""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick_rs

from fullarc.reading.phrases import Phrase
from fullarc.reading.plain_text import PlainText, scan_form

FILLERS = frozenset(tomllib.loads((Path(__file__).parent / "fillers.toml").read_text(encoding="utf-8"))["words"])
MOST_FILLERS = 6
_CLAUSE_MARKS = frozenset(",;.?!")

Occurrence = tuple[int, int, int]  # start, end (in the plain text), number of the phrase


@dataclass(slots=True)
class _Form:
    """One spelling. It may be a whole phrase, or a part of phrases with gaps: (phrase, number of the part)."""

    plain: str
    whole: tuple[int, ...] = ()
    opens: frozenset[tuple[int, int]] = frozenset()
    continues: frozenset[tuple[int, int]] = frozenset()


@dataclass(slots=True)
class _Collected:
    whole: set[int] = field(default_factory=set)
    opens: set[tuple[int, int]] = field(default_factory=set)
    continues: set[tuple[int, int]] = field(default_factory=set)


class Matcher:
    """Finds all places of many phrases. Whole words only; overlapping places are all reported."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._widest = max((gap for phrase in phrases for gap in phrase.gaps), default=0)
        self._widest = max(self._widest, MOST_FILLERS)
        by_scan: dict[str, list[_Form]] = {}
        for form in _forms(phrases):
            by_scan.setdefault(_padded(form.plain), []).append(form)
        self._forms = list(by_scan.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_scan), store_patterns=False)
        self._joins: dict[tuple[str, str], tuple[tuple[int, int], ...]] = {}

    def find(self, text: PlainText, sentence_starts: Sequence[int]) -> list[Occurrence]:
        """Places in order of their start. No place reaches over the beginning of a sentence (places in the plain text)."""
        found: list[Occurrence] = []
        parts: list[tuple[int, int, _Form]] = []
        plain = text.plain
        # The outer blanks let phrases at the very edge of the note count as whole words.
        for number, begin, end in self._automaton.find_matches_as_indexes(f" {text.scan} ", overlapping=True):
            for form in self._forms[number]:
                start = begin - 1 + (form.plain[0].isalnum() or form.plain[0] == "'")
                stop = start + len(form.plain)
                if plain[start:stop] != form.plain:
                    continue
                for phrase in form.whole:
                    found.append((start, stop, phrase))
                if form.opens or form.continues:
                    parts.append((start, stop, form))
        found = [place for place in found if _within_one(sentence_starts, place[0], place[1])]
        if parts:
            found += self._joined(text, parts, sentence_starts)
        found.sort()
        return found

    def _joined(self, text: PlainText, parts: list[tuple[int, int, _Form]], sentence_starts: Sequence[int]) -> Iterable[Occurrence]:
        parts.sort(key=lambda part: part[0])
        begun: dict[tuple[int, int, int], int] = {}  # (phrase, part, end of that part) -> start of the whole
        recent: list[tuple[int, int, _Form]] = []
        sentence = -1
        for start, end, form in parts:
            now = bisect_right(sentence_starts, start)
            if now != sentence:
                recent, sentence = [], now
            if now < len(sentence_starts) and end > sentence_starts[now]:
                continue
            if form.continues and recent:
                yield from self._closed(text, recent, (start, end, form), begun)
            if form.opens:
                recent.append((start, end, form))

    def _closed(
        self, text: PlainText, recent: list[tuple[int, int, _Form]], part: tuple[int, int, _Form], begun: dict[tuple[int, int, int], int]
    ) -> Iterable[Occurrence]:
        start, end, form = part
        for place in range(len(recent) - 1, -1, -1):
            head_start, head_end, head = recent[place]
            if head_end > start:
                continue
            if start - head_end > 24 * (self._widest + 2):
                break
            joins = self._between(head, form)
            if not joins:
                continue
            words = text.words_between(head_end, start)
            direct = text.plain[head_end:start] == " "
            filled: bool | None = None
            for phrase, number in joins:
                gap = self._phrases[phrase].gaps[number]
                if gap < 0 and filled is None:
                    filled = words <= MOST_FILLERS and _only_fillers(text, head_end, start)
                if words > gap and gap >= 0 or (gap == 0 and not direct) or (gap < 0 and not filled):
                    continue
                whole_start = head_start if number == 0 else begun.get((phrase, number, head_end), -1)
                if whole_start < 0:
                    continue
                if number + 2 == len(self._phrases[phrase].parts):
                    yield (whole_start, end, phrase)
                else:
                    begun[phrase, number + 1, end] = whole_start

    def _between(self, head: _Form, tail: _Form) -> tuple[tuple[int, int], ...]:
        key = (head.plain, tail.plain)
        joins = self._joins.get(key)
        if joins is None:
            joins = tuple((phrase, number) for phrase, number in head.opens if (phrase, number + 1) in tail.continues)
            self._joins[key] = joins
        return joins


def _forms(phrases: Sequence[Phrase]) -> Iterable[_Form]:
    collected: dict[str, _Collected] = {}
    for index, phrase in enumerate(phrases):
        last = len(phrase.parts) - 1
        for number, part in enumerate(phrase.parts):
            for plain in part:
                entry = collected.setdefault(plain, _Collected())
                if last == 0:
                    entry.whole.add(index)
                if number < last:
                    entry.opens.add((index, number))
                if number > 0:
                    entry.continues.add((index, number))
    for plain, entry in collected.items():
        yield _Form(plain, tuple(sorted(entry.whole)), frozenset(entry.opens), frozenset(entry.continues))


def _padded(plain: str) -> str:
    left = " " if plain[0].isalnum() or plain[0] == "'" else ""
    right = " " if plain[-1].isalnum() or plain[-1] == "'" else ""
    return f"{left}{scan_form(plain)}{right}"


def _only_fillers(text: PlainText, end: int, start: int) -> bool:
    """Whether the words between two parts are fillers and no comma or full stop stands among them."""
    return _CLAUSE_MARKS.isdisjoint(text.plain[end:start]) and FILLERS.issuperset(text.scan[end:start].split())


def _within_one(sentence_starts: Sequence[int], start: int, end: int) -> bool:
    following = bisect_right(sentence_starts, start)
    return following == len(sentence_starts) or end <= sentence_starts[following]
