"""The rule behind a finding as a person can look it up: its file, and the wording in it that spoke."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fullarc.reading.phrases.lexicon import HERE, files_of_rules, words_for
from fullarc.reading.phrases.matching import Matcher, TokenText
from fullarc.reading.phrases.phrase import Phrase, spell_out
from fullarc.reading.text.plain_text import PlainText

MEASURES = "measures_in_text.toml"
FOLDER = HERE.name
SHOWN = 3  # alternatives of a group that are shown; the others are "…"
_GROUP = re.compile(r"\(([^()]*\|[^()]*)\)")
_NAMED = re.compile(r"\{([^{}\s]+)\}")


@dataclass(frozen=True, slots=True)
class RulePlace:
    """`file` below the folder of the reader's rules and `table` in it; `says`, `direction` and `severity` are what the wording claims by
    itself; `wording` is what spoke, with long lists of alternatives cut to the ones that the note has."""

    file: str
    table: str
    wording: str
    says: str = "present"
    direction: str = ""
    severity: str = ""
    told: str = ""  # said of the rule instead of its file and table


@dataclass(frozen=True, slots=True, eq=False)
class Wordings:
    """The phrases of one rule as they stand in a file, and what they claim."""

    file: str
    entries: tuple[str, ...]
    words: dict[str, list[str]]
    says: str
    direction: str
    severity: str

    def place(self, rule: str, quote: str, sentence: str) -> RulePlace:
        """The entry whose place in the words quoted (else in the sentence) is the longest."""
        matcher, owners = _matcher(self)
        found = ((text, spoke) for text in (quote, sentence) if (spoke := self._that_spoke(matcher, owners, text)))
        text, spoke = next(found, ("", ""))
        return RulePlace(self.file, rule, _shortened(spoke, self.words, text), self.says, self.direction, self.severity)

    def _that_spoke(self, matcher: Matcher, owners: list[int], text: str) -> str | None:
        found = matcher.find(TokenText.of(PlainText.of(text)), [0])
        longest = max(found, key=lambda place: (place[1] - place[0], -place[0], -place[2]), default=None)
        return self.entries[owners[longest[2]]] if longest else None


@lru_cache(maxsize=512)
def _matcher(of: Wordings) -> tuple[Matcher, list[int]]:
    phrases: list[Phrase] = []
    owners: list[int] = []
    for number, entry in enumerate(of.entries):
        spelt = spell_out(entry, of.words)
        phrases += spelt
        owners += [number] * len(spelt)
    return Matcher(phrases), owners


def is_shipped(rule: str) -> bool:
    """Whether a rule of this id is in the shipped files."""
    return _table(rule) is not None


def place_of_rule(rule: str, quote: str, sentence: str) -> RulePlace | None:
    """Where the rule is written and which of its wordings is in the words quoted (else in the sentence). None for a rule that is not in the
    shipped files any more, or that is no wording at all."""
    if rule.startswith("measure_score."):
        return RulePlace(MEASURES, rule.removeprefix("measure_score."), " ".join(quote.split()))
    table = _table(rule)
    return table.place(rule, quote, sentence) if table else None


@lru_cache(maxsize=2048)
def _table(rule: str) -> Wordings | None:
    heading = f"[{rule}]"
    for path, text in _files():
        if heading not in text:
            continue
        data = _parsed(path)
        indicator, _, name = rule.partition(".")
        entry = data.get(indicator, {}).get(name)
        if entry is not None:
            words = words_for(path) | data.get("words", {})
            says, direction, severity = entry.get("says", "present"), entry.get("direction", ""), entry.get("severity", "")
            return Wordings(f"{FOLDER}/{path.relative_to(HERE).as_posix()}", tuple(entry["phrases"]), words, says, direction, severity)
    return None


@cache
def _files() -> tuple[tuple[Path, str], ...]:
    return tuple((path, path.read_text(encoding="utf-8")) for path in files_of_rules())


@cache
def _parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _shortened(entry: str, words: dict[str, list[str]], text: str) -> str:
    """The entry with long groups cut to the alternatives that stand in the text; a named list is said with the one that does."""
    known = f" {PlainText.of(text).scan} "

    def group(match: re.Match[str]) -> str:
        ways = [way.strip() for way in match.group(1).split("|")]
        if len(ways) <= SHOWN:
            return f"⟨{match.group(1)}⟩"
        met = [way for way in ways if f" {PlainText.of(way).scan.strip()} " in known]
        return f"⟨{'|'.join([*(met or ways)[:SHOWN], '…'])}⟩"

    def named(match: re.Match[str]) -> str:
        met = [way for way in words.get(match.group(1), ()) if f" {PlainText.of(way).scan.strip()} " in known]
        return f"{{{match.group(1)}: {max(met, key=len)}}}" if met else match.group(0)

    before = ""
    while before != entry:
        before, entry = entry, _GROUP.sub(group, entry)
    return _NAMED.sub(named, entry.replace("⟨", "(").replace("⟩", ")")).strip()
