"""A cell as a score or an answer: what is accepted, and the sentence when it is not. No sentence repeats the cell."""

import re

from fullarc.instruments.definition import Instrument, Item, Scale

_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:[.,][0-9]{1,4})?")
_MISSING = {"", "na", "n/a", "nan", "null", "none", "missing", "-", "--", ".", "not done"}


class CellRefused(ValueError):
    """A cell that cannot be taken: the reason, and what to do."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def is_missing(cell: str) -> bool:
    """Empty, or one of the usual words for it (NA, n/a, null, missing, a dash)."""
    return cell.casefold() in _MISSING


def kind_of(cell: str) -> str:
    """What a cell looks like, without its content: "a number", "a text of 14 characters"."""
    if is_missing(cell):
        return "nothing"
    return "a number" if _NUMBER.fullmatch(cell) else f"a text of {len(cell)} characters"


def number_in(cell: str) -> float | None:
    """A plain number with a decimal point or comma; None when it is something else."""
    return float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else None


def score_in(cell: str, instrument: Instrument, scale: Scale) -> float:
    """A score within the range of the scale. Refused: no number, out of range, finer than the scale goes."""
    name = f"{instrument.short_name}, {scale.name.lower()}" if scale.id != "total" else instrument.short_name
    value, allowed = number_in(cell), f"{name}: scores run from {scale.low:g} to {scale.high:g}"
    if value is None:
        raise CellRefused(f"Found {kind_of(cell)} where a score is expected.", f"{allowed}.")
    if not scale.low <= value <= scale.high:
        side = "above" if value > scale.high else "below"
        raise CellRefused(f"The score lies {side} the range of this measure.", f"{allowed}.")
    if abs(value - round(value, scale.decimals)) > 1e-9:
        finest = "in whole numbers" if scale.decimals == 0 else f"with at most {scale.decimals} decimal"
        raise CellRefused("The score has more decimals than this measure.", f"{allowed}, {finest}.")
    return value


def answer_in(cell: str, instrument: Instrument, item: Item) -> int | None:
    """An answer to an item, None when it was left empty. Refused: what is not one of the item's answers."""
    if is_missing(cell):
        return None
    value = number_in(cell)
    allowed = f"{instrument.short_name}, item {item.number}: answers run from {item.low} to {item.high}."
    if value is None:
        raise CellRefused(f"Found {kind_of(cell)} where an answer is expected.", allowed)
    if all(value != option.value for option in item.options):
        raise CellRefused("The answer is not one of those that this item has.", allowed)
    return int(value)
