"""Where phrases stand in a text: one pass over the letters, then gaps joined within a sentence."""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick_rs

from fullarc.reading.phrases import Phrase
from fullarc.reading.plain_text import PlainText, is_plain, scan_form

FILLERS = frozenset(tomllib.loads((Path(__file__).parent / "fillers.toml").read_text(encoding="utf-8"))["words"])
MOST_FILLERS = 6
_CLAUSE_MARKS = frozenset(",;.?!")

SIGNS_OF_A_WORD = 24  # no gap is longer than this many signs for each of its words

Occurrence = tuple[int, int, int]  # start, end (in the plain text), number of the phrase


@dataclass(slots=True)
class _Form:
    """One spelling. It may be a whole phrase, or a part of phrases with gaps: (phrase, number of the part)."""

    number: int
    plain: str
    length: int
    shift: int  # from the place where the padded form begins in the padded text to the place of its first sign in the text
    whole: list[int] = field(default_factory=list)
    opens: list[tuple[int, int]] = field(default_factory=list)
    continues: set[tuple[int, int]] = field(default_factory=set)
    reach: int = 0  # how many signs after its end the next part may begin
    is_part: bool = False
    joins: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def joins_with(self, tail: "_Form") -> tuple[tuple[int, int], ...]:
        """The steps (phrase, part) that lead from this form to the other; kept, because the same words meet often."""
        found = tuple((phrase, part) for phrase, part in self.opens if (phrase, part + 1) in tail.continues)
        self.joins[tail.number] = found
        return found


class Matcher:
    """Finds all places of many phrases. Whole words only; overlapping places are all reported."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        words: dict[str, list[_Form]] = {}
        signs: list[_Form] = []
        for form in _forms(phrases):
            padded = _padded(form.plain)
            if padded.isspace():
                signs.append(form)
            else:
                words.setdefault(padded, []).append(form)
        self._words = list(words.values())
        self._signs = signs
        self._word_automaton = ahocorasick_rs.AhoCorasick(list(words), store_patterns=False)
        self._sign_automaton = ahocorasick_rs.AhoCorasick([form.plain for form in signs], store_patterns=False)

    def find(self, text: PlainText, sentence_starts: Sequence[int]) -> list[Occurrence]:
        """Places in order of their start. No place reaches over the beginning of a sentence (places in the plain text)."""
        found: list[Occurrence] = []
        parts: list[tuple[int, int, _Form]] = []
        plain, forms_of = text.plain, self._words
        # The outer blanks let phrases at the very edge of the note count as whole words; places are one further there.
        for number, begin, _ in self._word_automaton.find_matches_as_indexes(f" {text.scan} ", overlapping=True):
            for form in forms_of[number]:
                start = begin + form.shift
                stop = start + form.length
                if plain[start:stop] != form.plain:
                    continue
                if form.is_part:
                    parts.append((start, stop, form))
                if form.whole and _within_one(sentence_starts, start, stop):
                    found.extend([(start, stop, phrase) for phrase in form.whole])
        for number, start, stop in self._sign_automaton.find_matches_as_indexes(plain, overlapping=True):
            form = self._signs[number]
            parts.append((start, stop, form))
            found.extend([(start, stop, phrase) for phrase in form.whole])
        if parts:
            found += self._joined(text, parts, sentence_starts)
        found.sort()
        return found

    def _joined(self, text: PlainText, parts: list[tuple[int, int, _Form]], sentence_starts: Sequence[int]) -> list[Occurrence]:
        """Phrases with gaps, put together from their parts; parts of one phrase stand in one sentence."""
        parts.sort(key=_start)
        found: list[Occurrence] = []
        begun: dict[tuple[int, int, int], int] = {}  # (phrase, part, end of that part) -> start of the whole
        recent: list[tuple[int, int, int, _Form]] = []  # start, end, furthest start of a part that could follow, form
        next_sentence, number = -1, 0
        for start, end, form in parts:
            if start >= next_sentence:
                recent = []
                number = bisect_right(sentence_starts, start)
                next_sentence = sentence_starts[number] if number < len(sentence_starts) else len(text.plain) + 1
            if end > next_sentence:
                continue
            if form.continues:
                for head in recent:
                    if head[1] <= start <= head[2]:
                        joins = head[3].joins.get(form.number)
                        if joins is None:
                            joins = head[3].joins_with(form)
                        if joins:
                            self._close(text, joins, head, start, end, begun, found)
            if form.opens:
                recent = [head for head in recent if head[2] >= start]
                recent.append((start, end, end + form.reach, form))
        return found

    def _close(
        self,
        text: PlainText,
        joins: tuple[tuple[int, int], ...],
        head: tuple[int, int, int, _Form],
        start: int,
        end: int,
        begun: dict[tuple[int, int, int], int],
        found: list[Occurrence],
    ) -> None:
        head_start, head_end = head[0], head[1]
        words = text.words_between(head_end, start)
        direct = text.plain[head_end:start] == " "
        for phrase, part in joins:
            gap = self._phrases[phrase].gaps[part]
            if gap == 0:
                if not direct:
                    continue
            elif gap > 0:
                if words > gap:
                    continue
            elif words > MOST_FILLERS or not _only_fillers(text, head_end, start):
                continue
            whole_start = head_start if part == 0 else begun.get((phrase, part, head_end), -1)
            if whole_start < 0:
                continue
            if part + 2 == len(self._phrases[phrase].parts):
                found.append((whole_start, end, phrase))
            else:
                begun[phrase, part + 1, end] = whole_start


def _start(part: tuple[int, int, _Form]) -> int:
    return part[0]


def _forms(phrases: Sequence[Phrase]) -> Iterable[_Form]:
    forms: dict[str, _Form] = {}
    for index, phrase in enumerate(phrases):
        last = len(phrase.parts) - 1
        for number, part in enumerate(phrase.parts):
            reach = 0 if number == last else _reach(phrase.gaps[number])
            for plain in part:
                form = forms.get(plain)
                if form is None:
                    form = forms[plain] = _Form(len(forms), plain, len(plain), 0 if _begins_with_word(plain) else -1)
                if last == 0:
                    form.whole.append(index)
                    continue
                form.is_part = True
                if number < last:
                    form.opens.append((index, number))
                    form.reach = max(form.reach, reach)
                if number > 0:
                    form.continues.add((index, number))
    return forms.values()


def _reach(gap: int) -> int:
    return 1 + SIGNS_OF_A_WORD * (gap if gap >= 0 else MOST_FILLERS)


def _begins_with_word(plain: str) -> bool:
    return plain[0].isalnum() or plain[0] == "'"


def _padded(plain: str) -> str:
    if is_plain(plain):
        return f" {plain} "
    left = " " if _begins_with_word(plain) else ""
    right = " " if plain[-1].isalnum() or plain[-1] == "'" else ""
    return f"{left}{scan_form(plain)}{right}"


def _only_fillers(text: PlainText, end: int, start: int) -> bool:
    """Whether the words between two parts are fillers and no comma or full stop stands among them."""
    return _CLAUSE_MARKS.isdisjoint(text.plain[end:start]) and FILLERS.issuperset(text.scan[end:start].split())


def _within_one(sentence_starts: Sequence[int], start: int, end: int) -> bool:
    following = bisect_right(sentence_starts, start)
    return following == len(sentence_starts) or end <= sentence_starts[following]
