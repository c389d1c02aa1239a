"""Where mentions begin and end, which of them count, and which are one (cases/where_mentions_end.toml)."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.finding import Finding
from fullarc.reading.reader import read

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "where_mentions_end.toml").read_text(encoding="utf-8"))


def told(finding: Finding) -> str:
    return f"{finding.indicator} {finding.status}: {finding.quote}"


@pytest.mark.parametrize(("text", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_the_mentions_of_a_text_are_these_and_no_others(text: str, expected: list[str]) -> None:
    found = sorted(read(text), key=lambda each: (each.evidence.start, each.evidence.end, each.indicator))
    assert list(map(told, found)) == expected


@pytest.mark.parametrize(("words", "times"), [(10, 1), (11, 2)])
def test_one_work_is_told_in_two_breaths_with_ten_words_between(words: int, times: int) -> None:
    found = read(f"Grounding{' la' * words} grounding.")
    assert [finding.indicator for finding in found] == ["grounding"] * times
