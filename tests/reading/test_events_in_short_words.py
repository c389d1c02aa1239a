"""Events of life in the short words of ordinary notes, one sentence a line, and near misses of the same words."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.reader import read

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "events_in_short_words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_an_event_is_heard_and_what_looks_like_it_is_not(sentence: str, expected: str) -> None:
    indicator, _, status = expected.partition(" ")
    found = {(finding.indicator, str(finding.status)) for finding in read(sentence)}
    if indicator.startswith("-"):
        assert not {(name, is_there) for name, is_there in found if name == indicator[1:] and status in ("", is_there)}
    else:
        assert (indicator, status) in found
