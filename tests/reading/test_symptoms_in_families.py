"""Sentences that families of words are put together to, and near misses of the same words, and what is read of them."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.reader import read

CASES = Path(__file__).parent / "cases"
THEMES = ("symptoms_in_families", "symptoms_in_many_voices")
TABLES = [tomllib.loads((CASES / f"{theme}.toml").read_text(encoding="utf-8")) for theme in THEMES]


@pytest.mark.parametrize(("sentence", "expected"), [case for tables in TABLES for table in tables.values() for case in table.items()])
def test_the_family_of_words_is_heard_and_its_neighbours_are_not(sentence: str, expected: str) -> None:
    found = {(finding.indicator, str(finding.status)) for finding in read(sentence)}
    indicator, _, status = expected.partition(" ")
    if indicator.startswith("-"):
        assert indicator[1:] not in {name for name, _ in found}
    else:
        assert (indicator, status) in found


def test_a_feeling_of_the_week_is_a_symptom_and_not_an_answer_to_the_work() -> None:
    found = {finding.indicator for finding in read("He was angry all week.")}
    assert "anger" in found
    assert "response_negative" not in found


def test_a_feeling_right_behind_the_work_is_an_answer_to_it() -> None:
    found = {finding.indicator for finding in read("We did a role play of the call. He was angry at first.")}
    assert "response_negative" in found
    assert "anger" not in found
