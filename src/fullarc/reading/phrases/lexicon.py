"""The indicators and the phrases that point to them, read from indicators/ (a folder a group, a file an indicator) and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from fullarc.reading.finding import Direction, Section, Severity, Status
from fullarc.reading.phrases.phrase import BrokenRules, Phrase, spell_out

HERE = Path(__file__).parents[1] / "indicators"
SAYABLE = (Status.PRESENT, Status.DENIED, Status.HISTORICAL, Status.HYPOTHETICAL, Status.UNCERTAIN)
T = TypeVar("T", Status, Direction, Severity, Section)

EVIDENCE = ("phrase", "what follows", "sentence")

_KEYS = {"phrases", "says", "direction", "severity", "only_in", "not_in", "unless", "needs", "company", "evidence", "opens", "alone"}


NAMED_LIKE_A_HEADING = "suicide_plan"  # "Plan —" above what is to be done
_NOT_WRITTEN = frozenset({"phrases", "unless", "needs", "placed", "claim"})


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """A group of indicators and the outcome domain that it speaks to, if any."""

    name: str
    domain: str | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What points to an indicator, and what such words claim by themselves."""

    id: str
    indicator: str
    group: str
    phrases: tuple[Phrase, ...]
    says: Status = Status.PRESENT
    direction: Direction | None = None
    severity: Severity | None = None
    only_in: frozenset[Section] = frozenset()
    not_in: frozenset[Section] = frozenset()
    unless: tuple[Phrase, ...] = ()
    needs: tuple[Phrase, ...] = ()
    company: frozenset[str] = frozenset()  # indicators; the rule counts only near one of them (or near one of `needs`)
    opens: bool = False  # the phrase must be the first words of its sentence, line item or clause after ":" or ";"
    alone: bool = False  # the phrase must be a whole item of a list: nothing but a sign or "and" on either side ("neat, tense, oriented")
    evidence: str = "phrase"  # one of EVIDENCE: "HW:" introduces what is agreed; "twice before we meet" tells it of the whole line

    own: bool = False  # of a practice's own lexicon: of two places of one indicator that are as long, its own counts
    placed: bool = False  # whether it speaks in some sections or at some places of a sentence only
    needy: bool = False  # whether it counts only near its company or near one of `needs`
    claim: tuple[Status, Direction | None, str] = (Status.PRESENT, None, "phrase")  # mentions that claim the same may be one

    def as_json(self) -> dict[str, Any]:
        """What the rule claims, without the phrases that lead to it."""
        plain = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in _NOT_WRITTEN}
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in plain.items() if value is not None}

    def speaks_in(self, section: Section) -> bool:
        return section not in self.not_in and (not self.only_in or section in self.only_in)


def rule_of(said: dict[str, Any]) -> Rule:
    """The rule that `as_json` wrote down; its phrases stay behind."""
    says = Status(said["says"])
    direction = Direction(said["direction"]) if "direction" in said else None
    return Rule(
        id=said["id"],
        indicator=said["indicator"],
        group=said["group"],
        phrases=(),
        says=says,
        direction=direction,
        severity=Severity(said["severity"]) if "severity" in said else None,
        only_in=frozenset(map(Section, said["only_in"])),
        not_in=frozenset(map(Section, said["not_in"])),
        company=frozenset(said["company"]),
        opens=said["opens"],
        alone=said["alone"],
        evidence=said["evidence"],
        own=said["own"],
        placed=bool(said["only_in"] or said["not_in"] or said["opens"] or said["alone"] or said["indicator"] == NAMED_LIKE_A_HEADING),
        needy=said["needy"],
        claim=(says, direction, said["evidence"]),
    )


@cache
def groups() -> Mapping[str, IndicatorGroup]:
    """Each indicator id with the group that it belongs to."""
    data = _toml(HERE / "_groups.toml")
    found: dict[str, IndicatorGroup] = {}
    for name, table in data.items():
        group = IndicatorGroup(name, table.get("domain"), tuple(table["ids"]))
        for indicator in group.ids:
            if indicator in found:
                raise BrokenRules(f"_groups.toml, [{name}]: {indicator!r} already belongs to {found[indicator].name!r}")
            found[indicator] = group
    return found


@cache
def group_of(indicator: str) -> str:
    """The group of an indicator: symptoms, functioning, risk, presentation, strengths, interventions, responses, life_context or scores."""
    return groups()[indicator].name


def domain_of(indicator: str) -> str | None:
    """The outcome domain that an indicator speaks to, or None when it is context."""
    return groups()[indicator].domain


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the lexicon, in the order of their files. Refused: a file that cannot be used, naming file and key."""
    return load(HERE)


def load(folder: Path) -> tuple[Rule, ...]:
    """The rules of every *.toml in and below a folder whose name does not begin with an underscore."""
    found: list[Rule] = []
    for path in files_of_rules(folder):
        found += rules_in(_toml(path), path.relative_to(folder).as_posix(), words_for(path, folder))
    seen: dict[str, str] = {}
    for rule in found:
        if rule.id in seen:
            raise BrokenRules(f"{rule.id}: the same rule id stands twice; ids are unique over all files")
        seen[rule.id] = rule.id
    return tuple(found)


def files_of_rules(folder: Path = HERE) -> list[Path]:
    """Where the rules of a lexicon stand."""
    return sorted(folder.rglob("[!_]*.toml"))


def words_for(path: Path, folder: Path = HERE) -> dict[str, list[str]]:
    """The named alternatives that a file of rules may use beside its own: those of the whole lexicon and those of its group. Refused: a
    name that stands in both."""
    if path.parent == folder:
        return shared_words(folder)
    for_all, for_group = shared_words(folder), shared_words(path.parent)
    if twice := for_all.keys() & for_group.keys():
        raise BrokenRules(
            f"{path.parent.name}/_words.toml: found {', '.join(sorted(twice))}, which all groups have already; expected another name"
        )
    return for_all | for_group


@cache
def shared_words(folder: Path = HERE) -> dict[str, list[str]]:
    """The named alternatives of a folder's _words.toml."""
    return _word_lists(_toml(folder / "_words.toml")["words"], "_words.toml") if (folder / "_words.toml").exists() else {}


def rules_in(data: Mapping[str, Any], file: str, shared: Mapping[str, list[str]], *, own: bool = False) -> list[Rule]:
    """The rules of one file's tables. Refused: what cannot be used, naming file and key."""
    of_the_file = _word_lists(_table(data.get("words", {}), file, "words"), file)
    if not own and (twice := shared.keys() & of_the_file.keys()):
        raise BrokenRules(f"{file}: the word list {sorted(twice)[0]!r} is one of its group's or of all groups already; take another name")
    words = {**shared, **of_the_file}
    found = []
    for indicator, table in data.items():
        if indicator == "words":
            continue
        if indicator not in groups():
            raise BrokenRules(f"{file}, [{indicator}]: not an indicator id of _groups.toml")
        for name, entry in _table(table, file, indicator).items():
            if not isinstance(entry, dict):
                raise BrokenRules(f"{file}, [{indicator}]: {name!r} stands outside a rule; write [{indicator}.some_name]")
            found.append(_rule(indicator, name, entry, words, file, own))
    return found


def _table(found: object, file: str, name: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise BrokenRules(f"{file}: {name!r} is no table; write [{name}.some_name] above its keys")
    return found


def _rule(indicator: str, name: str, entry: dict[str, Any], words: Mapping[str, list[str]], file: str, own: bool) -> Rule:
    where = f"{file}, [{indicator}.{name}]"
    for key in entry:
        if key not in _KEYS:
            raise BrokenRules(f"{where}: unknown key {key!r}; known are {', '.join(sorted(_KEYS))}")
    if not entry.get("phrases"):
        raise BrokenRules(f"{where}: 'phrases' is missing or empty")
    says = _one_of(Status, entry.get("says", "present"), f"{where}, says")
    if says not in SAYABLE:
        raise BrokenRules(f"{where}, says: {says!s} cannot be claimed by a phrase; expected one of {', '.join(SAYABLE)}")
    direction = _one_of(Direction, entry["direction"], f"{where}, direction") if "direction" in entry else None
    evidence = _evidence(entry.get("evidence", "phrase"), where)
    return Rule(
        id=f"{indicator}.{name}",
        indicator=indicator,
        group=group_of(indicator),
        phrases=_phrases(entry["phrases"], words, f"{where}, phrases"),
        says=says,
        direction=direction,
        severity=_one_of(Severity, entry["severity"], f"{where}, severity") if "severity" in entry else None,
        only_in=frozenset(_one_of(Section, value, f"{where}, only_in") for value in entry.get("only_in", ())),
        not_in=frozenset(_one_of(Section, value, f"{where}, not_in") for value in entry.get("not_in", ())),
        unless=_phrases(entry.get("unless", []), words, f"{where}, unless"),
        needs=_phrases(entry.get("needs", []), words, f"{where}, needs"),
        company=_company(entry.get("company", []), where),
        opens=_yes_or_no(entry.get("opens", False), f"{where}, opens"),
        alone=_yes_or_no(entry.get("alone", False), f"{where}, alone"),
        evidence=evidence,
        own=own,
        placed=any(map(entry.get, ("only_in", "not_in", "opens", "alone"))) or indicator == NAMED_LIKE_A_HEADING,
        needy=bool(entry.get("needs") or entry.get("company")),
        claim=(says, direction, evidence),
    )


def _company(entries: list[str], where: str) -> frozenset[str]:
    """Ids of indicators; a group's name stands for all of its ids."""
    by_group = {group.name: group.ids for group in groups().values()}
    found: set[str] = set()
    for entry in entries:
        if entry not in groups() and entry not in by_group:
            raise BrokenRules(f"{where}, company: {entry!r} is neither an indicator id nor a group of _groups.toml")
        found.update(by_group.get(entry, (entry,)))
    return frozenset(found)


def _yes_or_no(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise BrokenRules(f"{where}: found {value!r}, expected true or false")
    return value


def _evidence(value: str, where: str) -> str:
    if value not in EVIDENCE:
        raise BrokenRules(f"{where}, evidence: found {value!r}, expected one of {', '.join(EVIDENCE)}")
    return value


def _phrases(entries: object, words: Mapping[str, list[str]], where: str) -> tuple[Phrase, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise BrokenRules(f"{where}: expected a list of phrases in quotes")
    try:
        return tuple(phrase for entry in entries for phrase in spell_out(entry, words))
    except BrokenRules as problem:
        raise BrokenRules(f"{where}: {problem}") from None


def _one_of(kind: type[T], value: object, where: str) -> T:
    try:
        return kind(str(value))
    except ValueError:
        raise BrokenRules(f"{where}: found {value!r}, expected one of {', '.join(str(each) for each in kind)}") from None


def _word_lists(table: Mapping[str, Any], file: str) -> dict[str, list[str]]:
    for name, entries in table.items():
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, str) for entry in entries):
            raise BrokenRules(f"{file}, word list {name!r}: expected a list of words in quotes")
    return dict(table)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise BrokenRules(f"{path.name}: not readable as TOML: {problem}") from None
    except UnicodeDecodeError:
        raise BrokenRules(f"{path.name}: not UTF-8 text") from None
