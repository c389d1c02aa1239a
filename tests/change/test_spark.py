"""The same report from Spark on this computer. Needs pyspark and Java 17; skipped with a plain message where one is missing."""

from importlib.util import find_spec
from shutil import which

import pytest
from invented_courses import invented

from fullarc.change.caseload import Population
from fullarc.change.caseload_report import ByFormula, ByPublishedValues, caseload_report
from fullarc.change.engines import in_engine

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: pip install 'fullarc[spark]'"),
    pytest.mark.skipif(which("java") is None, reason="Java 17 is not installed"),
]


@pytest.mark.parametrize(
    "rule",
    [ByPublishedValues("lower", reliable=6, cutoff=10), ByFormula("lower", reliability=0.84, functional=Population(5.0, 4.0))],
    ids=["published", "formula"],
)
def test_spark_gives_the_same_report(rule, tmp_path):
    expected = caseload_report([invented()], rule)
    found = caseload_report([in_engine(invented(), "spark", tmp_path)], rule)
    assert (found.change.n, found.change.counts, found.completeness) == (expected.change.n, expected.change.counts, expected.completeness)
    assert (found.durability, found.recovery, found.lasting) == (expected.durability, expected.recovery, expected.lasting)
    assert found.effect.effect.g == pytest.approx(expected.effect.effect.g, rel=1e-9)


def test_spark_takes_a_table_from_memory_too():
    rule = ByPublishedValues("lower", reliable=6, cutoff=10)
    small = invented(clients=20)
    assert caseload_report([in_engine(small, "spark")], rule).durability == caseload_report([small], rule).durability
