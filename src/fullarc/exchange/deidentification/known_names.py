"""Names known to a record, found in a text however they are written: case, accents, possessive, plural, initials, run together."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files


class Known(StrEnum):
    """What a known term is; the value is what stands in its place."""

    CLIENT = "[client]"
    FAMILY = "[relative]"
    STAFF = "[clinician]"
    PLACE = "[place]"
    EMPLOYER = "[employer]"
    ADDRESS = "[address]"
    CONTACT = "[contact]"
    NUMBER = "[number]"


PEOPLE = frozenset({Known.CLIENT, Known.FAMILY, Known.STAFF})
ENDING = r"(?:['’]?s['’]?|es|['’])?"
_LISTS = tomllib.loads((files("fullarc.exchange.deidentification") / "name_words.toml").read_text(encoding="utf-8"))
PARTICLES, WORDS_TOO, ABBREVIATIONS = (frozenset(_LISTS[key].split()) for key in ("particles", "words_too", "abbreviations"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case, accents and invisible characters; `places[i]` is where its character i stands in the original."""

    text: str
    places: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a stretch of the folded text; marks that belong to its last letter come along."""
        return self.places[start], self.places[end] if end < len(self.places) else self.length


def folded(text: str) -> Folded:
    """Letters without accents, in their case; invisible and combining characters left out; every kind of blank as it is."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for piece in unicodedata.normalize("NFKD", character):
            if unicodedata.category(piece) in ("Mn", "Cf"):
                continue
            letters.append(piece)
            places.append(place)
    return Folded("".join(letters), tuple(places), len(text))


def plain(term: str) -> str:
    return " ".join(folded(term).text.split())


@dataclass(frozen=True, slots=True)
class Names:
    """What to look for: the patterns of each kind, made once for a record by `names_of`."""

    patterns: tuple[tuple[Known, re.Pattern[str]], ...] = field(default=())

    def found(self, text: str) -> list[tuple[int, int, Known]]:
        """Every stretch of the original text that is a known term, as (start, end, kind). Stretches may overlap."""
        seen = folded(text)
        return [(*seen.span(*match.span()), kind) for kind, pattern in self.patterns for match in pattern.finditer(seen.text)]


def names_of(known: Mapping[Known, Iterable[str]]) -> Names:
    """Patterns for the known terms of each kind. Empty terms and terms of one letter are left out: they would match everywhere."""
    patterns = []
    for kind, terms in known.items():
        loose, exact = set[str](), set[str]()
        for term in {plain(term) for term in terms}:
            if len(term) < 2:
                continue
            any_case, as_written = _person(term) if kind in PEOPLE else _thing(term, kind)
            loose |= any_case
            exact |= as_written
        patterns += [(kind, re.compile(_either(loose), re.I))] if loose else []
        patterns += [(kind, re.compile(_either(exact)))] if exact else []
    return Names(tuple(patterns))


def _either(alternatives: set[str]) -> str:
    return "|".join(sorted(alternatives, key=lambda one: (-len(one), one)))


def _words(term: str) -> list[str]:
    return [word for word in re.split(r"[\s,;/()\"“”]+", term) if word.strip(".-'’")]


def _bounded(pattern: str, ending: str = ENDING) -> str:
    return rf"(?<![^\W_]){pattern}{ending}(?![^\W_])"


def _phrase(words: Iterable[str]) -> str:
    return r"[\s,.\-_]+".join(re.escape(word.strip(".")) for word in words)


def _person(term: str) -> tuple[set[str], set[str]]:
    words = _words(term)
    loose, exact = {_bounded(_phrase(words))}, set[str]()
    names = [word.strip(".") for word in words if word.strip(".").lower() not in PARTICLES and len(word.strip(".")) > 1]
    if names:
        loose.add(_bounded(_phrase(names)))
    parts = {part for name in names for part in re.split(r"[-'’]", name) if len(part) > 2}
    for name in parts.union(names):
        if name.lower() in WORDS_TOO or len(name) < 3:
            exact |= {_bounded(re.escape(form)) for form in (name.capitalize(), name.upper())}
        else:
            loose.add(_bounded(re.escape(name)))
    if len(names) < 2:
        return loose, exact | _one_letter(names)
    first, last = names[0], names[-1]
    loose |= {_bounded(_phrase((last, first))), *(rf"(?<!\w)\w{{0,30}}?{re.escape(run)}\w*" for run in (first + last, last + first))}
    loose |= {rf"(?<![^\W_]){re.escape(first[0])}[.\s_-]{{0,2}}{re.escape(last)}(?![^\W_]{{2}})"}
    exact |= {rf"(?<![^\W_]){re.escape(first)}\s+{re.escape(last[0].upper())}\b\.?"}
    return loose, exact | _initials(names) | _one_letter(names)


def _initials(names: list[str]) -> set[str]:
    """N. V., N.V., NV and, with three names, of all three."""
    found = set[str]()
    for chosen in {(names[0], names[-1]), tuple(names)}:
        letters = [name[0].upper() for name in chosen]
        found.add(r"(?<![^\W_])" + r"\.\s?".join(map(re.escape, letters)) + r"\.(?:['’]s)?")
        if "".join(letters) not in ABBREVIATIONS:
            found.add(_bounded(re.escape("".join(letters)), r"(?:['’]?s)?"))
    return found


def _one_letter(names: list[str]) -> set[str]:
    """A first name shortened to a letter with a full stop, where the sentence goes on: "N. said", "N.'s mother"."""
    return {rf"(?<![\w.]){re.escape(names[0][0].upper())}\.(?:['’]s(?!\w)|(?=\s+[a-z]))"} if names else set()


def _thing(term: str, kind: Known) -> tuple[set[str], set[str]]:
    words = _words(term)
    if not words:
        return set(), set()
    if kind in (Known.NUMBER, Known.CONTACT) or not any(character.isalpha() for character in term):
        characters = [re.escape(c) for c in term if c.isalnum() or c in "@"]
        return {r"(?<![^\W_])" + r"[\s().,/_\-]*".join(characters) + r"(?![^\W_])"}, set()
    loose, exact = {_bounded(_phrase(words))}, set[str]()
    telling = [word.strip(".'’") for word in words]
    for word in telling:
        if len(word) < 4 or word.isdigit() or word.lower() in PARTICLES:
            continue
        if word.lower() not in WORDS_TOO:
            loose.add(_bounded(re.escape(word)))
    capitals = "".join(word[0] for word in telling if word and word[0].isupper())
    if len(capitals) > 2 and capitals not in ABBREVIATIONS:
        exact.add(_bounded(re.escape(capitals)))
    return loose, exact
