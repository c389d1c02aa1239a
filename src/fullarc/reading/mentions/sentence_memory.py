"""What was read in a sentence is kept for when the same sentence comes again: notes repeat much ("Denies SI/HI.", a mental status as the
day before), and bulk reading meets the same lines a thousand times.

Nothing is kept but places and what rules say: a sentence is known again by a keyed digest of its words, so no word of a note stays behind.
The digest holds whatever else the reading of a sentence can depend on: its heading, its plain form, the few signs before and behind it that
may matter. What depends on the rest of the note (the company of a rule, an answer in the next sentence) is worked out anew each time.
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b

from fullarc.reading.context.line import Line
from fullarc.reading.phrases.matching import NoteWords
from fullarc.reading.phrases.rule_book import RuleBook, rule_book
from fullarc.reading.phrases.spoken import spoken_in
from fullarc.reading.scores.measures_in_text import names_in
from fullarc.reading.text.passages import NO_HEADING, HeadingKind, Sentence
from fullarc.reading.text.plain_text import PlainText

SENTENCES_KEPT = 8192
SENTENCES_MET = 65536
LONGEST_KEPT = 600  # signs; longer ones hardly come again
SIGNS_BEFORE, SIGNS_BEHIND = 24, 16  # no pattern of the context looks farther out of a sentence
_SECRET = secrets.token_bytes(32)

# Before and behind a sentence only these can bear on it (bearing.py, reader.py): a colon, a word right before that a wish hangs on, a
# number behind, a verb behind a relative.
_BEARS_BEFORE = re.compile(
    r"(?::|\b(?:mind|care|matter|fine|okay|ok|better|easier|relie\w+|glad|happy|good|simpler|nice|kinder|best|it|an?)) ?$"
)
_BEARS_BEHIND = re.compile(
    r" ?(?:[\d:=x]|(?:to|shot|hanged|hung|killed|took|died|overdosed|jumped|attempted|tried|committed|completed|was|is|has|had)\b)"
)
_ENDS = frozenset(".!?;)")


class SentenceMemory:
    """The lines that came last, for one set of rules."""

    def __init__(self, own: RuleBook | None = None) -> None:
        self._books = (rule_book(),) if own is None else (rule_book(), own)
        self._lines: OrderedDict[bytes, Line] = OrderedDict()
        self._met: set[bytes] = set()  # digests of sentences that came once: a sentence is kept when it comes again

    def __len__(self) -> int:
        return len(self._lines)

    def forget(self) -> None:
        self._lines.clear()
        self._met.clear()

    def lines_of(self, words: NoteWords, parts: Sequence[Sentence]) -> list[Line]:
        """The lines of all sentences of a note, in order."""
        return [self._line(words, part, number) for number, part in enumerate(parts)]

    def _line(self, words: NoteWords, part: Sentence, number: int) -> Line:
        if part.plain_end - part.plain_start > LONGEST_KEPT:
            return self._read(words, part, number)
        key = _known_by(words.plain, part)
        lines = self._lines
        line = lines.get(key)
        if line is not None:
            lines.move_to_end(key)
            return line
        line = self._read(words, part, number)
        if key in self._met:
            lines[key] = line
            if len(lines) > SENTENCES_KEPT:
                lines.popitem(last=False)
        else:
            if len(self._met) >= SENTENCES_MET:
                self._met.clear()
            self._met.add(key)
        return line

    def _read(self, words: NoteWords, part: Sentence, number: int) -> Line:
        return Line(spoken_in(words, part, number, self._books), names_in(words, number))


@cache
def _of_the_shipped_rules() -> SentenceMemory:
    return SentenceMemory()


@lru_cache(maxsize=2)
def _beside(own: RuleBook) -> SentenceMemory:
    return SentenceMemory(own)


def memory(own: RuleBook | None = None) -> SentenceMemory:
    """What is remembered for the shipped rules, or for them with these beside them."""
    return _of_the_shipped_rules() if own is None else _beside(own)


def digest(words: str) -> bytes:
    """What stands for these words without telling them: it cannot be undone, and in another process it is another."""
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16, key=_SECRET).digest()


def _known_by(text: PlainText, part: Sentence) -> bytes:
    plain, begin, end = text.plain, part.plain_start, part.plain_end
    before = plain[max(begin - SIGNS_BEFORE, 0) : begin]
    if before[-1:] == " " and (before[-2:-1] in _ENDS or _BEARS_BEFORE.search(before) is None):
        before = ""
    behind = plain[end : end + SIGNS_BEHIND]
    if behind[:1] == " " and (plain[end - 1] in _ENDS or _BEARS_BEHIND.match(behind) is None):
        behind = ""
    shift = text.place(begin) - part.start if end > begin else 0
    said = f"{text.original[part.start : part.end]}\0{plain[begin:end]}\0{before}\0{behind}\0{shift}{_heading_key(part.heading)}"
    return digest(said)


_HEADING_KEYS: dict[HeadingKind, str] = {NO_HEADING: ""}


def _heading_key(heading: HeadingKind) -> str:
    if heading is NO_HEADING:
        return ""
    key = _HEADING_KEYS.get(heading)
    if key is None:
        key = _HEADING_KEYS[heading] = f"\0{heading.section}\0{heading.about}\0{','.join(sorted(heading.hypothetical))}"
    return key
