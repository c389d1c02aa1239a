"""A folder of notes read on a Spark cluster into Parquet, one row a finding; see docs/bulk.md for the call."""

import sys
from typing import Any

from fullarc.reading.bulk import FINDING_COLUMNS, read_partition

_KINDS = {
    "start": "bigint", "end": "bigint", "sentence_start": "bigint", "sentence_end": "bigint", "value": "double", "value_to": "double",
    "previous_value": "double", "previous_value_to": "double", "carried_forward": "boolean",
}  # fmt: skip
SCHEMA = ", ".join(f"`{name}` {_KINDS.get(name, 'string')}" for name in (*FINDING_COLUMNS, "refused"))


def findings(spark: Any, notes: str, partitions: int | None = None) -> Any:
    """The findings of all files of a folder (any address that the cluster reads) as a table of Spark. A file that cannot be read is a row
    with `refused` alone."""
    files = spark.sparkContext.binaryFiles(notes, minPartitions=partitions)
    return spark.createDataFrame(files.mapPartitions(_rows), SCHEMA)


def _rows(files: Any) -> Any:
    for row in read_partition((name, bytes(content)) for name, content in files):
        yield tuple(row[name] for name in (*FINDING_COLUMNS, "refused"))


def main(words: list[str]) -> int:
    """`read_on_spark.py NOTES OUT`: from the folder NOTES to the Parquet table OUT."""
    if len(words) != 2:
        print("read_on_spark: give the folder of the notes and the folder for the table", file=sys.stderr)
        return 2
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("fullarc read").getOrCreate()
    findings(spark, words[0]).write.mode("errorifexists").parquet(words[1])
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
