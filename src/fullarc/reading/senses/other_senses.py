"""Words that mean something else by the words beside them: "CRP 4.3" in a laboratory's line is no crisis plan, "aggressive treatment" is no
violence, and a diaphragm that is depressed has no mood.

Each entry of other_senses/*.toml names the indicators it is about and what must hold of a finding, all of it: the words themselves, what
stands right before or behind them, something in their sentence. Such a finding is left out, or has the status that the entry says. An entry
about a finding of risk that holds in all texts sets a status or has an `unless`, so that no danger vanishes unseen. How entries are
written: other_senses/README.md.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from fullarc.reading.finding import Finding, Status
from fullarc.reading.phrases.lexicon import group_of, groups
from fullarc.reading.phrases.phrase import BrokenRules

HERE = Path(__file__).parent / "other_senses"
IN_REPORTS = "reports_about_the_body"  # this file holds in such reports only, and there instead of the others
SIGNS_BEFORE = 90
_PATTERNS = ("words", "before", "behind", "sentence", "unless")
_KEYS = frozenset({*_PATTERNS, "of", "says", "only_when"})
_NAMED_WORDS = re.compile(r"\{([a-z_]+)\}")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sense:
    """What must hold of a finding for its words to mean something else; None asks for nothing. `before` ends where the words begin,
    `behind` begins where they end, `unless` keeps the finding when it stands in the sentence. `only_when`: its statuses; none is all.
    `name` is the file and the entry in it."""

    name: str
    words: re.Pattern[str] | None
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    only_when: frozenset[Status]
    says: Status | None

    @property
    def place(self) -> str:
        """Where the entry stands, for people: file and table."""
        stem, _, name = self.name.partition(".")
        return f"other_senses/{stem}.toml [{name}]"

    def holds(self, text: str, finding: Finding, words: str) -> bool:
        """Whether the words of the finding, with single blanks, have this sense at their place in the text."""
        start, end = finding.evidence.start, finding.evidence.end
        first, last = finding.sentence
        if self.only_when and finding.status not in self.only_when:
            return False
        if self.words is not None and not self.words.fullmatch(words):
            return False
        if self.before is not None and not self.before.search(text, max(first, start - SIGNS_BEFORE), start):
            return False
        if self.behind is not None and not self.behind.match(text, end, last):
            return False
        if self.sentence is not None and not self.sentence.search(text, first, last):
            return False
        return self.unless is None or not self.unless.search(text, first, last)


def by_their_sense(text: str, findings: Sequence[Finding], *, in_reports: bool = False) -> list[Finding]:
    """The findings without those whose words mean something else, with the status that the sense says. `in_reports`: by the senses that
    words have in reports about the body only, instead of those that they have everywhere."""
    kept = []
    for finding in findings:
        meant = sense_of(text, finding, in_reports=in_reports)
        if meant is None:
            kept.append(finding)
        elif meant.says is not None:
            kept.append(replace(finding, status=meant.says))
    return kept


def sense_of(text: str, finding: Finding, *, in_reports: bool = False) -> Sense | None:
    """The first sense that holds of a finding, if its words mean something else at their place."""
    known = senses(finding.indicator, in_reports)
    words = " ".join(finding.quote.split()) if known else ""
    for each in known:
        if each.holds(text, finding, words):
            return each
    return None


@cache
def senses(indicator: str, in_reports: bool) -> tuple[Sense, ...]:
    """The senses of one indicator, those of reports about the body or those of all texts, in the order of the files; made when they are
    first asked for. Refused: an entry that cannot be used."""
    words, entries = _shipped()
    return tuple(_made(name, entry, words) for name, entry in entries.get((indicator, in_reports), ()))


@cache
def _shipped() -> tuple[Table, Mapping[tuple[str, bool], Sequence[tuple[str, Table]]]]:
    words, entries = load(HERE)
    found: dict[tuple[str, bool], list[tuple[str, Table]]] = {}
    for name, entry in entries.items():
        for indicator in entry["of"]:
            found.setdefault((indicator, name.startswith(f"{IN_REPORTS}.")), []).append((name, entry))
    return words, found


def load(folder: Path) -> tuple[Table, dict[str, Table]]:
    """The words that patterns name in braces, and each entry by its file and name. Refused: a name that two files have, an unknown key or
    indicator, an entry that asks for nothing, one in the file of a group that none of its indicators is of."""
    words = _toml(folder / "_words.toml")
    entries: dict[str, Table] = {}
    files: dict[str, str] = {}
    for stem, name, entry in _tables(folder):
        if name in files:
            raise BrokenRules(f"other_senses/{stem}.toml: found [{name}], which {files[name]}.toml has too; expected a name of its own")
        files[name] = stem
        _refuse_what_cannot_be_used(stem, name, entry)
        entries[f"{stem}.{name}"] = entry
    return words, entries


def _tables(folder: Path) -> Iterator[tuple[str, str, Table]]:
    for path in sorted(folder.glob("[!_]*.toml")):
        for name, entry in _toml(path).items():
            yield path.stem, name, entry


def _toml(path: Path) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BrokenRules(f"other_senses/{path.name}: not readable as TOML: {problem}") from None


def _refuse_what_cannot_be_used(stem: str, name: str, entry: Table) -> None:
    where = f"other_senses/{stem}.toml [{name}]"
    if not set(entry) <= _KEYS or not {"of"} < set(entry):
        raise BrokenRules(f"{where}: found {', '.join(sorted(entry))}, expected 'of' and some of {', '.join(sorted(_KEYS - {'of'}))}")
    if unknown := set(entry["of"]) - set(groups()):
        raise BrokenRules(f"{where}, of: found {', '.join(sorted(unknown))}, expected ids of indicators/_groups.toml")
    of_groups = {group_of(indicator) for indicator in entry["of"]}
    if stem != IN_REPORTS and not any(stem == group or stem.startswith(f"{group}_") for group in of_groups):
        raise BrokenRules(f"{where}: found it beside others, expected it in the file of {' or '.join(sorted(of_groups))}")


def _made(name: str, entry: Table, words: Table) -> Sense:
    stem, _, table = name.partition(".")
    try:
        patterns = {key: _pattern(key, str(entry[key]), words) if key in entry else None for key in _PATTERNS}
        says = Status(entry["says"]) if "says" in entry else None
        return Sense(name, **patterns, only_when=frozenset(map(Status, entry.get("only_when", ()))), says=says)
    except (re.error, ValueError) as problem:
        raise BrokenRules(f"other_senses/{stem}.toml [{table}]: {problem}") from None


def _pattern(key: str, said: str, words: Table) -> re.Pattern[str]:
    if unknown := set(_NAMED_WORDS.findall(said)) - set(words):
        raise BrokenRules(f"{key} names {', '.join(sorted(unknown))}, expected names of _words.toml")
    whole = _NAMED_WORDS.sub(lambda found: str(words[found[1]]), said)
    return re.compile(f"(?:{whole})$" if key == "before" else whole, re.IGNORECASE)
