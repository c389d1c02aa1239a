"""A table of scores in a file, CSV or Parquet, read as a stream: it may be larger than memory."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

NEEDED = ("client", "time", "score")
NUMBERS, DATES, WORDS = "numbers", "dates", "words"
LINE = "line of the file"  # beside the columns of the file, which may have one called row
FIRST_DAY = date(1970, 1, 1)
PARQUET = (".parquet", ".pq")
CLOCK = r"^\s*\S{10}[T ](\d\d):(\d\d)(?::(\d\d))?"  # behind a date: 2024-01-31T09:15:00


class TableRefused(ValueError):
    """The table cannot be used: which column or line, what was found, what was expected."""


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A checked table: `frame` has client, time, score, row (the order of scores at one time) and perhaps measure; `rows` is its length.

    `row` is the line, with the second of the day before it where there is one: `row` modulo `rows` is the line.
    `times` says what the times are: numbers as they stand, dates as numbers of days since 1970, or words without an order.
    `lowest` and `highest` are the scores at the ends, None in a table without scores.
    """

    frame: pl.LazyFrame
    rows: int
    times: str
    has_measure: bool
    lowest: float | None = None
    highest: float | None = None


def scan_scores(path: Path) -> ScoreTable:
    """A CSV or Parquet file with the columns client, time, score, and perhaps measure.

    Times become numbers when all are, else days when all are dates (YYYY-MM-DD, in their own time zone), else they stay words (Before,
    After). A time of day behind a date puts the scores of one day in order; without one their lines do. An empty score (also NA, NaN) is a
    missing score. Refused (TableRefused): a missing column, a score that is no number, an empty client or time.
    """
    try:
        raw = _opened(path)
        columns = raw.collect_schema()
        missing = [name for name in NEEDED if name not in columns]
        if missing:
            raise TableRefused(f"{path.name}: found {_in_words(columns)}; missing {', '.join(missing)}; {_what_to_do(columns)}")
        score = _number(columns, "score")
        facts = _facts(raw, columns, score)
    except pl.exceptions.NoDataError as error:
        raise TableRefused(f"{path.name}: the file is empty; expected columns client, time, score") from error
    except pl.exceptions.ComputeError as error:
        if _is_parquet(path):
            raise TableRefused(f"{path.name}: it is no Parquet file that can be read; write it again, or give a CSV file") from error
        raise TableRefused(f"{path.name}: the lines do not have the same number of columns; export it as CSV again") from error
    _refuse_line(path, facts, "score", "a score", "a number")
    _refuse_line(path, facts, "place", "a line without client or time", "both")
    times = NUMBERS if not facts["not_numbers"] else DATES if _all_dates(raw, columns) else WORDS
    kept = [name for name in ("client", "measure") if name in columns]
    time = {NUMBERS: _number(columns, "time"), DATES: _days(columns), WORDS: pl.col("time").cast(pl.String)}[times]
    row = pl.col(LINE).cast(pl.Int64)
    if times == DATES:
        row += _second_of_day(columns) * int(facts["rows"])
    frame = raw.select(*kept, time.alias("time"), score.alias("score"), row.alias("row"))
    return ScoreTable(frame, int(facts["rows"]), times, "measure" in columns, facts["lowest"], facts["highest"])


def refuse_outside(path: Path, table: ScoreTable, what: str, low: float, high: float) -> None:
    """Refuses (TableRefused) a table with scores outside the range of `what` it holds: codes for a missing score (99), another scoring.

    Only a table whose ends lie outside is read for it once more.
    """
    if table.lowest is None or table.highest is None or (low <= table.lowest and table.highest <= high):
        return
    scored = pl.col("score").cast(pl.Float64).fill_nan(None)
    outside = table.frame.filter((scored < low) | (scored > high)).with_columns(pl.col("row") % max(table.rows, 1)).sort("row")
    found = outside.select(pl.len().alias("lines"), pl.col("row").first(), scored.first().alias("score")).collect().row(0, named=True)
    if found["lines"]:
        place, score = f"{path.name}, line {found['row'] + 2}", f"a score of {found['score']:g}"
        raise TableRefused(
            f"{place}: found {score}; scores of the {what} run from {low:g} to {high:g}; "
            f"correct {found['lines']} such lines, and leave a missing score empty"
        )


def _is_parquet(path: Path) -> bool:
    return path.suffix.casefold() in PARQUET


def _in_words(columns: pl.Schema) -> str:
    names = [name for name in columns if name != LINE]
    return f"the columns {', '.join(names)}" if all(map(str.isprintable, names)) else "columns whose names cannot be shown"


def _what_to_do(columns: pl.Schema) -> str:
    return "part the columns by commas" if any(";" in name or "\t" in name for name in columns) else "rename the columns"


def _opened(path: Path) -> pl.LazyFrame:
    if _is_parquet(path):
        return pl.scan_parquet(path, row_index_name=LINE)
    return pl.scan_csv(path, infer_schema=False, encoding="utf8-lossy", null_values=["", "NA", "NaN", "nan"], row_index_name=LINE)


def _number(columns: pl.Schema, name: str) -> pl.Expr:
    """The column as numbers; words that are none become null."""
    column = pl.col(name)
    return (
        column.cast(pl.Float64) if columns[name].is_numeric() else column.cast(pl.String).str.strip_chars().cast(pl.Float64, strict=False)
    )


def _days(columns: pl.Schema) -> pl.Expr:
    """The times as days since 1970; what is no date becomes null."""
    if columns["time"].is_temporal():
        day = pl.col("time") if columns["time"] == pl.Date else pl.col("time").dt.date()
    else:
        day = pl.col("time").cast(pl.String).str.strip_chars().str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return day.cast(pl.Int32).cast(pl.Float64)


def _second_of_day(columns: pl.Schema) -> pl.Expr:
    """The second of the day that stands behind a date, 0 where there is none."""
    time = pl.col("time")
    if columns["time"].is_temporal():
        parts = [getattr(time.dt, name)() for name in ("hour", "minute", "second")] if columns["time"] != pl.Date else []
    else:
        found = [time.cast(pl.String).str.extract(CLOCK, place) for place in (1, 2, 3)]
        parts = [part.cast(pl.Int64, strict=False).fill_null(0) for part in found]
    return pl.sum_horizontal(pl.lit(0), *(part.cast(pl.Int64) * unit for part, unit in zip(parts, (3600, 60, 1), strict=False)))


def _facts(raw: pl.LazyFrame, columns: pl.Schema, score: pl.Expr) -> dict[str, Any]:
    """What has to be known of the whole file, found in one pass."""
    no_score = pl.col("score").is_not_null() & ~score.is_finite().fill_null(value=False)
    if columns["score"].is_numeric():
        no_score = score.is_infinite().fill_null(value=False)
    nowhere = pl.col("client").is_null() | pl.col("time").is_null()
    return (
        raw.select(
            rows=pl.len(),
            score_row=pl.col(LINE).filter(no_score).min(),
            score_count=no_score.sum(),
            lowest=score.fill_nan(None).min(),
            highest=score.fill_nan(None).max(),
            place_row=pl.col(LINE).filter(nowhere).min(),
            place_count=nowhere.sum(),
            not_numbers=pl.lit(1) if columns["time"].is_temporal() else _number(columns, "time").null_count(),
        )
        .collect(engine="streaming")
        .row(0, named=True)
    )


def _all_dates(raw: pl.LazyFrame, columns: pl.Schema) -> bool:
    """A second pass, taken only where the times are not all numbers."""
    return not raw.select(_days(columns).null_count()).collect(engine="streaming").item()


def _refuse_line(path: Path, facts: dict[str, Any], kind: str, found: str, expected: str) -> None:
    if not facts[f"{kind}_count"]:
        return
    line = int(facts[f"{kind}_row"]) + 2
    raise TableRefused(
        f"{path.name}, line {line}: found {found} that cannot be used, expected {expected}; correct {facts[f'{kind}_count']} such lines"
    )


def as_time(word: str, times: str) -> float | str:
    """A time given on the command line, as the kind of value the column holds (`ScoreTable.times`)."""
    try:
        if times == NUMBERS:
            return float(word)
        return float((date.fromisoformat(word) - FIRST_DAY).days) if times == DATES else word
    except ValueError as error:
        kind = "a number" if times == NUMBERS else "a date as YYYY-MM-DD"
        raise TableRefused(f"found the time {word!r}, expected {kind}, as in the column time") from error
