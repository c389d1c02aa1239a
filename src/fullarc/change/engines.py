"""A table of scores in the engine of one's choice: polars (built in), duckdb, pandas, spark."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl

ENGINES = ("polars", "duckdb", "pandas", "spark")
Table = pl.DataFrame | pl.LazyFrame


class EngineMissing(ValueError):
    """The engine is not installed; the message names the line that installs it."""


def in_engine(frame: Table, engine: str, folder: Path | None = None) -> Any:
    """The same table in another engine.

    With a `folder` DuckDB and Spark read the table from a Parquet file written there as a stream, so that it need not fit into memory;
    keep the folder until the work is done. Refused: an unknown engine (ValueError), one that is not installed (EngineMissing).
    """
    makers: dict[str, Callable[[Table, Path | None], Any]] = {
        "polars": lambda table, _: table.lazy(),
        "duckdb": _duckdb,
        "pandas": _pandas,
        "spark": _spark,
    }
    if engine not in makers:
        raise ValueError(f"found an engine {engine!r}, expected one of: {', '.join(ENGINES)}")
    return makers[engine](frame, folder)


def _module(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise EngineMissing(f"the engine {name} is not installed; run: pip install 'fullarc[{extra}]', or use --engine polars") from error


def _written(frame: Table, folder: Path) -> str:
    path = folder / "scores.parquet"
    frame.lazy().sink_parquet(path)
    return str(path)


def _pandas(frame: Table, folder: Path | None) -> Any:
    _module("pandas", "engines")
    return frame.lazy().collect().to_pandas()


def _duckdb(frame: Table, folder: Path | None) -> Any:
    duckdb = _module("duckdb", "engines")
    if folder is None:
        return duckdb.from_arrow(frame.lazy().collect().to_arrow())
    return duckdb.read_parquet(_written(frame, folder))


def _spark(frame: Table, folder: Path | None) -> Any:
    session = _spark_session(_module("pyspark.sql", "spark"))
    if folder is None:
        table = frame.lazy().collect()
        return session.createDataFrame(table.rows(), schema=table.columns)
    return session.read.parquet(_written(frame, folder))


def _spark_session(module: Any) -> Any:
    """A session on this computer alone: no page of its own, no port to other computers, as many pieces as there are cores."""
    maker = module.SparkSession.builder.master("local[*]").appName("fullarc change")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in settings.items():
        maker = maker.config(name, value)
    try:
        session = maker.getOrCreate()
    except Exception as error:
        if "JAVA" in str(error).upper():
            raise EngineMissing("the engine spark needs Java 17; install it, or use --engine polars") from error
        raise
    session.sparkContext.setLogLevel("ERROR")
    return session
