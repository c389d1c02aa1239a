"""Plain sentences as any clinician writes them: all that is read of each, and nothing besides."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.finding import Finding
from fullarc.reading.reader import read

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "plain_sentences.toml").read_text(encoding="utf-8"))


def told(finding: Finding) -> str:
    return " ".join(str(each) for each in (finding.indicator, finding.status, finding.direction, finding.severity) if each)


@pytest.mark.parametrize(("sentence", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_a_plain_sentence_is_read_as_its_table_says_and_as_nothing_else(sentence: str, expected: str) -> None:
    assert sorted(told(finding) for finding in read(sentence)) == sorted(filter(None, expected.split(", ")))
