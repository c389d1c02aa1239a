"""Whether a phrase of a practice's own can be used, said in words to the person who typed it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from fullarc.reading.finding import Status
from fullarc.reading.phrases.lexicon import groups, shared_words
from fullarc.reading.phrases.matching import FILLERS
from fullarc.reading.phrases.phrase import BrokenRules, Phrase, as_written, spell_out, wording_of
from fullarc.reading.phrases.wordings import Wording, Words, count

HERE = Path(__file__).parent
LONGEST = 200  # signs
MOST_WORDS = 24
MOST_GAPS, WIDEST_GAP = 3, 10
DEEPEST = 4  # brackets within brackets
MOST_WORDINGS = 20_000
MOST_UNLESS = 10
SAYABLE = (Status.PRESENT, Status.DENIED)
NEVER_QUIETER = "A phrase of one's own denies no risk: a wide one would silence its signal everywhere. Correct the finding in its note."
_GAP = re.compile(r"(?:\.\.\.|…)\d*|(?<!\S)__(?!\S)")
_NO_LIST = re.compile(r"there is no word list '([^']*)'")
_ABOUT_PHRASE = re.compile(r"^(?:phrase|word list) (?:'.*?'|\".*?\"): ", re.DOTALL)


class PhraseRefused(ValueError):
    """A phrase that cannot be used. `about` is what to change: indicator, phrase, says or unless; the message says found, expected, what to
    do, in words for the person who typed it. It may hold words of the phrase: for that person's eyes, for no log."""

    def __init__(self, about: str, sentence: str) -> None:
        super().__init__(sentence)
        self.about = about


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """A phrase that was looked at and can be used: it stands for the indicator, or denies it, unless one of `unless` is near."""

    indicator: str
    phrase: str
    says: Status
    unless: tuple[str, ...] = ()

    def as_table(self) -> dict[str, Any]:
        """The rule as it stands in a lexicon file."""
        return {"says": str(self.says), "phrases": [self.phrase]} | ({"unless": list(self.unless)} if self.unless else {})


def usable(indicator: str, phrase: str, says: str = "present", unless: Sequence[str] = ()) -> OwnPhrase:
    """The phrase with blanks tidied. Refused: PhraseRefused."""
    if indicator not in groups():
        raise PhraseRefused("indicator", "There is no such indicator. Choose one from the list.")
    if groups()[indicator].name == "scores":
        raise PhraseRefused("indicator", "Scores of measures are read by rules of their own. Choose another indicator.")
    if says not in SAYABLE:
        raise PhraseRefused("says", "A phrase says that something is present or that it is denied. Choose one of the two.")
    if says == Status.DENIED and groups()[indicator].name == "risk":
        raise PhraseRefused("says", NEVER_QUIETER)
    if len(unless) > MOST_UNLESS:
        raise PhraseRefused("unless", f"Found {len(unless)} phrases after “unless”, expected at most {MOST_UNLESS}. Keep the most telling.")
    return OwnPhrase(indicator, _usable(phrase, "phrase"), Status(says), tuple(_usable(each, "unless") for each in unless))


def _usable(phrase: str, about: str) -> str:
    phrase = " ".join(phrase.split())
    if not phrase:
        raise PhraseRefused(about, "Found nothing. Type the words as they stand in notes, for example “rough nights”.")
    if len(phrase) > LONGEST or len(phrase.split()) > MOST_WORDS:
        found = f"{len(phrase.split())} words, {len(phrase)} signs"
        raise PhraseRefused(
            about,
            f"Found {found}; expected at most {MOST_WORDS} words and {LONGEST} signs. Keep the words that matter, or make two phrases.",
        )
    if not phrase.isprintable():
        raise PhraseRefused(about, "Found a sign that cannot be printed. Type the phrase anew instead of pasting it.")
    _look_at_gaps(phrase, about)
    _look_at_wordings(phrase, about)
    return phrase


def _look_at_gaps(phrase: str, about: str) -> None:
    gaps = [int(gap.strip("._…") or 0) for gap in _GAP.findall(phrase)]
    if len(gaps) > MOST_GAPS or max(gaps, default=0) > WIDEST_GAP:
        raise PhraseRefused(
            about, f"Found {len(gaps)} gaps (...), the widest of {max(gaps)}; expected at most {MOST_GAPS}, none wider than {WIDEST_GAP}."
        )
    depth = deepest = 0
    for sign in phrase:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise PhraseRefused(about, f"Found brackets {deepest} deep, expected at most {DEEPEST}. Write it as two phrases.")


def _look_at_wordings(phrase: str, about: str) -> None:
    words = shared_words()
    try:
        forms = 1
        for stretch in filter(str.strip, _GAP.split(phrase.replace("~", " "))):
            forms *= count(wording_of(stretch, words, as_written))
            if forms > MOST_WORDINGS:
                raise PhraseRefused(
                    about, f"It stands for {forms:,} wordings, expected at most {MOST_WORDINGS:,}. Split it, or take out alternatives."
                )
        spelt = spell_out(phrase, words)
    except BrokenRules as broken:
        raise PhraseRefused(about, _in_words(str(broken), words)) from None
    for each in spelt:
        weakest = _weakest(each)
        if weakest is not None:
            raise PhraseRefused(
                about,
                f"It would be found in nearly every sentence: “{weakest}” is enough for it. Add a word that only this indicator has.",
            )


def _in_words(broken: str, words: Mapping[str, Sequence[str]]) -> str:
    """What the reader of rule files says, without the phrase itself and with what to do."""
    missing = _NO_LIST.search(broken)
    if missing:
        near = get_close_matches(missing.group(1), words, n=3, cutoff=0.5) or sorted(words)[:6]
        lists = ", ".join(f"{{{name}}}" for name in near)
        return (
            f"There is no list of words called {{{missing.group(1)}}}. Lists are, among others, {lists}. Or write the words out: (one|two)."
        )
    said = _ABOUT_PHRASE.sub("", broken).strip()
    return f"It cannot be read: {said}. Signs with a meaning are ( | ) ? ~ ... and {{ }}; leave them out where none is meant."


def _weakest(phrase: Phrase) -> str | None:
    """A wording of the phrase in which every word stands in nearly every note, or that has no word at all; None when there is none."""
    parts = [_empty_wording(part) for part in phrase.parts]
    return " ... ".join(part or "" for part in parts) if all(part is not None for part in parts) else None


def _empty_wording(wording: Wording) -> str | None:
    said = [_empty_words(words) for words in wording]
    return None if any(each is None for each in said) else " ".join(each for each in said if each)


def _empty_words(words: Words) -> str | None:
    if isinstance(words, str):
        return words if all(_says_nothing(word) for word in words.split()) else None
    return next((said for way in words if (said := _empty_wording(way)) is not None), None)


def _says_nothing(word: str) -> bool:
    bare = [part for part in re.split(r"[\W_]+", word) if part]
    return not bare or all(len(part) < 2 or part.isdigit() or part in _everywhere() for part in bare)


@cache
def _everywhere() -> frozenset[str]:
    said = tomllib.loads((HERE / "said_everywhere.toml").read_text(encoding="utf-8"))["words"]
    return FILLERS | frozenset(said)


def phrases_in(tables: Mapping[str, Any]) -> Iterator[OwnPhrase]:
    """The phrases of a lexicon file, one by one. Refused (PhraseRefused, naming the table): what the application does not keep."""
    for indicator, table in tables.items():
        for name, entry in (table if isinstance(table, dict) else {"": table}).items():
            where = f"[{indicator}.{name}]" if name else indicator
            if not isinstance(entry, dict) or indicator == "words":
                raise PhraseRefused("file", f"{where}: expected a table [indicator.name] with phrases; lists of words are written out.")
            if strange := sorted(set(entry) - {"says", "phrases", "unless"}):
                raise PhraseRefused("file", f"{where}: found the key {strange[0]}; the application keeps says, phrases and unless.")
            yield from _of_rule(indicator, entry, where)


def _of_rule(indicator: str, entry: Mapping[str, Any], where: str) -> Iterator[OwnPhrase]:
    phrases, unless = entry.get("phrases", []), entry.get("unless", [])
    if not all(isinstance(each, list) and all(isinstance(one, str) for one in each) for each in (phrases, unless)) or not phrases:
        raise PhraseRefused("file", f"{where}: expected lists of phrases in quotes.")
    for phrase in phrases:
        try:
            yield usable(indicator, phrase, str(entry.get("says", "present")), unless)
        except PhraseRefused as refused:
            raise PhraseRefused("file", f"{where}, {refused.about}: {refused}") from None
