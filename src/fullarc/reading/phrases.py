"""The little language in which phrases are written (see indicators/README.md), spelt out into plain strings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fullarc.reading.inflection import forms_of
from fullarc.reading.plain_text import plain_form

MOST_FORMS = 20_000
FORMS_OF_A_PART = 300  # a stretch with more forms is cut in two that must follow each other directly
DEFAULT_GAP = 4

_TOKEN = re.compile(r"\s*(\.\.\.\d*|…\d*|\{[^{}\s]*\}|[()|~?]|[^\s(){}|~?]+)")


class BrokenRules(ValueError):
    """A rule file that cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts in order; between part n and part n+1 may stand up to `gaps[n]` other words of the same sentence (0: they follow directly)."""

    parts: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]


def spell_out(phrase: str, words: Mapping[str, Sequence[str]]) -> Phrase:
    """All forms of a phrase. `words` holds the named alternatives. Refused: unknown names, unbalanced brackets, empty or boundless phrases."""
    if phrase.startswith("=") and plain_form(phrase[1:]):  # signs as they stand, for checkboxes and bars
        return Phrase((frozenset({plain_form(phrase[1:])}),), ())
    tokens = _tokens(phrase)
    parts: list[frozenset[str]] = []
    gaps: list[int] = []
    current: list[str] = []
    for token in tokens:
        if token.startswith(("...", "…")):
            parts += _parts(current, words, phrase)
            gaps += [0] * (len(parts) - len(gaps) - 1)
            gaps.append(int(token.lstrip(".…") or DEFAULT_GAP))
            current = []
        else:
            current.append(token)
    parts += _parts(current, words, phrase)
    gaps += [0] * (len(parts) - len(gaps) - 1)
    return Phrase(tuple(parts), tuple(gaps))


def _tokens(phrase: str) -> list[str]:
    tokens, place = [], 0
    stripped = phrase.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if found is None:
            raise BrokenRules(f"phrase {phrase!r}: a sign that has no meaning here at place {place}")
        glued = found.start(1) == place and place > 0
        if glued and (found.group(1)[0] in "({" and tokens[-1] not in "(|~" or tokens[-1] in ")?" and found.group(1) not in ")|?"):
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
    spelt = [frozenset(plain_form(form) for form in group) for group in groups]
    if any("" in forms for forms in spelt):
        raise BrokenRules(f"phrase {phrase!r}: nothing would be left when all optional words are left out")
    return spelt


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
        token = self.tokens[self.place]
        self.place += 1
        if token == "(":
            return self._alternatives()
        if token.startswith("{"):
            return self._named(token[1:-1])
        if token in ("?", "~"):
            raise BrokenRules(f"phrase {self.phrase!r}: {token!r} stands where a word was expected")
        return [token]

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
