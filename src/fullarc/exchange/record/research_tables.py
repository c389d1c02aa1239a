"""Tables for research: pseudonyms, days moved per client with their intervals kept, free words left out or scrubbed, and a report of it.

Neither the key of the pseudonyms nor the days by which dates were moved are kept anywhere. A rare combination can still point to a person:
whoever passes the tables on looks at them first.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fullarc.exchange.deidentification.deidentified import Deidentifier, Removed
from fullarc.exchange.record.record_tables import Cell, Column, FilledTable, Personal, TableOf

MOST_WEEKS = 26
Draw = Callable[[int], int]  # a number by chance from 0 up to, and without, the one given


@dataclass(frozen=True, slots=True)
class Person:
    """What stands for one client: a pseudonym, by how many days all dates are moved, and who scrubs texts (None: they are left out)."""

    pseudonym: str
    moved: timedelta
    scrubber: Deidentifier | None


@dataclass(frozen=True, slots=True)
class Report:
    """What was removed, by table and column. Never what it was."""

    clients: int
    days_moved: Mapping[str, int]
    left_out: Mapping[str, int]
    scrubbed: Mapping[str, int]
    removed: Mapping[str, Removed]

    def as_json(self) -> bytes:
        told: dict[str, Any] = {
            "clients_given_pseudonyms": self.clients,
            "dates_moved": dict(self.days_moved),
            "cells_left_out": dict(self.left_out),
            "texts_scrubbed": dict(self.scrubbed),
            "removed_from_texts": {name: dict(removed.counts) for name, removed in self.removed.items()},
            "never_in_these_tables": list(NEVER),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    def in_words(self) -> str:
        """The report as Markdown."""
        lines = ["# What was removed", "", f"{self.clients} client(s) have a pseudonym each. Which is whose is written down nowhere.", ""]
        lines += [
            "All days of a client are moved by the same whole number of weeks: intervals and days of the week stay, the calendar does not."
        ]
        lines += ["", "| column | what was done |", "|---|---|"]
        lines += [f"| {name} | {count:,} days moved |" for name, count in self.days_moved.items()]
        lines += [f"| {name} | left out ({count:,} cells held something) |" for name, count in self.left_out.items()]
        for name, count in self.scrubbed.items():
            lines.append(f"| {name} | {count:,} texts scrubbed; removed: {self.removed[name].in_words()} |")
        lines += ["", f"Never in these tables: {', '.join(NEVER)}.", ""]
        lines += ["A rare combination of what is left can still point to a person. Look at the tables before you pass them on.", ""]
        return "\n".join(lines)


NEVER = ("names", "contact data", "dates of birth", "notes", "diagnoses", "process notes", "who treated whom")


def people(clients: Iterable[str], *, draw: Draw, scrubbers: Callable[[str, int], Deidentifier] | None = None) -> dict[str, Person]:
    """A pseudonym and a move for each client code, by chance. `scrubbers` makes the scrubber of a client who is moved by so many days."""
    order = sorted(clients)
    for place in range(len(order) - 1, 0, -1):  # Fisher and Yates: the pseudonym tells nothing of the code's place
        other = draw(place + 1)
        order[place], order[other] = order[other], order[place]
    width = max(3, len(str(len(order))))
    found = {}
    for number, client in enumerate(order, 1):
        weeks = draw(2 * MOST_WEEKS) - MOST_WEEKS
        days = 7 * (weeks if weeks < 0 else weeks + 1)  # never zero
        found[client] = Person(f"P{number:0{width}d}", timedelta(days=days), scrubbers(client, days) if scrubbers else None)
    return found


def for_research(tables: Sequence[FilledTable], who: Mapping[str, Person]) -> tuple[list[FilledTable], Report]:
    """The tables without what points to a person, and the report of what was removed. Refused (KeyError): a client whom `who` lacks."""
    tally = _Tally()
    changed = [_table(table, who, tally) for table in tables]
    report = Report(len(who), dict(tally.moved), dict(tally.left_out), dict(tally.scrubbed), dict(tally.removed))
    return changed, report


class _Tally:
    def __init__(self) -> None:
        self.moved, self.left_out, self.scrubbed = Counter[str](), Counter[str](), Counter[str]()
        self.removed: dict[str, Removed] = defaultdict(Removed)


def _table(table: FilledTable, who: Mapping[str, Person], tally: _Tally) -> FilledTable:
    columns = table.of.columns
    scrubs = any(person.scrubber for person in who.values())
    kept = [n for n, column in enumerate(columns) if _stays(column, scrubs)]
    for n, column in enumerate(columns):
        if n not in kept:
            tally.left_out[f"{table.of.name}.{column.name}"] += sum(row[n] not in (None, "") for row in table.rows)
    place = next(n for n, column in enumerate(columns) if column.personal is Personal.CLIENT)
    days = next((n for n, column in enumerate(columns) if column.personal is Personal.DAY), None)
    rows = []
    for row in table.rows:
        person, day = who[str(row[place])], row[days] if days is not None else None
        rows.append(tuple(_cell(row[n], columns[n], person, day, f"{table.of.name}.{columns[n].name}", tally) for n in kept))
    left = tuple(_column(columns[n]) for n in kept)
    order = sorted(range(len(rows)), key=lambda n: str(rows[n][kept.index(place)]))  # not in the order of the codes
    return FilledTable(TableOf(table.of.name, table.of.a_row, left), [rows[n] for n in order])


def _stays(column: Column, scrubs: bool) -> bool:
    return column.personal is not Personal.AWAY and (column.personal is not Personal.WORDS or scrubs)


def _cell(cell: Cell, column: Column, person: Person, day: Cell, name: str, tally: _Tally) -> Cell:
    if column.personal is Personal.CLIENT:
        return person.pseudonym
    if column.personal is Personal.DAY and isinstance(cell, date):
        tally.moved[name] += 1
        return cell + person.moved
    if column.personal is Personal.WORDS and isinstance(cell, str) and cell:
        assert person.scrubber is not None  # noqa: S101 - a column of words stays only where there is one
        clean = person.scrubber.scrub(cell, written=day if isinstance(day, date) else None)
        tally.scrubbed[name] += 1
        tally.removed[name] += clean.removed
        return clean.text
    return cell


def _column(column: Column) -> Column:
    told = {
        Personal.CLIENT: "Pseudonym of the client",
        Personal.DAY: f"{column.meaning}; moved by a whole number of weeks that is the same for all days of a client",
        Personal.WORDS: f"{column.meaning}; scrubbed",
    }
    return Column(column.name, column.kind, told.get(column.personal, column.meaning), column.personal)
