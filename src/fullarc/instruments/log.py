"""What a client log is: a small form a client fills in between sessions, and what one filled row must look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fullarc.instruments.definition import Better, Option

MAX_NOTE = 4_000  # characters

LogValue = float | bool | str


class LogKind(StrEnum):
    SCALE = "scale"  # whole steps from low to high; distances mean something, so it may be averaged
    ORDINAL = "ordinal"  # named levels in order; counted per level, never averaged
    NUMBER = "number"  # a quantity with a unit
    ANALOGUE = "visual_analogue"  # a place on a line between two ends
    YES_NO = "yes_no"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class LogField:
    """One line of the log. `better` is None where neither end is the healthy one (hours of sleep, a note).

    `risk_at_least`: an answer so high, or a yes when it is 1 on a yes/no line, asks for attention at once.
    """

    id: str
    label: str
    kind: LogKind
    low: float = 0.0
    high: float = 1.0
    step: float = 1.0
    unit: str = ""
    better: Better | None = None
    low_label: str = ""
    high_label: str = ""
    options: tuple[Option, ...] = ()
    speaks_to: tuple[str, ...] = ()
    risk_at_least: float | None = None
    risk_about: str = ""

    @property
    def may_be_averaged(self) -> bool:
        return self.kind in (LogKind.SCALE, LogKind.NUMBER, LogKind.ANALOGUE)


def line_in_words(field: LogField, value: LogValue | None) -> str:
    """What a line was filled with: "yes", the words of a choice, a bare number; empty for a line left empty."""
    if value is None:
        return ""
    if field.kind is LogKind.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    label = next((option.label for option in field.options if option.value == value), "")
    return label or f"{value:g}"


def answer_in_words(field: LogField, value: LogValue | None) -> str:
    """The same where the line stands alone: of a scale with its upper end ("5 of 5"), of a quantity with its unit."""
    words = line_in_words(field, value)
    if not words or field.options or field.kind in (LogKind.YES_NO, LogKind.TEXT):
        return words
    return f"{words} {field.unit}" if field.unit else f"{words} of {field.high:g}"


@dataclass(frozen=True, slots=True)
class LogDefinition:
    """A log as data. `every` is "day" or "occasion"."""

    id: str
    version: str
    name: str
    about: str
    instruction: str
    every: str
    source: str
    licence: str
    fields: tuple[LogField, ...]
    notes: tuple[str, ...] = ()
    fingerprint: str = ""

    def field(self, field_id: str) -> LogField:
        """The line with this id. Raises EntryRefused, naming the known lines."""
        for field in self.fields:
            if field.id == field_id:
                return field
        known = ", ".join(field.id for field in self.fields)
        raise EntryRefused(f"{self.name}: found a line {field_id!r}, expected one of: {known}")


class EntryRefused(ValueError):
    """An entry of a log does not fit its definition. The message never repeats what a client wrote.

    `words` with their `places` unfilled are kept, so that the message can be said in another language.
    """

    def __init__(self, words: str, **places: object) -> None:
        super().__init__(filled(words, places))
        self.words, self.places = words, places


def filled(words: str, places: Mapping[str, object]) -> str:
    """The words with their places filled in; several names in one place stand in quotation marks."""
    if not places:
        return words
    told = {key: ", ".join(f"“{one}”" for one in value) if isinstance(value, tuple) else value for key, value in places.items()}
    return words.format(**told)


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """A filled row: the values given, the lines left empty, and the lines whose answer asks for attention."""

    log: str
    version: str
    values: Mapping[str, LogValue]
    empty: tuple[str, ...]
    raised: tuple[str, ...]


def check_entry(log: LogDefinition, values: Mapping[str, LogValue | None]) -> CheckedEntry:
    """Check one filled row. Lines left out or None are empty, which is not zero.

    Refused (EntryRefused): an unknown line, a value off its scale, or a row without any value.
    """
    given = {key: _checked(log, log.field(key), value) for key, value in values.items() if value is not None and value != ""}
    if not given:
        raise EntryRefused(f"{log.name}: found no answer at all, expected at least one; leave the day out instead")
    raised = tuple(field.id for field in log.fields if field.id in given and asks_for_attention(field, given[field.id]))
    return CheckedEntry(log.id, log.version, given, tuple(f.id for f in log.fields if f.id not in given), raised)


def asks_for_attention(field: LogField, value: LogValue) -> bool:
    """Whether an answer is at or above the line of a field that asks about risk."""
    return field.risk_at_least is not None and not isinstance(value, str) and float(value) >= field.risk_at_least


def _checked(log: LogDefinition, field: LogField, value: LogValue) -> LogValue:
    place = f"{log.name}, {field.label}"
    if field.kind is LogKind.TEXT:
        if not isinstance(value, str) or len(value) > MAX_NOTE:
            raise EntryRefused(f"{place}: found something longer than {MAX_NOTE} characters or not a text; shorten it")
        return value
    if field.kind is LogKind.YES_NO:
        if value not in (0, 1):
            raise EntryRefused(f"{place}: found something else than yes or no; answer yes or no")
        return bool(value)
    if isinstance(value, str | bool):
        raise EntryRefused(f"{place}: found something that is not a number; answers run from {field.low:g} to {field.high:g}")
    if not field.low <= value <= field.high:
        raise EntryRefused(f"{place}: the answer was {value:g}; answers run from {field.low:g} to {field.high:g}")
    steps = (value - field.low) / field.step
    if abs(steps - round(steps)) > 1e-9:
        raise EntryRefused("{line}: answers go in steps of {step}", line=field.label, step=f"{field.step:g}")
    return float(value)
