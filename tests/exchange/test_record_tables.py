"""Tables of the record: CSV that runs nothing, Parquet that keeps kinds, a dictionary that knows every column."""

import csv
import io
import json
import zipfile
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.exchange.record.record_tables import ALL, ENTRIES, SCORES, FilledTable, as_csv, as_parquet, zip_of

DAY = date(2024, 3, 14)


def entry(words: str | None, number: float | None = None) -> tuple[object, ...]:
    return ("C-1", 1, DAY, "mood", 1, "note", number, words)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", " ="])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    [_, row] = cells(as_csv(FilledTable(ENTRIES, [entry(f'{start}HYPERLINK("http://x")')])))  # type: ignore[list-item]
    assert row[7].startswith("'")


@given(st.text(max_size=30))
def test_whatever_a_client_writes_stays_one_cell_that_runs_nothing(words: str) -> None:
    content = as_csv(FilledTable(ENTRIES, [entry(words.replace("\x00", ""))]))  # type: ignore[list-item]
    rows = cells(content)
    assert len(rows) == 2
    assert len(rows[1]) == len(ENTRIES.columns)
    assert not rows[1][7][:1] or rows[1][7][0] not in "=+-@\t\r"


def test_a_negative_number_stays_a_number() -> None:
    [_, row] = cells(as_csv(FilledTable(ENTRIES, [entry(None, -2.0)])))  # type: ignore[list-item]
    assert row[6] == "-2.0"
    assert row[7] == ""


def test_parquet_keeps_days_numbers_and_gaps() -> None:
    table = FilledTable(SCORES, [("C-1", 1, DAY, None, "phq-9", "1", "total", 14, "", "moderate", 9, 9, False, "staff", "client")])
    frame = pl.read_parquet(io.BytesIO(as_parquet(table)))
    assert frame.schema["date"] == pl.Date
    assert frame.schema["value"] == pl.Float64
    assert frame.row(0, named=True)["session"] is None
    assert frame.row(0, named=True)["date"] == DAY


def test_an_empty_table_keeps_its_columns() -> None:
    frame = pl.read_parquet(io.BytesIO(as_parquet(FilledTable(SCORES, []))))
    assert frame.columns == [column.name for column in SCORES.columns]


def test_the_dictionary_tells_of_every_column_of_every_file() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of([FilledTable(of, []) for of in ALL]))) as archive:
        told = json.loads(archive.read("dictionary.json"))
        words = archive.read("dictionary.md").decode()
        for table in told["tables"]:
            header = cells(archive.read(f"{table['name']}.csv"))[0]
            assert header == [column["name"] for column in table["columns"]]
            assert all(column["meaning"] and f"| {column['name']} |" in words for column in table["columns"])
        assert len(told["tables"]) == 5
