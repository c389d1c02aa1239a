"""What the words around a concept say about it, case by case (cases/context.toml)."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.reader import status_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "context.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("status", "marked"), [(status, marked) for status, rows in CASES.items() for marked in rows])
def test_the_words_around_a_concept_decide_its_status(status: str, marked: str) -> None:
    start = marked.index("[[")
    end = marked.index("]]", start) - 2
    text = marked.replace("[[", "").replace("]]", "")
    assert status_of(text, start, end).status == status
