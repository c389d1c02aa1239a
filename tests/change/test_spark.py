"""The same report from Spark on this computer. Needs pyspark and Java 17; skipped with a plain message where one is missing."""

import json
from importlib.util import find_spec
from shutil import which

import polars as pl
import pytest
from invented_courses import invented

from fullarc.change.caseload import Population, change_by_formula
from fullarc.change.caseload_report import ByFormula, ByPercent, ByPublishedValues, caseload_report
from fullarc.change.course_rows import Between
from fullarc.change.engines import in_engine
from fullarc.commands import main

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: pip install 'fullarc[spark]'"),
    pytest.mark.skipif(which("java") is None, reason="Java 17 is not installed"),
]
PUBLISHED = ByPublishedValues("lower", reliable=6, cutoff=10)


@pytest.mark.parametrize(
    "rule",
    [PUBLISHED, ByFormula("lower", reliability=0.84, functional=Population(5.0, 4.0)), ByPercent("lower", worse_by=30)],
    ids=["published", "formula", "percent"],
)
def test_spark_gives_the_same_report(rule, tmp_path):
    expected = caseload_report([invented()], rule)
    found = caseload_report([in_engine(invented(), "spark", tmp_path)], rule)
    assert (found.change.n, found.change.counts, found.completeness) == (expected.change.n, expected.change.counts, expected.completeness)
    assert (found.durability, found.recovery, found.lasting) == (expected.durability, expected.recovery, expected.lasting)
    assert found.effect.effect.g == pytest.approx(expected.effect.effect.g, rel=1e-9)


@pytest.mark.parametrize("method", ["gln", "hll", "en", "nk", "ha"])
def test_spark_gives_the_same_classes_by_every_formula(method):
    choices = {"better": "lower", "reliability": 0.84, "functional": Population(5.0, 4.0), "method": method}
    assert change_by_formula(in_engine(invented(), "spark"), **choices).counts == change_by_formula(invented(), **choices).counts


def test_spark_takes_a_table_from_memory_and_two_named_times_too():
    small = invented(clients=20)
    assert caseload_report([in_engine(small, "spark")], PUBLISHED).durability == caseload_report([small], PUBLISHED).durability
    visits = pl.DataFrame(
        [(f"c{n}", time, 20.0 - n * time) for n in range(9) for time in (0, 1, 2)], schema=["client", "time", "score"], orient="row"
    )
    between = Between(0.0, 1.0)
    named = caseload_report([in_engine(visits, "spark")], PUBLISHED, between=between).change
    assert (named.n, named.counts) == (9, caseload_report([visits], PUBLISHED, between=between).change.counts)


@pytest.mark.parametrize("method", [["--measure", "phq-9"], ["--method", "nhs"]], ids=["published", "nhs"])
def test_the_command_prints_the_same_with_spark(method, tmp_path, capsys):
    low, high = invented().drop("row"), invented(seed=9).drop("row")
    both = pl.concat([low.with_columns(measure=pl.lit("phq-9")), high.with_columns(measure=pl.lit("gad-7"))])
    both.write_csv(tmp_path / "scores.csv")

    def printed(engine):
        assert main(["change", str(tmp_path / "scores.csv"), *method, "--engine", engine, "--json"]) == 0
        return rounded(json.loads(capsys.readouterr().out))

    assert printed("spark") == printed("polars")


def rounded(value):
    """Everything that is printed, floats to nine digits: engines add in different orders."""
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return float(f"{value:.9g}") if isinstance(value, float) else value
