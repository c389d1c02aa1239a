"""A filled week as a grid: a row a line, a column a day. What was typed stays where something is refused."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from fullarc.exchange.pages.week_on_paper import what_to_write
from fullarc.instruments.definition import Item
from fullarc.instruments.log import LogField, LogKind, LogValue
from fullarc.modalities.code_list import code_list, stored
from fullarc.web.paper.queries import OnPaper

YES, NO = {"y", "yes", "1", "x", "✓"}, {"n", "no", "0", "-"}
Values = dict[str, LogValue | None]


class CellRefused(ValueError):
    """What was typed into a cell does not fit its line."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line with its cells, for the page."""

    asks: str
    how: str
    words: bool
    cells: list[BoundField]


class WeekGrid(forms.Form):
    """`filled` holds the values of each day that has any, after the form was found valid."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, thing: OnPaper, days: tuple[date, ...], closed: set[date], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"key": uuid.uuid4(), **self.initial}
        self.thing, self.days, self.closed = thing, days, closed
        self.lines = lines_of(thing)
        for line in self.lines:
            for n, day in enumerate(days):
                self.fields[f"{line.name}.{n}"] = cell(line, day, closed=day in closed)

    @property
    def rows(self) -> list[GridRow]:
        return [GridRow(line.asks, line.how, line.words, [self[f"{line.name}.{n}"] for n in range(len(self.days))]) for line in self.lines]

    @property
    def heads(self) -> list[tuple[date, bool]]:
        return [(day, day in self.closed) for day in self.days]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.filled: dict[date, Values] = {}
        for n, day in enumerate(self.days):
            if day in self.closed:
                continue
            values: Values = {}
            for line in self.lines:
                name = f"{line.name}.{n}"
                try:
                    values[line.name] = line.value(str(given.get(name) or "").strip())
                except CellRefused as refused:
                    self.add_error(name, f"{line.asks}, {day:%a} {day.day}: {refused}")
            if any(value is not None for value in values.values()):
                self.filled[day] = values
        if not self.errors and not self.filled:
            self.add_error(None, "Nothing is filled in yet.")
        return given

    @property
    def refusals(self) -> list[str]:
        """Every refusal, the cells' too, in order, for the head of the page."""
        return [str(error) for errors in self.errors.values() for error in errors]


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line of the grid: a line of a log or an item of a measure."""

    name: str
    asks: str
    how: str
    field: LogField | None = None
    item: Item | None = None
    codes: str = ""

    @property
    def words(self) -> bool:
        return self.field is not None and self.field.kind is LogKind.TEXT

    @property
    def longest(self) -> str:
        """The largest value, so that the script knows when a number is complete; empty for words."""
        if self.item is not None:
            return str(self.item.high)
        return "" if self.field is None or self.words or self.field.kind is LogKind.YES_NO else f"{self.field.high:g}"

    def value(self, typed: str) -> LogValue | None:
        """What a cell says; None where it was left empty. Raises CellRefused."""
        if not typed:
            return None
        if self.item is not None:
            return self.of_item(self.item, typed)
        field = self.field
        if field is None or field.kind is LogKind.TEXT:
            return self.coded(typed) if self.codes else typed
        if field.kind is LogKind.YES_NO:
            if typed.casefold() not in YES | NO:
                raise CellRefused(f"found {typed[:10]!r}; write y or n")
            return 1.0 if typed.casefold() in YES else 0.0
        number = as_number(typed)
        if not field.low <= number <= field.high:
            raise CellRefused(f"found {typed[:10]}; it runs from {field.low:g} to {field.high:g}")
        return number

    def of_item(self, item: Item, typed: str) -> float:
        number = as_number(typed)
        if number not in {option.value for option in item.options}:
            raise CellRefused(f"found {typed[:10]}; answers run from {item.low} to {item.high}")
        return number

    def coded(self, typed: str) -> str:
        """Names of a list, separated by commas; the beginning of a name is enough where only one begins so."""
        return stored(self.code(part.strip().casefold()) for part in typed.split(",") if part.strip())

    def code(self, part: str) -> str:
        known = code_list(self.codes)
        exact = [one.id for one in known if part in (one.id.casefold(), one.label.casefold())]
        found = exact or [one.id for one in known if one.label.casefold().startswith(part)]
        if len(found) != 1:
            raise CellRefused(f"found {part[:20]!r}; write names of the list, separated by commas")
        return found[0]


def as_number(typed: str) -> float:
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        raise CellRefused(f"found {typed[:10]!r}; write a number") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise CellRefused("write a number")
    return number


def lines_of(thing: OnPaper) -> list[GridLine]:
    if thing.measure is not None:
        items = (thing.measure.gate.item, *thing.measure.items) if thing.measure.gate else thing.measure.items
        return [
            GridLine(f"i{item.number}", f"{item.number}. {item.text}" if item.number else item.text, key_of_item(item), item=item)
            for item in items
        ]
    codes = thing.tracker.codes if thing.tracker else {}
    fields = thing.log.fields if thing.log else ()
    return [GridLine(field.id, field.label, what_to_write(field), field=field, codes=codes.get(field.id, "")) for field in fields]


def key_of_item(item: Item) -> str:
    if len(item.options) > 7:
        return f"{item.low} to {item.high}"
    return "; ".join(f"{option.value} {option.label}".strip() for option in item.options)


def cell(line: GridLine, day: date, *, closed: bool) -> forms.Field:
    attributes = {
        "aria-label": f"{line.asks}, {day:%A} {day.day} {day:%B}",
        "autocomplete": "off",
        "class": "words" if line.words else "number",
    }
    if not line.words:
        attributes |= {"inputmode": "decimal", "data-high": line.longest}
    return forms.CharField(required=False, max_length=400 if line.words else 6, disabled=closed, widget=forms.TextInput(attrs=attributes))
