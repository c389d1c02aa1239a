"""The same findings from Spark in its local mode as from the reader alone."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from fullarc.reading.bulk import FINDING_COLUMNS, notes_in, read_partition

NOTES = Path(__file__).resolve().parents[1] / "reading" / "notes" / "soap_cbt"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed; pip install 'fullarc[spark]'"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not installed"),
]


def test_spark_finds_what_the_reader_finds(tmp_path: Path) -> None:
    from pyspark.sql import SparkSession

    from fullarc.commands.read_on_spark import findings

    for path in NOTES.glob("*.txt"):
        shutil.copy(path, tmp_path)
    (tmp_path / "empty.txt").touch()
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        found = {tuple(row) for row in findings(spark, str(tmp_path), partitions=3).collect()}
    finally:
        spark.stop()
    paths = notes_in([tmp_path])
    expected = read_partition((f"file:{path}", path.read_bytes()) for path in paths)
    assert found == {tuple(row[name] for name in (*FINDING_COLUMNS, "refused")) for row in expected}
    assert len(found) > len(paths)
