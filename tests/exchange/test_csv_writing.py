"""A CSV file of ours never makes a spreadsheet do anything."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.exchange.record.csv_writing import csv_text, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "  =1", "＝1", "＋1", "－1", "＠x", "\n=cmd()", "\ufeff=1"]
)
def test_a_text_that_could_be_a_formula_gets_a_quote_in_front(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "words", "2024-03-14", "a=b", "'=1", "3 - 2"])
def test_any_other_text_stays_as_it_is(text):
    assert harmless(text) == text


def test_a_number_stays_a_number():
    assert csv_text(["client", "change"], [["A1", -3.5], ["B2", None]]) == "client,change\r\nA1,-3.5\r\nB2,\r\n"


@given(st.lists(st.text(st.characters(exclude_characters="\x00", codec="utf-8")), min_size=2, max_size=4))
def test_what_is_written_reads_back_the_same_once_the_quotes_are_taken_off(cells):
    [_, row] = csv.reader(io.StringIO(csv_text(["x"] * len(cells), [cells]), newline=""))
    assert row == [harmless(cell) for cell in cells]
