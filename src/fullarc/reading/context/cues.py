"""The words around a mention that change what is said of it, read from context/*.toml and checked."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from fullarc.reading.finding import Direction, Severity, Status
from fullarc.reading.phrases.kept_on_disk import kept
from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.phrases.matching import Finder
from fullarc.reading.phrases.net import Net
from fullarc.reading.phrases.phrase import BrokenRules, Phrase, spell_out

E = TypeVar("E", bound=StrEnum)

HERE = Path(__file__).parent / "cues"
MADE_FROM = ("context/cues/*.toml", "context/*.py", "indicators/_groups.toml", "text/*.py", "phrases/*.*")


class Reach(StrEnum):
    """On which side of the cue the mention stands."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"


class Commas(StrEnum):
    """Whether a cue reaches over commas: freely, along a list ("no A, B or C"), along items of risk as well ("no SI, HI, AVH"), or not."""

    CROSS = "cross"
    LIST = "list"
    ITEMS = "items"
    STOP = "stop"


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A rule of the context. `says` is a status, a direction, a severity, `blocked` (looks like a cue, is none) or `stop`."""

    id: str
    says: str
    phrases: tuple[Phrase, ...]
    reach: Reach
    within: int | None  # words between cue and mention; None: however many
    commas: Commas
    stops: frozenset[str]  # for `stop`: whose reach ends here
    only_for: frozenset[str]  # groups or indicators; empty: all
    not_for: frozenset[str]
    closes_clause: bool  # only when a comma, stop or the end of the sentence follows
    opens_clause: bool  # only at the beginning of a sentence or after a comma
    beats: frozenset[str]  # statuses of other cues that this one cancels
    asks: bool  # a question: what is said behind it decides
    inside: bool  # also counts when it is the beginning of the mention itself ("hx SA")
    alone: bool  # only when the mention is the whole sentence
    whole: bool  # counts anywhere within the mention, even when it is all of it ("61 days clean")
    when_client: str  # only where the client of the note is "male" or "female"; empty: always
    status: Status | None  # what it says, where that is a status
    of_status: bool  # whether it bears on the status, as a status, something blocked or a stop, and not on change or severity
    of_all: bool  # whether it concerns every indicator
    stands_anywhere: bool  # whether no more is asked of the place of its words than that they are no sign and no figure

    def concerns(self, indicator: str, group: str) -> bool:
        if indicator in self.not_for or group in self.not_for:
            return False
        return not self.only_for or indicator in self.only_for or group in self.only_for


STATUS_WORDS = frozenset({*map(str, Status), "blocked", "stop"})
_SAYABLE = (
    STATUS_WORDS
    | set(map(str, Direction))
    | {f"severity {level}" for level in Severity}
    | {"more", "less", "neutral", "answer yes", "answer no"}
)
_KEYS = {
    "phrases", "says", "reach", "within", "commas", "stops", "only_for", "not_for", "closes_clause", "opens_clause", "beats",
    "inside", "asks", "alone", "whole", "when_client",
}  # fmt: skip
_PLACED = ("closes_clause", "opens_clause", "alone")


@cache
def cues() -> tuple[Cue, ...]:
    """The shipped cues in the order of their files; their phrases stay behind, in `cue_finder`. Refused: a file that cannot be used, naming
    file and key."""
    return tuple(_made(cue_id, table, (), cue_id) for cue_id, table in _shipped()["cues"])


@cache
def cue_finder() -> Finder[tuple[int, ...]]:
    """Finds all cue phrases; what one means are the numbers of the cues that it belongs to, in their order."""
    owners: list[int] = _shipped()["owners"]
    return Finder(Net.of_json(_shipped()["net"]), lambda phrases: tuple(sorted({owners[phrase] for phrase in phrases})))


@cache
def _shipped() -> dict[str, Any]:
    made_from = [path for pattern in MADE_FROM for path in HERE.parents[1].glob(pattern)]
    return dict(kept("context", made_from, _as_json))


def _as_json() -> dict[str, Any]:
    tables = [(cue_id, table, _spelt(table, words, where)) for cue_id, table, words, where in _tables(HERE)]
    for cue_id, table, phrases in tables:
        _made(cue_id, table, phrases, cue_id)
    return {
        "cues": [(cue_id, {key: value for key, value in table.items() if key != "phrases"}) for cue_id, table, _ in tables],
        "owners": [number for number, (_, _, phrases) in enumerate(tables) for _ in phrases],
        "net": Net.of(phrase for _, _, phrases in tables for phrase in phrases).as_json(),
    }


def load(folder: Path) -> tuple[Cue, ...]:
    """The cues of every *.toml of a folder whose name does not begin with an underscore."""
    return tuple(_made(cue_id, table, _spelt(table, words, where), where) for cue_id, table, words, where in _tables(folder))


def _tables(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, list[str]], str]]:
    """Of each cue its id, what its table says, the named lists of its file, and where it stands."""
    words: dict[str, list[str]] = {}
    if (folder / "_words.toml").exists():
        words = _toml(folder / "_words.toml")
    for path in sorted(folder.glob("[!_]*.toml")):
        data = _toml(path)
        own = words | data.pop("words", {})
        defaults = data.pop("defaults", {})
        for name, table in data.items():
            yield f"{path.stem}.{name}", defaults | table, own, f"{path.name}, [{name}]"


def _spelt(table: dict[str, Any], words: dict[str, list[str]], where: str) -> tuple[Phrase, ...]:
    try:
        phrases = tuple(phrase for entry in table.get("phrases", ()) for phrase in spell_out(entry, words))
    except BrokenRules as problem:
        raise BrokenRules(f"{where}, phrases: {problem}") from None
    if not phrases:
        raise BrokenRules(f"{where}: 'phrases' is missing or empty")
    return phrases


def _made(cue_id: str, table: dict[str, Any], phrases: tuple[Phrase, ...], where: str) -> Cue:
    for key in table:
        if key not in _KEYS:
            raise BrokenRules(f"{where}: unknown key {key!r}; known are {', '.join(sorted(_KEYS))}")
    says = table.get("says")
    if says not in _SAYABLE:
        raise BrokenRules(f"{where}, says: found {says!r}, expected one of {', '.join(sorted(_SAYABLE))}")
    only_for = _concerned(table.get("only_for", ()), f"{where}, only_for")
    not_for = _concerned(table.get("not_for", ()), f"{where}, not_for")
    return Cue(
        id=cue_id,
        says=says,
        phrases=phrases,
        reach=_choice(Reach, table.get("reach", "right"), f"{where}, reach"),
        within=table.get("within"),
        commas=_choice(Commas, table.get("commas", "cross"), f"{where}, commas"),
        stops=frozenset(table.get("stops", ())),
        only_for=only_for,
        not_for=not_for,
        closes_clause=table.get("closes_clause", False),
        opens_clause=table.get("opens_clause", False),
        beats=frozenset(table.get("beats", ())),
        asks=table.get("asks", False),
        inside=table.get("inside", False),
        alone=table.get("alone", False),
        whole=table.get("whole", False),
        when_client=_one_of(("", "male", "female"), table.get("when_client", ""), f"{where}, when_client"),
        status=Status(says) if says in set(map(str, Status)) else None,
        of_status=says in STATUS_WORDS,
        of_all=not only_for and not not_for,
        stands_anywhere=says != Status.OTHER_PERSON and cue_id != "denied.no" and not any(map(table.get, _PLACED)),
    )


def _choice(kind: type[E], value: object, where: str) -> E:
    try:
        return kind(str(value))
    except ValueError:
        raise BrokenRules(f"{where}: found {value!r}, expected one of {', '.join(kind)}") from None


def _one_of(known: tuple[str, ...], value: str, where: str) -> str:
    if value not in known:
        raise BrokenRules(f"{where}: found {value!r}, expected one of {', '.join(name for name in known if name)}")
    return value


def _concerned(names: list[str], where: str) -> frozenset[str]:
    known = set(groups()) | {group.name for group in groups().values()}
    for name in names:
        if name not in known:
            raise BrokenRules(f"{where}: {name!r} is neither an indicator nor a group")
    return frozenset(names)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BrokenRules(f"{path.name}: not readable as TOML: {problem}") from None
