"""The little language in which phrases are written (see indicators/README.md), read into wordings."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fullarc.reading.phrases.wordings import Wording, Words, count, inflected, may_be_left_out, plain_word, spelt, stands_alone
from fullarc.reading.text.plain_text import plain_form

MOST_FORMS = 20_000  # of words that have to be spelt out one by one, because their signs depend on their neighbours
DEFAULT_GAP = 4
FILLERS_ONLY = -1  # a gap that only the words of fillers.toml may fill, and no comma

_TOKEN = re.compile(r"\s*(\.\.\.\d*|…\d*|\{[^{}\s]*\}|[()|~?]|[^\s(){}|~?]+)")
_DENIALS = frozenset(
    [
        *("no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "w/o", "cannot", "n't", "un", "denies", "denied"),
        *(
            f"{verb}n't"
            for verb in ("ca", "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "wo", "would", "could", "should")
        ),
        *("dont", "doesnt", "didnt", "cant", "wont", "couldnt", "isnt", "wasnt", "hasnt", "longer", "unable", "hardly", "barely"),
    ]
)


class BrokenRules(ValueError):
    """A rule file that cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts in order; between part n and part n+1 may stand up to `gaps[n]` other words of the same sentence (0: they follow
    directly; below 0: filler words only)."""

    parts: tuple[Wording, ...]
    gaps: tuple[int, ...]


def spell_out(phrase: str, words: Mapping[str, Sequence[str]]) -> tuple[Phrase, ...]:
    """A phrase as it stands in a rule file. `words` holds the named alternatives.

    Refused: unknown names, unbalanced brackets, empty phrases. More than one phrase comes back when all words before, between or after gaps
    may be left out."""
    if phrase.startswith("=") and plain_form(phrase[1:]):  # signs as they stand, for checkboxes and bars
        return (Phrase(((plain_form(phrase[1:]),),), ()),)
    stretches: list[list[str]] = [[]]
    gaps: list[int] = []
    for sign in _tokens(phrase):
        if sign == "__" or sign.startswith(("...", "…")):
            gaps.append(FILLERS_ONLY if sign == "__" else int(sign.lstrip(".…") or DEFAULT_GAP))
            stretches.append([])
        else:
            stretches[-1].append(sign)
    variants: list[tuple[list[Wording], list[int]]] = [([], [])]
    for number, stretch in enumerate(stretches):
        gap = gaps[number - 1] if number else 0
        wording = _wording(stretch, words, phrase)
        variants = [longer for parts, between in variants for longer in _lengthened(parts, between, gap, wording)]
    return tuple(Phrase(tuple(parts), tuple(between[: len(parts) - 1])) for parts, between in variants if parts)


def holds_denial(phrase: Phrase) -> bool:
    """Whether words of denial belong to the phrase itself ("can't sleep", "no reason to live"), in at least one of its wordings."""
    return any(map(_denies, phrase.parts))


def _denies(wording: Wording) -> bool:
    return any(not _DENIALS.isdisjoint(words.split()) if isinstance(words, str) else any(map(_denies, words)) for words in wording)


def _lengthened(parts: list[Wording], between: list[int], gap: int, wording: Wording) -> list[tuple[list[Wording], list[int]]]:
    """A phrase with one more part. One that may be left out is also left out, and its gaps add up (`between` holds an open gap last)."""
    open_gap = bool(between) and len(between) == len(parts)
    gaps = [*between[:-1], between[-1] + gap] if open_gap else ([*between, gap] if parts else [])
    found = [([*parts, wording], gaps)]
    if may_be_left_out(wording):
        found.append((parts, gaps))
    return found


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


def wording_of(stretch: str, words: Mapping[str, Sequence[str]], say: Callable[[str], str] = plain_word) -> Wording:
    """The wordings of a phrase without gaps, as they stand or as they are searched."""
    return _Reader(_tokens(stretch), words, stretch, say).whole()


def _wording(tokens: list[str], words: Mapping[str, Sequence[str]], phrase: str) -> Wording:
    if not tokens:
        raise BrokenRules(f"phrase {phrase!r}: words are missing beside '...' or the phrase is empty")
    reader = _Reader(tokens, words, phrase)
    wording = reader.whole()
    if reader.leaning:
        wording = (_one_by_one(_Reader(tokens, words, phrase, as_written).whole(), phrase),)
    return wording


def _one_by_one(wording: Wording, phrase: str) -> Words:
    """Each form as a whole made plain: what "-" means in "- si" or "si -" shows only beside its neighbours."""
    if count(wording) > MOST_FORMS:
        raise BrokenRules(f"phrase {phrase!r}: more than {MOST_FORMS} forms; split it")
    forms = dict.fromkeys(plain_form(form) for form in spelt(wording))
    if not any(forms):
        raise BrokenRules(f"phrase {phrase!r}: nothing would be left of it; it needs a word or sign that notes are searched for")
    return tuple((form,) if form else () for form in forms)


def as_written(word: str) -> str:
    return word


class _Reader:
    """Reads one stretch of a phrase without gaps. `say` turns each word into the form that is searched."""

    def __init__(
        self,
        tokens: list[str],
        words: Mapping[str, Sequence[str]],
        phrase: str,
        say: Callable[[str], str] = plain_word,
        depth: int = 0,
    ) -> None:
        self.tokens, self.words, self.phrase, self.say, self.depth = tokens, words, phrase, say, depth
        self.place = 0
        self.leaning = False  # whether a word was met whose plain form depends on its neighbours

    def whole(self) -> Wording:
        """All tokens. Refused: a bracket or bar that has no partner."""
        wording = self.sequence()
        if self.place < len(self.tokens):
            raise BrokenRules(f"phrase {self.phrase!r}: a bracket or bar without its partner")
        return wording

    def sequence(self) -> Wording:
        """The words up to the next bar or closing bracket."""
        found = []
        while self.place < len(self.tokens) and self.tokens[self.place] not in ("|", ")"):
            found.append(self._item())
        return tuple(found)

    def _item(self) -> Words:
        is_inflected = self._take("~")
        if self.place >= len(self.tokens):
            raise BrokenRules(f"phrase {self.phrase!r}: '~' needs a word after it")
        words = self._inflected() if is_inflected else self._atom()
        if self._take("?"):
            return (*words, ()) if isinstance(words, tuple) else ((words,), ())
        return words

    def _inflected(self) -> Words:
        say, self.say = self.say, as_written
        base = self._atom()
        self.say = say
        forms = [form for each in spelt((base,)) for form in inflected(each)]
        self._look_at(forms)
        return tuple((say(form),) for form in forms)

    def _atom(self) -> Words:
        sign = self.tokens[self.place]
        self.place += 1
        if sign == "(":
            return self._alternatives()
        if sign.startswith("{"):
            return self._named(sign[1:-1])
        if sign in ("?", "~"):
            raise BrokenRules(f"phrase {self.phrase!r}: {sign!r} stands where a word was expected")
        self._look_at((sign,))
        return self.say(sign)

    def _look_at(self, words: Sequence[str]) -> None:
        self.leaning = self.leaning or not all(map(stands_alone, words))

    def _alternatives(self) -> Words:
        ways = [self.sequence()]
        while self._take("|"):
            ways.append(self.sequence())
        if not self._take(")"):
            raise BrokenRules(f"phrase {self.phrase!r}: ')' is missing")
        return tuple(ways)

    def _named(self, name: str) -> Words:
        if name not in self.words:
            raise BrokenRules(f"phrase {self.phrase!r}: there is no word list {name!r}; add it under [words] or in _words.toml")
        if self.depth > 5:
            raise BrokenRules(f"phrase {self.phrase!r}: word list {name!r} leads back to itself")
        entries = self.words[name]
        if self.say is plain_word and (ready := _simple_list(tuple(entries))):
            return ready
        ways = []
        for entry in entries:
            tokens = _tokens(entry)
            if any(token.startswith(("...", "…")) for token in tokens):
                raise BrokenRules(f"word list {name!r}: {entry!r} holds a '...'; gaps are for phrases")
            inner = _Reader(tokens, self.words, entry, self.say, self.depth + 1)
            ways.append(inner.sequence())
            self.leaning = self.leaning or inner.leaning
            if inner.place < len(tokens):
                raise BrokenRules(f"word list {name!r}: {entry!r} has a bracket or bar without its partner")
        return tuple(ways)

    def _take(self, token: str) -> bool:
        if self.place < len(self.tokens) and self.tokens[self.place] == token:
            self.place += 1
            return True
        return False


@cache
def _simple_list(entries: tuple[str, ...]) -> Words | None:
    """A list of words without any sign of this language in it, as most are: read once, however many phrases name it."""
    if all(re.fullmatch(r"[a-z0-9' ]+", entry) and stands_alone(entry.replace(" ", "")) for entry in entries):
        return tuple((plain_form(entry),) for entry in entries)
    return None
