"""The little language in which phrases are written (see indicators/README.md), spelt out into plain strings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fullarc.reading.inflection import forms_of
from fullarc.reading.plain_text import plain_form

MOST_FORMS = 20_000
FORMS_OF_A_PART = 300  # a stretch with more forms is cut in two that must follow each other directly
DEFAULT_GAP = 4
FILLERS_ONLY = -1  # a gap that only the words of fillers.toml may fill, and no comma

_TOKEN = re.compile(r"\s*(\.\.\.\d*|…\d*|\{[^{}\s]*\}|[()|~?]|[^\s(){}|~?]+)")


class BrokenRules(ValueError):
    """A rule file that cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts in order; between part n and part n+1 may stand up to `gaps[n]` other words of the same sentence (0: they follow
    directly; below 0: filler words only)."""

    parts: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]


def spell_out(phrase: str, words: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    """All forms of a phrase. `words` holds the named alternatives. Refused: unknown names, unbalanced brackets, empty or boundless phrases.

    More than one phrase comes back when all words before, between or after gaps may be left out."""
    if phrase.startswith("=") and plain_form(phrase[1:]):  # signs as they stand, for checkboxes and bars
        return (Phrase((frozenset({plain_form(phrase[1:])}),), ()),)
    stretches: list[list[str]] = [[]]
    gaps: list[int] = []
    for sign in _tokens(phrase):
        if sign == "__" or sign.startswith(("...", "…")):
            gaps.append(FILLERS_ONLY if sign == "__" else int(sign.lstrip(".…") or DEFAULT_GAP))
            stretches.append([])
        else:
            stretches[-1].append(sign)
    variants: list[tuple[list[frozenset[str]], list[int]]] = [([], [])]
    for number, stretch in enumerate(stretches):
        gap = gaps[number - 1] if number else 0
        variants = [longer for parts, between in variants for longer in _lengthened(parts, between, gap, _parts(stretch, words, phrase))]
    return tuple(_phrase(parts, between, phrase) for parts, between in variants if parts)


def _lengthened(
    parts: list[frozenset[str]], between: list[int], gap: int, stretch: list[frozenset[str]]
) -> list[tuple[list[frozenset[str]], list[int]]]:
    """A phrase with one more stretch. One that may be left out is also left out, and its gaps add up (`between` holds an open gap last)."""
    open_gap = bool(between) and len(between) == len(parts)
    gaps = [*between[:-1], between[-1] + gap] if open_gap else ([*between, gap] if parts else [])
    full = [stretch[0] - {""}, *stretch[1:]] if len(stretch) == 1 else stretch
    found = [(parts + full, gaps + [0] * (len(full) - 1))]
    if len(stretch) == 1 and "" in stretch[0]:
        found.append((parts, gaps))
    return found


def _phrase(parts: list[frozenset[str]], between: list[int], phrase: str) -> Phrase:
    if any("" in part or not part for part in parts):
        raise BrokenRules(f"phrase {phrase!r}: nothing would be left when all optional words are left out")
    return Phrase(tuple(parts), tuple(between[: len(parts) - 1]))


def _tokens(phrase: str) -> list[str]:
    tokens: list[str] = []
    place = 0
    stripped = phrase.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if found is None:
            raise BrokenRules(f"phrase {phrase!r}: a sign that has no meaning here at place {place}")
        glued = found.start(1) == place and place > 0
        if glued and ((found.group(1)[0] in "({" and tokens[-1] not in "(|~") or (tokens[-1] in ")?" and found.group(1) not in ")|?")):
            raise BrokenRules(f"phrase {phrase!r}: a group cannot be part of a word; write the words out or put a blank at place {place}")
        tokens.append(found.group(1))
        place = found.end()
    return tokens


def _parts(tokens: list[str], words: Mapping[str, Sequence[str]], phrase: str) -> list[frozenset[str]]:
    if not tokens:
        raise BrokenRules(f"phrase {phrase!r}: words are missing beside '...' or the phrase is empty")
    reader = _PartReader(tokens, words, phrase)
    items = reader.items()
    if reader.place < len(tokens):
        raise BrokenRules(f"phrase {phrase!r}: a bracket or bar without its partner")
    groups: list[list[str]] = [[""]]
    for item in items:
        if "" not in groups[-1] and "" not in item and len(groups[-1]) * len(item) > FORMS_OF_A_PART:
            groups.append(item)
        else:
            groups[-1] = reader.joined(groups[-1], item)
    return [frozenset(plain_form(form) for form in group) for group in groups]


class _PartReader:
    """Reads one stretch of a phrase without gaps; every method returns all forms of what it read."""

    def __init__(self, tokens: list[str], words: Mapping[str, Sequence[str]], phrase: str, depth: int = 0) -> None:
        self.tokens, self.words, self.phrase, self.depth, self.place = tokens, words, phrase, depth, 0

    def items(self) -> list[list[str]]:
        """The forms of each word or group up to the next bar or closing bracket."""
        found = []
        while self.place < len(self.tokens) and self.tokens[self.place] not in ("|", ")"):
            found.append(self._item())
        return found

    def joined(self, left: list[str], right: list[str]) -> list[str]:
        if len(left) * len(right) > MOST_FORMS:
            raise BrokenRules(f"phrase {self.phrase!r}: more than {MOST_FORMS} forms; split it")
        return [f"{one} {other}".strip() for one in left for other in right]

    def sequence(self) -> list[str]:
        forms = [""]
        for item in self.items():
            forms = self.joined(forms, item)
        return forms

    def _item(self) -> list[str]:
        inflected = self._take("~")
        if self.place >= len(self.tokens):
            raise BrokenRules(f"phrase {self.phrase!r}: '~' needs a word after it")
        forms = self._atom()
        if inflected:
            forms = [form for base in forms for form in _inflect_first(base)]
        return [*forms, ""] if self._take("?") else forms

    def _atom(self) -> list[str]:
        sign = self.tokens[self.place]
        self.place += 1
        if sign == "(":
            return self._alternatives()
        if sign.startswith("{"):
            return self._named(sign[1:-1])
        if sign in ("?", "~"):
            raise BrokenRules(f"phrase {self.phrase!r}: {sign!r} stands where a word was expected")
        return [sign]

    def _alternatives(self) -> list[str]:
        forms = self.sequence()
        while self._take("|"):
            forms += self.sequence()
        if not self._take(")"):
            raise BrokenRules(f"phrase {self.phrase!r}: ')' is missing")
        return forms

    def _named(self, name: str) -> list[str]:
        if name not in self.words:
            raise BrokenRules(f"phrase {self.phrase!r}: there is no word list {name!r}; add it under [words] or in _words.toml")
        if self.depth > 5:
            raise BrokenRules(f"phrase {self.phrase!r}: word list {name!r} leads back to itself")
        forms: list[str] = []
        for entry in self.words[name]:
            tokens = _tokens(entry)
            if any(token.startswith(("...", "…")) for token in tokens):
                raise BrokenRules(f"word list {name!r}: {entry!r} holds a '...'; gaps are for phrases")
            inner = _PartReader(tokens, self.words, entry, self.depth + 1)
            forms += inner.sequence()
            if inner.place < len(tokens):
                raise BrokenRules(f"word list {name!r}: {entry!r} has a bracket or bar without its partner")
        return forms

    def _take(self, token: str) -> bool:
        if self.place < len(self.tokens) and self.tokens[self.place] == token:
            self.place += 1
            return True
        return False


def _inflect_first(words: str) -> list[str]:
    first, blank, rest = words.partition(" ")
    return [form + blank + rest for form in forms_of(first)]
