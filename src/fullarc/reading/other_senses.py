"""Words that mean something else by the words beside them: "CRP 4.3" in a laboratory's line is no crisis plan, "aggressive treatment" is no
violence, and a diaphragm that is depressed has no mood.

The table is other_senses.toml. Each entry names the indicators it is about and what must hold of a finding, all of it: the words
themselves, what stands right before or behind them, something in their sentence. Such a finding is left out, or has the status that the
entry says. An entry about a finding of risk that holds in all texts sets a status or has an `unless`, so that no danger vanishes unseen.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from fullarc.reading.finding import Finding, Status
from fullarc.reading.phrases import BrokenRules

SIGNS_BEFORE = 90
_PATTERNS = ("words", "before", "behind", "sentence", "unless")
_KEYS = {*_PATTERNS, "of", "says", "in_reports", "only_when"}


@dataclass(frozen=True, slots=True)
class Sense:
    """What must hold of a finding for its words to mean something else; None asks for nothing. `before` ends where the words begin,
    `behind` begins where they end, `unless` keeps the finding when it stands in the sentence. `only_when`: its statuses; none is all."""

    words: re.Pattern[str] | None
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    only_when: frozenset[Status]
    says: Status | None

    def holds(self, text: str, finding: Finding) -> bool:
        """Whether the words of the finding have this sense at their place in the text."""
        start, end = finding.evidence.start, finding.evidence.end
        first, last = finding.sentence
        if self.only_when and finding.status not in self.only_when:
            return False
        if self.words is not None and not self.words.fullmatch(" ".join(finding.quote.split())):
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
        meant = next((each for each in senses(finding.indicator, in_reports) if each.holds(text, finding)), None)
        if meant is None:
            kept.append(finding)
        elif meant.says is not None:
            kept.append(replace(finding, status=meant.says))
    return kept


@cache
def senses(indicator: str, in_reports: bool) -> tuple[Sense, ...]:
    """The senses of one indicator, those of reports about the body or those of all texts; made when they are first asked for. Refused: an
    entry that cannot be used."""
    return tuple(_made(entry) for entry in _entries().get((indicator, in_reports), ()))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("fullarc.reading") / "other_senses.toml").read_text(encoding="utf-8"))


@cache
def _entries() -> Mapping[tuple[str, bool], Sequence[dict[str, Any]]]:
    found: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for number, entry in enumerate(_table()["sense"], 1):
        if not set(entry) <= _KEYS or not {"of"} < set(entry):
            expected = ", ".join(sorted(_KEYS - {"of"}))
            raise BrokenRules(f"other_senses.toml, entry {number}: found {', '.join(sorted(entry))}, expected 'of' and some of {expected}")
        for indicator in entry["of"]:
            found.setdefault((indicator, entry.get("in_reports", False)), []).append(entry)
    return found


def _made(entry: dict[str, Any]) -> Sense:
    said = {key: str(entry[key]) for key in _PATTERNS if key in entry}
    if "unless" in said:
        said["unless"] = said["unless"].replace("{danger}", _table()["danger"])
    if "before" in said:
        said["before"] = f"(?:{said['before']})$"
    patterns = {key: re.compile(said[key], re.IGNORECASE) if key in said else None for key in _PATTERNS}
    says = Status(entry["says"]) if "says" in entry else None
    return Sense(**patterns, only_when=frozenset(map(Status, entry.get("only_when", ()))), says=says)
