"""What people do at work, at home and among others, let go of or kept up, one sentence a line."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.reader import read

TABLES = tomllib.loads((Path(__file__).parent / "cases" / "activities_kept_and_let_go.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "expected"), [case for table in TABLES.values() for case in table.items()])
def test_an_activity_is_read_for_how_it_goes(sentence: str, expected: str) -> None:
    indicator, _, status = expected.partition(" ")
    found = {(finding.indicator, str(finding.status)) for finding in read(sentence)}
    if indicator.startswith("-"):
        assert not {(name, is_there) for name, is_there in found if name == indicator[1:] and status in ("", is_there)}
    else:
        assert (indicator, status) in found
