"""The record as tables: sessions, scores, findings, ratings, entries. What every column means is said once, here.

Each table goes out as CSV (a spreadsheet runs nothing in it) and as Parquet (columns keep their kind), with a data dictionary.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from fullarc.exchange.record.csv_writing import csv_text
from fullarc.exchange.record.record_file import EARLIEST

Cell = str | int | float | bool | date | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "date"
    COUNT = "whole number"
    NUMBER = "number"
    YES_NO = "true or false"


class Personal(StrEnum):
    """How near a column comes to a person; research exports treat each in its own way."""

    NO = ""
    CLIENT = "client"  # names the client: a pseudonym takes its place
    DAY = "day"  # a day of the client's life: moved, the same way for all days of a client
    WORDS = "words"  # somebody's own words: left out, or scrubbed
    AWAY = "away"  # left out always


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    meaning: str
    personal: Personal = Personal.NO


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table's columns and what one row of it is."""

    name: str
    a_row: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FilledTable:
    of: TableOf
    rows: Sequence[tuple[Cell, ...]] = field(repr=False)


_CLIENT = Column("client", Kind.TEXT, "Code of the client", Personal.CLIENT)
_COURSE = Column("course", Kind.COUNT, "Course of care of the client, counted from 1 in order of beginning")
_SESSION = Column("session", Kind.COUNT, "Number of the attended session in its course; empty when there was none that day")
_DATE = Column("date", Kind.DAY, "Day, year first", Personal.DAY)

SESSIONS = TableOf(
    "sessions",
    "one dated contact, held or not; planned ones are left out",
    (
        _CLIENT,
        _COURSE,
        _DATE,
        _SESSION,
        Column("time", Kind.TEXT, "When it began, hours and minutes", Personal.AWAY),
        Column("attendance", Kind.TEXT, "attended, missed, cancelled or late_cancelled"),
        Column("minutes", Kind.COUNT, "How long it lasted"),
        Column("format", Kind.TEXT, "in_person, video, phone, home or group"),
        Column("notes", Kind.COUNT, "How many closed progress notes it has"),
    ),
)
SCORES = TableOf(
    "scores",
    "one scale of one form; a form that was entered in error is left out",
    (
        _CLIENT,
        _COURSE,
        _DATE,
        _SESSION,
        Column("measure", Kind.TEXT, "Id of the measure"),
        Column("definition", Kind.TEXT, "Version of the definition it was scored by"),
        Column("scale", Kind.TEXT, "total, or the id of a subscale"),
        Column("value", Kind.NUMBER, "The score; empty when it could not be scored, which is not zero"),
        Column("not_scored", Kind.TEXT, "Why there is no score"),
        Column("band", Kind.TEXT, "Name of the band it falls into"),
        Column("answered", Kind.COUNT, "Items answered"),
        Column("items", Kind.COUNT, "Items of the scale"),
        Column("prorated", Kind.YES_NO, "Whether missing items were made up for, by the measure's own rule"),
        Column("mode", Kind.TEXT, "How it was entered"),
        Column("informant", Kind.TEXT, "Who answered about the client: client, parent, teacher, clinician"),
    ),
)
FINDINGS = TableOf(
    "findings",
    "one thing read or marked in a closed note, as it counts (corrected where a clinician corrected it); dismissed ones are left out",
    (
        _CLIENT,
        _COURSE,
        _DATE,
        _SESSION,
        Column("indicator", Kind.TEXT, "What it is about"),
        Column("status", Kind.TEXT, "present, denied, past, uncertain …: how the note speaks of it"),
        Column("direction", Kind.TEXT, "Which way the words say that it moved"),
        Column("severity", Kind.TEXT, "How severe the words say that it is"),
        Column("value_low", Kind.NUMBER, "A number that was said with it; the lower end of a range"),
        Column("value_high", Kind.NUMBER, "The same number, or the upper end of a range"),
        Column("unit", Kind.TEXT, "The unit of that number"),
        Column("section", Kind.TEXT, "Part of the note in which it stands"),
        Column("rule", Kind.TEXT, "Rule that read it; clinician.marked where a clinician marked what the reader had missed"),
        Column("review", Kind.TEXT, "unreviewed, confirmed, corrected or added"),
        Column("words", Kind.TEXT, "The exact words of the note", Personal.WORDS),
    ),
)
RATINGS = TableOf(
    "ratings",
    "one dated value of one goal; of several on a day the newest",
    (
        _CLIENT,
        _COURSE,
        Column("goal", Kind.COUNT, "Goal of the course, counted from 1 in order of agreement"),
        _DATE,
        Column("scale", Kind.TEXT, "gas (-2 to +2) or 0-10"),
        Column("value", Kind.NUMBER, "The rating; higher is nearer to the goal"),
        Column("goal_words", Kind.TEXT, "The goal in the client's words", Personal.WORDS),
    ),
)
ENTRIES = TableOf(
    "entries",
    "one line of one filled row of a log; a row that was entered in error is left out",
    (
        _CLIENT,
        _COURSE,
        _DATE,
        Column("log", Kind.TEXT, "Id of the log"),
        Column("row", Kind.COUNT, "Filled row of this log in this course, counted from 1 in order of day and entry"),
        Column("line", Kind.TEXT, "Id of the line"),
        Column("number", Kind.NUMBER, "The answer when it is a number; yes is 1, no is 0"),
        Column("words", Kind.TEXT, "The answer when it is in words", Personal.WORDS),
    ),
)
ALL = (SESSIONS, SCORES, FINDINGS, RATINGS, ENTRIES)
_POLARS: dict[Kind, Any] = {
    Kind.TEXT: pl.String,
    Kind.DAY: pl.Date,
    Kind.COUNT: pl.Int64,
    Kind.NUMBER: pl.Float64,
    Kind.YES_NO: pl.Boolean,
}


def as_csv(table: FilledTable) -> bytes:
    """UTF-8, RFC 4180; text that a spreadsheet could take for a formula is preceded by a quotation mark."""
    rows = ((_in_csv(cell) for cell in row) for row in table.rows)
    return csv_text([column.name for column in table.of.columns], [list(row) for row in rows]).encode()


def _in_csv(cell: Cell) -> str | int | float | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else cell


def as_parquet(table: FilledTable) -> bytes:
    """The same rows; texts as they are, since nothing runs a formula in a Parquet file."""
    schema = {column.name: _POLARS[column.kind] for column in table.of.columns}
    out = io.BytesIO()
    pl.DataFrame(list(table.rows), schema=schema, orient="row", strict=False).write_parquet(out)
    return out.getvalue()


def dictionary(tables: Iterable[FilledTable]) -> dict[str, Any]:
    """What every table and column is, for a machine."""
    return {
        "tables": [
            {
                "name": table.of.name,
                "files": [f"{table.of.name}.csv", f"{table.of.name}.parquet"],
                "a_row": table.of.a_row,
                "rows": len(table.rows),
                "columns": [{"name": c.name, "kind": c.kind.value, "meaning": c.meaning} for c in table.of.columns],
            }
            for table in tables
        ]
    }


def dictionary_in_words(tables: Sequence[FilledTable]) -> str:
    """The same as Markdown."""
    lines = ["# Data dictionary", "", "An empty cell means not known or not asked; it is never zero.", ""]
    for table in tables:
        lines += [f"## {table.of.name}", "", f"A row is {table.of.a_row}. {len(table.rows):,} rows.", ""]
        lines += ["| column | holds | meaning |", "|---|---|---|"]
        lines += [f"| {c.name} | {c.kind.value} | {c.meaning} |" for c in table.of.columns]
        lines.append("")
    return "\n".join(lines)


def zip_of(tables: Sequence[FilledTable], more: Mapping[str, bytes] | None = None) -> bytes:
    """All tables in both forms, the dictionary in both forms, and `more` files by name."""
    files = {f"{table.of.name}.csv": as_csv(table) for table in tables}
    files |= {f"{table.of.name}.parquet": as_parquet(table) for table in tables}
    files["dictionary.json"] = json.dumps(dictionary(tables), ensure_ascii=False, indent=1).encode()
    files["dictionary.md"] = dictionary_in_words(tables).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted({**files, **(more or {})}.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, content)
    return out.getvalue()
