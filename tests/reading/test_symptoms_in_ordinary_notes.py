"""Sentences of ordinary notes, and which symptoms and difficulties of daily life are read of them."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "symptoms_and_functioning_in_ordinary_notes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_an_ordinary_sentence_says_what_its_table_says(sentence: str, expected: str) -> None:
    found = {(finding.indicator, str(finding.status)) for finding in read(sentence)}
    for each in expected.split(", "):
        indicator, _, status = each.partition(" ")
        if indicator.startswith("-"):
            assert group_of(indicator[1:])  # refuses an id that there is not
            assert indicator[1:] not in {name for name, _ in found}
        else:
            assert (indicator, status) in found
