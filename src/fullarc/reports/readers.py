"""Who reads a report and what each is told at which level (readers.toml). Levels are data: a visible setting, never hidden in code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Level(IntEnum):
    """How much of a part is told."""

    NOT = 0
    PLAIN = 1
    QUOTED = 2


IN_WORDS = {Level.NOT: "not told", Level.PLAIN: "told, no note quoted", Level.QUOTED: "told in full, with words of notes"}
Levels = Mapping[str, Level]


class ReadersRefused(ValueError):
    """readers.toml is not what it should be. The message names the reader and the part."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of reader. `title` says what the first line is: the lead of the assessment, a plain one, or the client's. `scrubbed` reports
    are de-identified; `signs` ones carry the line of the clinician's signature; `inside` ones stay in the practice and name rules.
    `because` is why this reader is told so much; `addressed` reports are not issued without saying to whom; `needs` are parts that the
    reader decides by."""

    key: str
    name: str
    told_to: str
    title: str
    purpose: str
    because: str
    signs: bool
    scrubbed: bool
    inside: bool
    usual: Levels
    most: Levels
    addressed: bool = False
    needs: tuple[str, ...] = ()

    def levels(self, chosen: Mapping[str, int] | None = None) -> dict[str, Level]:
        """The level of each part: the chosen one, never above the most; the usual one where nothing was chosen."""
        asked = chosen or {}
        return {part: Level(max(0, min(int(asked.get(part, usual)), self.most[part]))) for part, usual in self.usual.items()}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files("fullarc.reports") / "readers.toml").read_text(encoding="utf-8"))


def parts() -> dict[str, str]:
    """The parts that a report may have, in order, with their words."""
    return dict(_file()["parts"])


@cache
def readers() -> dict[str, Reader]:
    """Every kind of reader by its key. Refused (ReadersRefused): an unknown part, a part without a level, a usual level above the most."""
    return {key: _reader(key, table) for key, table in _file()["readers"].items()}


def _reader(key: str, table: Mapping[str, Any]) -> Reader:
    known, usual, most = set(parts()), table["levels"]["usual"], table["levels"]["most"]
    for levels in (usual, most):
        if odd := set(levels) ^ known:
            raise ReadersRefused(f"readers.toml, {key}: the levels name other parts than [parts]: {', '.join(sorted(odd))}.")
    if odd := set(table.get("needs", ())) - known:
        raise ReadersRefused(f"readers.toml, {key}: needs names other parts than [parts]: {', '.join(sorted(odd))}.")
    if above := [part for part in known if usual[part] > most[part]]:
        raise ReadersRefused(f"readers.toml, {key}: the usual level is above the most for {', '.join(sorted(above))}.")
    return Reader(
        key,
        table["name"],
        table["for"],
        table["title"],
        table["purpose"],
        table["because"],
        table["signs"],
        table.get("scrubbed", False),
        table.get("inside", False),
        {part: Level(level) for part, level in usual.items()},
        {part: Level(level) for part, level in most.items()},
        table.get("addressed", False),
        tuple(table.get("needs", ())),
    )
