"""What trackers there are: for each the form of its rows, of the things it keeps, and what a row must hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from fullarc.instruments.definition_file import read_toml
from fullarc.instruments.log import CheckedEntry, EntryRefused, LogDefinition, LogValue, check_entry
from fullarc.instruments.log_file import read_log
from fullarc.modalities.code_list import check_codes
from fullarc.modalities.readings import readings

DEFINITIONS = Path(__file__).parent / "definitions"
Values = Mapping[str, LogValue | None]


@dataclass(frozen=True, slots=True)
class Tracker:
    """`row` is filled in again and again. `thing` is what rows speak about: a target, a step, a person; None where there is none."""

    row: LogDefinition
    modality: str
    thing: LogDefinition | None = None
    thing_word: str = ""
    required: tuple[str, ...] = ()
    thing_required: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def rows_speak_of_one_thing(self) -> bool:
        return any(line.id == "item" for line in self.row.fields)


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row. `thing` is the id of what it speaks about; `log` differs from the tracker's id for an EMDR assessment or step."""

    date: date
    values: Mapping[str, LogValue]
    log: str = ""
    source: str = ""

    @property
    def thing(self) -> str:
        return str(self.values.get("item", ""))

    def number(self, line: str) -> float | None:
        """The number on a line; None where it was left empty, which is not zero."""
        value = self.values.get(line)
        return None if value is None or isinstance(value, str) else float(value)

    def text(self, line: str) -> str:
        value = self.values.get(line, "")
        return value if isinstance(value, str) else ""


@cache
def form(name: str) -> LogDefinition:
    """The definition of a form of this room. Raises BrokenDefinition, naming file and key."""
    return read_log(DEFINITIONS / f"{name}.toml")


@cache
def trackers() -> Mapping[str, Tracker]:
    """All trackers by id, in the order in which pages list them."""
    data, _ = read_toml(DEFINITIONS / "trackers.toml")
    found = {}
    for told in data["trackers"]:
        found[told["row"]] = Tracker(
            form(told["row"]),
            told["modality"],
            form(told["thing"]) if "thing" in told else None,
            told.get("thing_word", ""),
            tuple(told.get("required", ())),
            tuple(told.get("thing_required", ())),
            told.get("codes", {}),
            {line: (ends[0], ends[1]) for line, ends in told.get("readings", {}).items()},
        )
    return found


def check_required(form: LogDefinition, required: tuple[str, ...], values: Values) -> None:
    """Refused (EntryRefused): a line that may not be empty is."""
    empty = [form.field(line).label for line in required if values.get(line) is None or not str(values[line]).strip()]
    if empty:
        raise EntryRefused("{form}: {lines} is empty; fill it in", form=form.name, lines=tuple(empty))


def check_row(tracker: Tracker, values: Values, row: LogDefinition | None = None) -> CheckedEntry:
    """A row against its form, its code lists and its readings; `row` is this client's own form where it differs.

    Refused (EntryRefused): what `check_entry` refuses, an empty line that may not be, an unknown code, a reading off its scale.
    """
    row = row or tracker.row
    check_required(row, tracker.required, values)
    for line, name in tracker.codes.items():
        check_codes(f"{row.name}, {row.field(line).label}", name, str(values.get(line) or ""))
    for line, (low, high) in tracker.readings.items():
        readings(str(values.get(line) or ""), low, high, row.field(line).label)
    return check_entry(row, values)


def with_lines(form: LogDefinition, lines: tuple[str, ...]) -> LogDefinition:
    """The form with these lines only, in its own order."""
    return replace(form, fields=tuple(line for line in form.fields if line.id in lines))
