"""A practice's own phrases beside the shipped ones: written in the same form (indicators/README.md), read from TOML.

ours = own_lexicon("ours.toml")
read(text, lexicon=ours)
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fullarc.reading.phrases.lexicon import rules_in, shared_words
from fullarc.reading.phrases.phrase import BrokenRules
from fullarc.reading.phrases.rule_book import RuleBook, book_of
from fullarc.reading.phrases.wording_that_spoke import RulePlace, Wordings, is_shipped
from fullarc.reading.rules_version import RULES_VERSION

LARGEST_FILE = 1_000_000  # bytes; all shipped rules together are less than three times as much


@dataclass(frozen=True, slots=True, eq=False)
class OwnLexicon:
    """`book` finds the phrases, `version` changes with them, `tables` are what they were made from and `words` their named lists."""

    name: str
    version: str
    book: RuleBook
    tables: Mapping[str, Any]
    words: Mapping[str, list[str]]

    def place_of(self, rule: str, quote: str, sentence: str) -> RulePlace | None:
        """Where one of these rules is written, and which of its wordings is in the words quoted. None for a rule of another lexicon."""
        indicator, _, name = rule.partition(".")
        entry = self.tables.get(indicator, {}).get(name)
        if indicator == "words" or entry is None:
            return None
        said = entry.get("says", "present"), entry.get("direction", ""), entry.get("severity", "")
        return Wordings(self.name, tuple(entry["phrases"]), dict(self.words), *said).place(rule, quote, sentence)

    def packed(self) -> str:
        """All of it as text, for another process (`unpacked`)."""
        return json.dumps([self.name, self.version, self.tables])


@lru_cache(maxsize=4)
def unpacked(packed: str) -> OwnLexicon:
    name, version, tables = json.loads(packed)
    return lexicon_of(tables, name, version)


def own_lexicon(path: str | Path) -> OwnLexicon:
    """The phrases of a TOML file. Refused (BrokenRules): a file that cannot be read or used, naming key and reason."""
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise BrokenRules(f"{path.name}: cannot be opened ({problem.strerror}); give the path of a TOML file with phrases") from None
    return lexicon_of(tables_in(content, path.name), path.name)


def tables_in(content: bytes, name: str) -> dict[str, Any]:
    """The tables of a TOML file as it came in. Refused: too large, not UTF-8, not TOML."""
    if len(content) > LARGEST_FILE:
        raise BrokenRules(f"{name}: found {len(content):,} bytes, expected at most {LARGEST_FILE:,}; split the file")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BrokenRules(f"{name}: found text that is not UTF-8; save the file in UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise BrokenRules(f"{name}: not readable as TOML: {problem}") from None


def lexicon_of(tables: Mapping[str, Any], name: str, version: str = "") -> OwnLexicon:
    """A lexicon of these tables. Without a `version` it is made from their content. Refused (BrokenRules): what no shipped file could say,
    and a rule id that a shipped rule has."""
    words = shared_words()
    try:
        found = rules_in(tables, name, words, own=True)
    except (TypeError, AttributeError):
        raise BrokenRules(f"{name}: found a value of another kind than expected; compare it with docs/own-phrases.md") from None
    except RecursionError:
        raise BrokenRules(f"{name}: found brackets nested too deep; split the phrase") from None
    if any(rule.group == "scores" for rule in found):
        raise BrokenRules(f"{name}: scores of measures are read by rules of their own; a phrase cannot stand for one")
    if taken := sorted(rule.id for rule in found if is_shipped(rule.id)):
        raise BrokenRules(f"{name}, [{taken[0]}]: a shipped rule has this name; choose another")
    if not version:
        version = hashlib.sha256(json.dumps(tables, sort_keys=True, default=str).encode()).hexdigest()[:12]
    return OwnLexicon(name, version, book_of(found), tables, words | tables.get("words", {}))


def version_with(lexicon: OwnLexicon | None) -> str:
    """The version of the rules that a reading was made by: of the shipped ones, and of one's own when there are any."""
    return f"{RULES_VERSION}+{lexicon.version}" if lexicon else RULES_VERSION
