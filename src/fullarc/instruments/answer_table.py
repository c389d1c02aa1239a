"""Which column of a table holds the answer to which item, and the answers of one row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fullarc.instruments.definition import Instrument, Verdict
from fullarc.instruments.scoring import AnswerRefused

_NUMBERED = re.compile(r"^(?P<prefix>.*?)[ _.-]*(?P<number>\d+)$")
_ITEM_WORDS = frozenset({"", "item", "items", "q", "question", "answer", "i"})


@dataclass(frozen=True, slots=True)
class AnswerColumns:
    """Item number -> column, and scale id -> column where totals are entered."""

    items: Mapping[int, str]
    scales: Mapping[str, str]


def answer_columns(instrument: Instrument, columns: Sequence[str]) -> AnswerColumns:
    """Find the columns by their names: item1, item_1, 1, Q1, or the measure's own letters (PHQ1, GAD1, PCL5_1); `gate` for a question
    before the items; for measures entered as totals `total` (or `score`) and the ids of the subscales.

    Refused (ValueError): no such column at all, two columns for one item, or a number the form does not have.
    """
    scales = {scale.id: column for scale in instrument.scales for column in columns if _plain(column) in _scale_names(scale.id)}
    items: dict[int, str] = {}
    for column in columns:
        number = _item_number(instrument, column)
        if number is None:
            continue
        if number in items:
            raise ValueError(f"found two columns for item {number} ({items[number]}, {column}), expected one; remove one")
        items[number] = column
    if instrument.verdict is Verdict.TOTAL_ONLY:
        if not scales:
            raise ValueError(f"found columns {', '.join(columns)}; expected one of: {', '.join(scale.id for scale in instrument.scales)}")
        return AnswerColumns(items, scales)
    known = {item.number for item in instrument.items} | ({0} if instrument.gate else set())
    strangers = sorted(set(items) - known)
    if strangers or not set(items) - {0}:
        found = f"a column for item {strangers[0]}" if strangers else f"columns {', '.join(columns)}"
        raise ValueError(
            f"found {found}; {instrument.short_name} has items 1 to {instrument.items[-1].number}, expected columns item1, item2 …"
        )
    missing = [item.number for item in instrument.items if item.scored and item.number not in items]
    if missing:
        raise ValueError(f"found no column for item {missing[0]}; {instrument.short_name} has items 1 to {instrument.items[-1].number}")
    return AnswerColumns(items, {})


def answers_in(instrument: Instrument, columns: AnswerColumns, row: Mapping[str, str]) -> dict[int, int | None]:
    """The answers of one row; an empty cell (or NA) is unanswered. A cell that is no whole number is refused."""
    return {number: _whole(instrument, number, row[column]) for number, column in columns.items.items()}


def entered_in(
    instrument: Instrument, columns: AnswerColumns, row: Mapping[str, str]
) -> tuple[dict[str, float | None], dict[int, int | None]]:
    """The totals of one row, and the answers to risk items that stand beside them."""
    values = {scale: _number(instrument, scale, row[column]) for scale, column in columns.scales.items()}
    risky = {item.number for item in instrument.risk_items}
    return values, {n: _whole(instrument, n, row[column]) for n, column in columns.items.items() if n in risky}


def _item_number(instrument: Instrument, column: str) -> int | None:
    if instrument.gate is not None and _plain(column) in ("gate", "exposure", "item0"):
        return 0
    name = re.match(_NUMBERED, column.strip().casefold())
    if name is None:
        return None
    prefix = _plain(name["prefix"])
    letters = _plain(instrument.id).rstrip("0123456789")
    own = {
        _plain(instrument.id),
        letters,
        *(letters + word for word in _ITEM_WORDS),
        *(_plain(instrument.id) + word for word in _ITEM_WORDS),
    }
    return int(name["number"]) if prefix in _ITEM_WORDS or prefix in own else None


def _scale_names(scale_id: str) -> tuple[str, ...]:
    return (_plain(scale_id), "score", "value") if scale_id == "total" else (_plain(scale_id),)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _whole(instrument: Instrument, number: int, cell: str) -> int | None:
    value = _number(instrument, f"item {number}", cell)
    if value is None:
        return None
    if value != int(value):
        raise AnswerRefused(f"{instrument.short_name}, item {number}: the answer was {value:g}; answers are whole numbers.")
    return int(value)


def _number(instrument: Instrument, what: str, cell: str) -> float | None:
    text = cell.strip()
    if text.casefold() in ("", "na", "nan"):
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value - value != 0:  # not a number, or infinite
        raise AnswerRefused(
            f"{instrument.short_name}, {what}: found something that is not a number; enter a number or leave the cell empty."
        )
    return value
