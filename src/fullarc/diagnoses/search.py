"""Finding a code by words or by the beginning of a code, the likeliest first.

The chapters a psychotherapist uses are searched first; the others only when those have nothing. A word is matched from its beginning and
without its ending ("depression" finds "depressive"), so that searching while typing works.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fullarc.diagnoses.code import Code, written
from fullarc.diagnoses.code_book import USUAL, is_known, look_up, nearest
from fullarc.diagnoses.release_files import chapter, chapter_numbers

MOST = 10
SHORTEST = 2  # letters of a search
LONGEST = 200
_WORD = re.compile(r"[a-z0-9]+")
_CODE_BEGINS = re.compile(r"[A-Z][0-9][0-9A-Z]?\.?[0-9A-Z]{0,4}", re.IGNORECASE)
_ENDING = re.compile(r"(?<=\w{4})(ions?|ives?|ed|ing|ies|es|s|y)$")
_SAYS_LITTLE = frozenset({"disorder", "unspecified", "other", "with", "of", "and", "or", "the", "in", "due", "to", "specified"})


@dataclass(frozen=True, slots=True)
class _Entry:
    code: Code
    wording: str  # " panic disorder episodic paroxysmal anxiety"
    terms: tuple[str, ...]

    @property
    def everything(self) -> str:
        return self.wording + "".join(self.terms)


def search(typed: str, limit: int = MOST) -> tuple[Code, ...]:
    """The codes that what was typed may mean, the likeliest first; none for fewer than two letters or where nothing fits.

    What looks like a code finds itself, then the codes that begin so, then the nearest ones.
    """
    typed = typed.strip()[:LONGEST]
    if len(typed) < SHORTEST:
        return ()
    if _CODE_BEGINS.fullmatch(typed):
        return _by_code(typed, limit)
    words = _words(typed)
    if not words:
        return ()
    for numbers in (USUAL, tuple(n for n in chapter_numbers() if n not in USUAL)):
        entries = [entry for number in numbers for entry in _entries(number)]
        if found := _ranked(words, [entry for entry in entries if _has_all(words, entry.everything)], limit):
            return found
    return _some_words(words, limit)


def _by_code(typed: str, limit: int) -> tuple[Code, ...]:
    code = written(typed)
    itself = [look_up(code)] if is_known(code) else []
    letter = [entry.code for number in chapter_numbers_for(code) for entry in _entries(number)]
    beginning = [each for each in letter if each.code.startswith(code.rstrip(".")) and each not in itself]
    found = itself + sorted(beginning, key=lambda each: (not each.specific, each.code))
    return tuple(found[:limit]) or nearest(code, limit)


def chapter_numbers_for(code: str) -> tuple[int, ...]:
    """The chapters in which codes with this first letter stand."""
    usual = {"F": (5,), "R": (18,), "Z": (21,), "G": (6,)}
    return usual.get(code[:1], chapter_numbers())


def _some_words(words: list[str], limit: int) -> tuple[Code, ...]:
    """Codes that have most of the words that say something, where none has all."""
    telling = [word for word in words if word not in _SAYS_LITTLE]
    counted = [(sum(f" {word}" in entry.everything for word in telling), entry) for number in USUAL for entry in _entries(number)]
    most = max((count for count, _ in counted), default=0)
    if most == 0 or most * 2 < len(telling):
        return ()
    return _ranked(words, [entry for count, entry in counted if count == most], limit)


def _words(typed: str) -> list[str]:
    table = _everyday_words()
    spoken = " ".join(table.get(word, word) for word in _WORD.findall(typed.lower()))
    return [_ENDING.sub("", word) for word in spoken.split()]


def _has_all(words: list[str], text: str) -> bool:
    return all(f" {word}" in text for word in words)


def _ranked(words: list[str], entries: list[_Entry], limit: int) -> tuple[Code, ...]:
    """The codes that a claim takes first. A header comes behind them, with its finer codes before it: they do not repeat its names."""
    found: dict[str, Code] = {}
    for entry in sorted(entries, key=lambda entry: _place(words, entry)):
        if not entry.code.specific:
            found |= {each.code: each for each in finer(entry.code.code) if each.code not in found}
        found[entry.code.code] = entry.code
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]


def finer(code: str) -> tuple[Code, ...]:
    """The codes below a header that have none below them, which a claim takes; none for a code that is specific itself."""
    known = [entry.code for number in chapter_numbers_for(code) for entry in _entries(number)]
    return tuple(each for each in known if each.specific and each.code != code and each.code.startswith(code))


def _place(words: list[str], entry: _Entry) -> tuple[bool, int, int, int, int, str]:
    """Sorting key: codes that a claim takes; a name that says several words one after another, the shortest such name first; a name that
    begins with the words, one that has them, the words spread over names; then mental disorders, short wordings."""
    beginning = " " + words[0]
    said = _shortest_that_says(words, entry)
    if said:
        how = -1
    elif entry.wording.startswith(beginning) and _has_all(words, entry.wording):
        how = 0
    elif any(term.startswith(beginning) and _has_all(words, term) for term in entry.terms):
        how = 1
    elif _has_all(words, entry.wording):
        how = 2
    elif any(_has_all(words, term) for term in entry.terms):
        how = 3
    else:
        how = 4
    return not entry.code.specific, how, 0 if entry.code.code.startswith("F") else 1, said, len(entry.wording), entry.code.code


def _shortest_that_says(words: list[str], entry: _Entry) -> int:
    """The length of the shortest name that begins with these words one after another ("cannabis use disorder, mild"); 0 for a single
    word and where no name does."""
    if len(words) < 2:
        return 0
    in_a_row = re.compile("".join(rf" {re.escape(word)}[a-z0-9]*" for word in words))
    return min((len(name) for name in (entry.wording, *entry.terms) if in_a_row.match(name)), default=0)


@cache
def _entries(number: int) -> tuple[_Entry, ...]:
    return tuple(_Entry(each, _plain(each.wording), tuple(map(_plain, each.terms))) for each in chapter(number).codes)


def _plain(text: str) -> str:
    return " " + " ".join(_WORD.findall(text.lower()))


@cache
def _everyday_words() -> dict[str, str]:
    return tomllib.loads((files("fullarc.diagnoses") / "everyday_words.toml").read_text(encoding="utf-8"))
