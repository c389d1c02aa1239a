"""A table of scores in the engine of one's choice: polars (built in), duckdb, pandas, spark."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

ENGINES = ("polars", "duckdb", "pandas", "spark")
NEEDED = ("client", "time", "score")


class TableRefused(ValueError):
    """The table cannot be used: which column or line, what was found, what was expected."""


class EngineMissing(ValueError):
    """The engine is not installed; the message names the line that installs it."""


def read_scores(path: Path) -> pl.DataFrame:
    """A CSV with the columns client, time, score, and perhaps measure, as a table with the order of its lines in `row`.

    Times become numbers when all are, else dates (YYYY-MM-DD) when all are, else they stay words (Before, After). An empty score is a
    missing score. Refused (TableRefused): a missing column, a score that is no number, an empty client or time.
    """
    try:
        raw = pl.read_csv(path, infer_schema=False, encoding="utf8-lossy", null_values=["", "NA"])
    except pl.exceptions.NoDataError as error:
        raise TableRefused(f"{path.name}: the file is empty; expected columns client, time, score") from error
    except pl.exceptions.ComputeError as error:
        raise TableRefused(f"{path.name}: the lines do not have the same number of columns; export it as CSV again") from error
    missing = [name for name in NEEDED if name not in raw.columns]
    if missing:
        raise TableRefused(f"{path.name}: found columns {', '.join(raw.columns)}; missing {', '.join(missing)}; rename the columns")
    frame = raw.with_row_index("row").with_columns(pl.col("score").str.strip_chars().cast(pl.Float64, strict=False).alias("number"))
    _refuse_line(
        path, frame.filter(pl.col("score").is_not_null() & ~pl.col("number").is_finite().fill_null(value=False)), "a score", "a number"
    )
    _refuse_line(path, frame.filter(pl.col("client").is_null() | pl.col("time").is_null()), "a line without client or time", "both")
    kept = [name for name in ("client", "measure") if name in raw.columns]
    return frame.select(*kept, _times(frame["time"]), pl.col("number").alias("score"), pl.col("row").cast(pl.Int64))


def _refuse_line(path: Path, wrong: pl.DataFrame, found: str, expected: str) -> None:
    if wrong.height:
        line = int(wrong["row"][0]) + 2
        raise TableRefused(
            f"{path.name}, line {line}: found {found} that cannot be used, expected {expected}; correct {wrong.height} such lines"
        )


def _times(words: pl.Series) -> pl.Series:
    numbers = words.str.strip_chars().cast(pl.Float64, strict=False)
    if not numbers.null_count():
        return numbers
    days = words.str.strip_chars().str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    return words if days.null_count() else days


def as_time(word: str, times: pl.Series) -> float | date | str:
    """A time given on the command line, as the kind of value the column holds."""
    try:
        if times.dtype.is_numeric():
            return float(word)
        return date.fromisoformat(word) if times.dtype == pl.Date else word
    except ValueError as error:
        kind = "a number" if times.dtype.is_numeric() else "a date as YYYY-MM-DD"
        raise TableRefused(f"found the time {word!r}, expected {kind}, as in the column time") from error


def in_engine(frame: pl.DataFrame, engine: str) -> Any:
    """The same table in another engine. Refused: an unknown engine (ValueError), one that is not installed (EngineMissing)."""
    makers: dict[str, Callable[[pl.DataFrame], Any]] = {"polars": pl.DataFrame.lazy, "duckdb": _duckdb, "pandas": _pandas, "spark": _spark}
    if engine not in makers:
        raise ValueError(f"found an engine {engine!r}, expected one of: {', '.join(ENGINES)}")
    return makers[engine](frame)


def _module(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise EngineMissing(f"the engine {name} is not installed; run: pip install 'fullarc[{extra}]', or use --engine polars") from error


def _pandas(frame: pl.DataFrame) -> Any:
    _module("pandas", "engines")
    return frame.to_pandas()


def _duckdb(frame: pl.DataFrame) -> Any:
    return _module("duckdb", "engines").from_arrow(frame.to_arrow())


def _spark(frame: pl.DataFrame) -> Any:
    session = _module("pyspark.sql", "spark").SparkSession.builder.master("local[*]").appName("fullarc change").getOrCreate()
    return session.createDataFrame(frame.rows(), schema=frame.columns)
