"""Closed lists of codes that lines of a tracker take: patterns of thinking, skills by module, obstacles."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fullarc.instruments.definition_file import read_toml
from fullarc.instruments.log import EntryRefused

CODES = Path(__file__).parent / "codes"


@dataclass(frozen=True, slots=True)
class Code:
    """`id` is stable and stored; `label` may be reworded. `group` is the module of a skill, else empty."""

    id: str
    label: str
    group: str = ""


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """The codes of a list in its order. Raises FileNotFoundError for a list that does not ship."""
    data, _ = read_toml(CODES / f"{name}.toml")
    return tuple(Code(row["id"], row["label"], row.get("group", "")) for row in data["codes"])


def label_of(name: str, code: str) -> str:
    """The label of a code; an id that the list no longer has is shown as it was stored."""
    return next((one.label for one in code_list(name) if one.id == code), code.replace("_", " "))


def codes_in(text: str) -> tuple[str, ...]:
    """The ids in a stored line, which are separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def stored(codes: Iterable[str]) -> str:
    """Codes as a line stores them, each once."""
    return ",".join(dict.fromkeys(codes))


def check_codes(place: str, name: str, text: str) -> None:
    """Refused (EntryRefused): an id that the list does not have."""
    known = {one.id for one in code_list(name)}
    if strangers := [code for code in codes_in(text) if code not in known]:
        raise EntryRefused(f"{place}: found {len(strangers)} not in the list of {len(known)}; choose from those offered")
