"""A table whose columns are days (one row a measure, or one row a client) made into one with a score a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fullarc.exchange.incoming.csv_reading import Row, Table
from fullarc.exchange.incoming.dates import dates_in, whole_date
from fullarc.exchange.incoming.score_values import is_missing
from fullarc.instruments.catalogue import Catalogue

MEASURE, DATE, SCORE = "Measure", "Date", "Score"
LEAST = 2  # columns that are days
MOST_ROWS = 50_000
_AROUND = re.compile(r"^[\s,;:()\[\]_|/@\-\u2013\u2014]+|[\s,;:()\[\]_|/@\-\u2013\u2014]+$")
_ON = re.compile(r"\s+(?:on|at|of|am|vom)$", re.I)


@dataclass(frozen=True, slots=True)
class DayColumn:
    """A column named after a day: "2024-03-14", or "PHQ-9 14.03.2024". `measure` is what stands beside the day."""

    index: int
    day: str
    measure: str


def one_score_a_row(table: Table, catalogue: Catalogue) -> Table:
    """The same scores with a measure, a date and a score in each row, lines kept; any other table as it is.

    A table has this shape when at least two columns are named after days, and no column of its rows holds dates.
    """
    days = day_columns(table, catalogue)
    if len(days) < LEAST or any(whole_date(cell) for row in table.rows[:20] for n, cell in enumerate(row.cells) if n not in indexes(days)):
        return table
    others = [n for n in range(len(table.columns)) if n not in indexes(days)]
    named = any(day.measure for day in days)
    columns = (*(table.columns[n] for n in others), *((MEASURE,) if named else ()), DATE, SCORE)
    rows = tuple(_rows(table, days, others, named))
    if len(rows) > MOST_ROWS:
        return table
    remark = f"{len(days)} columns are named after days; each of their cells was taken as a score of that day."
    return replace(table, columns=columns, rows=rows, remarks=(*table.remarks, remark))


def indexes(days: list[DayColumn]) -> set[int]:
    return {day.index for day in days}


def day_columns(table: Table, catalogue: Catalogue) -> list[DayColumn]:
    """The columns named after a day alone, or after a day and a measure that is known here."""
    found = []
    for index, name in enumerate(table.columns):
        written, measure = day_in(name)
        if written and (not measure or measure in catalogue):
            found.append(DayColumn(index, written, measure))
    return found


def day_in(name: str) -> tuple[str, str]:
    """The day in the name of a column as it is written there, and the words beside it; two empty texts without exactly one day."""
    if whole_date(name):
        return name, ""
    words = name.split()
    if len(dates_in(name)) != 1:
        return "", ""
    for length in range(1, 5):  # "14.03.2024", "14 March 2024", "(14 March 2024)"
        for start in range(len(words) - length + 1):
            written = _AROUND.sub("", " ".join(words[start : start + length]))
            if whole_date(written):
                rest = " ".join([*words[:start], *words[start + length :]])
                return written, _ON.sub("", _AROUND.sub("", rest)).strip()
    glued = re.split(r"_", name)
    for start in range(len(glued)):
        written = "-".join(glued[start : start + 3])
        if whole_date(written):
            return written, " ".join([*glued[:start], *glued[start + 3 :]]).strip()
    return "", ""


def _rows(table: Table, days: list[DayColumn], others: list[int], named: bool) -> Iterator[Row]:
    for row in table.rows:
        kept = tuple(row.cells[n] for n in others)
        for day in days:
            if not is_missing(row.cells[day.index]):
                yield Row(row.line, (*kept, *((day.measure,) if named else ()), day.day, row.cells[day.index]))
