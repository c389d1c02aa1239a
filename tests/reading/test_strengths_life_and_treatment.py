"""Strengths, events of life and treatment in ordinary notes, one sentence a line."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.reader import read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "strengths_life_and_treatment_in_ordinary_notes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "expected"), list(CASES.items()))
def test_an_ordinary_sentence_is_read_for_what_it_tells(sentence: str, expected: str) -> None:
    found = {finding.indicator for finding in read(sentence)}
    for each in expected.split(", "):
        if each.startswith("-"):
            assert each[1:] not in found
        else:
            assert each in found
