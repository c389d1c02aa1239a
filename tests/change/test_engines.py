"""A table in another engine, with Spark played by a stand-in: what it is asked for, and what is said when it cannot start."""

import sys
from types import SimpleNamespace

import polars as pl
import pytest

from fullarc.change.engines import EngineMissing, in_engine

SCORES = pl.DataFrame({"client": ["a", "b"], "time": [0.0, 1.0], "score": [20.0, None]})


class Session:
    """Remembers how it was set up and what it was given."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked: dict[str, str] = {}
        self.failure = failure
        self.sparkContext = SimpleNamespace(setLogLevel=lambda level: self.asked.update(log=level))
        self.read = SimpleNamespace(parquet=lambda path: pl.read_parquet(path))

    def master(self, where: str) -> "Session":
        self.asked["master"] = where
        return self

    def appName(self, name: str) -> "Session":  # noqa: N802 (the name that Spark gives it)
        self.asked["name"] = name
        return self

    def config(self, name: str, value: str) -> "Session":
        self.asked[name] = value
        return self

    def getOrCreate(self) -> "Session":  # noqa: N802
        if self.failure:
            raise self.failure
        return self

    def createDataFrame(self, rows: list[tuple[object, ...]], schema: list[str]) -> pl.DataFrame:  # noqa: N802
        return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.fixture
def spark(monkeypatch):
    def started(failure: Exception | None = None) -> Session:
        session = Session(failure)
        monkeypatch.setitem(sys.modules, "pyspark.sql", SimpleNamespace(SparkSession=SimpleNamespace(builder=session)))
        return session

    return started


def test_spark_is_given_the_lines_or_a_file_and_works_on_this_computer_alone(spark, tmp_path):
    session = spark()
    assert in_engine(SCORES.lazy(), "spark").equals(SCORES)
    assert in_engine(SCORES.lazy(), "spark", tmp_path).equals(SCORES)
    assert (tmp_path / "scores.parquet").exists()
    asked = session.asked
    assert (asked["master"], asked["spark.driver.host"], asked["spark.driver.bindAddress"]) == ("local[*]", "127.0.0.1", "127.0.0.1")
    assert (asked["spark.ui.enabled"], asked["spark.sql.session.timeZone"], asked["log"]) == ("false", "UTC", "ERROR")


def test_spark_without_java_says_what_to_install_and_another_failure_stays_what_it_is(spark):
    spark(RuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited"))
    with pytest.raises(EngineMissing, match="the engine spark needs Java 17; install it, or use --engine polars"):
        in_engine(SCORES, "spark")
    spark(RuntimeError("no space left"))
    with pytest.raises(RuntimeError, match="no space left"):
        in_engine(SCORES, "spark")


@pytest.mark.parametrize("folder", [False, True])
def test_pandas_and_duckdb_hold_the_same_lines(folder, tmp_path):
    where = tmp_path if folder else None
    assert in_engine(SCORES, "pandas", where)["client"].to_list() == ["a", "b"]
    assert in_engine(SCORES.lazy(), "duckdb", where).fetchall() == [("a", 0.0, 20.0), ("b", 1.0, None)]
    assert in_engine(SCORES, "polars").collect().equals(SCORES)
