"""What the page of a tracker, or of one thing, shows: sentences, chart, the table of its numbers, the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from fullarc.charts.trackers import tracker_chart
from fullarc.course.tracked_statements import WORDS
from fullarc.modalities.chain import Link, chain_of
from fullarc.modalities.diary_card import act_line, urge_line
from fullarc.modalities.emdr import STATES
from fullarc.modalities.numbers import Number
from fullarc.modalities.panels import panels
from fullarc.modalities.sentences import sentences
from fullarc.modalities.tracker import Row, Tracker
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers import queries
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.words import Words, shown_label


@dataclass(frozen=True, slots=True)
class ShownRow:
    pk: UUID
    date: date
    name: str
    lines: tuple[tuple[str, str], ...]
    chain: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberRow:
    date: date
    about: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    sentences: tuple[str, ...]
    chart: SafeString
    columns: tuple[str, ...]
    numbers: tuple[NumberRow, ...]
    rows: tuple[ShownRow, ...]  # newest first

    @property
    def names_things(self) -> bool:
        return any(row.about for row in self.numbers)


def shown(tracker: Tracker, rows: Sequence[LogRow], things: Sequence[Thing]) -> Shown:
    """Everything that the page of a tracker says, from its rows and things."""
    told = queries.numbers(tracker, rows, things)
    said = tuple(one.text for one in sentences(tracker.id, told))
    drawn = tracker_chart(panels(tracker.id, told), f"{tracker.row.name}. {' '.join(said)}")
    columns = list(dict.fromkeys(one.item for one in told if ":" not in one.item))
    return Shown(said, mark_safe(drawn), tuple(map(head, columns)), number_rows(told, columns), shown_rows(tracker, rows, things))  # noqa: S308 (drawn from numbers; every word is escaped there)


def head(item: str) -> str:
    words = WORDS.get(item, item.replace("_", " "))
    return words[:1].upper() + words[1:]


def number_rows(told: Sequence[Number], columns: Sequence[str]) -> tuple[NumberRow, ...]:
    """One row for each filled row and thing: its numbers under their lines, several readings of one session in order."""
    found: dict[tuple[str, str], list[Number]] = {}
    for one in told:
        found.setdefault((one.source, one.about), []).append(one)
    return tuple(
        NumberRow(of[0].date, about, tuple(", ".join(in_words(one) for one in of if one.item == item) for item in columns))
        for (_, about), of in found.items()
    )


def in_words(one: Number) -> str:
    if one.item == "state":
        return str(STATES[int(one.value)])
    if one.item in ("incomplete", "action"):
        return "yes" if one.value else "no"
    return f"{one.value:g}"


def shown_rows(tracker: Tracker, rows: Sequence[LogRow], things: Sequence[Thing]) -> tuple[ShownRow, ...]:
    words = Words(queries.names_of(things))
    out = []
    for row in reversed(rows):
        form = queries.row_form(tracker, row.log, things, closed_too=True)
        chain = chain_of(row.values.get("links", ""), row.values.get("solutions", "")) if row.log == "chain-analysis" else ()
        values = {line: value for line, value in row.values.items() if not (chain and line in ("links", "solutions"))}
        lines = tuple((shown_label(label), text) for label, text in words.lines(form, values))
        out.append(ShownRow(row.pk, row.date, form.name, lines, chain))
    return tuple(out)


def of_thing(rows: Sequence[LogRow], thing: Thing) -> list[LogRow]:
    """The rows that speak about a thing: that name it, or, on a diary card, that have one of its lines filled in."""
    lines = (urge_line(thing.short), act_line(thing.short))
    return [row for row in rows if row.values.get("item") == thing.short or any(line in row.values for line in lines)]


def core_rows(rows: Sequence[LogRow]) -> list[Row]:
    return [queries.row_of(row) for row in rows]
