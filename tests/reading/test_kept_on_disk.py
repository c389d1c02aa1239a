"""The rules made ready are kept on disk, and used again only when they are exactly what this program wrote from these rules."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from fullarc.reading.phrases.kept_on_disk import cache_folder, kept


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FULLARC_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "rules.toml"
    file.write_text("one")
    return file


def made(rules: Path, value: Any) -> Any:
    return kept("lexicon", [rules], lambda: value)


def the_file() -> Path:
    [path] = cache_folder().glob("lexicon-*.json")
    return path


def test_what_was_made_once_is_read_back(rules: Path) -> None:
    assert made(rules, {"a": [1]}) == {"a": [1]}
    assert made(rules, "made anew") == {"a": [1]}


def test_another_rule_file_makes_it_anew(rules: Path) -> None:
    made(rules, "old")
    rules.write_text("two")
    assert made(rules, "new") == "new"
    assert made(rules, "later") == "new"


@pytest.mark.parametrize("damage", [b"", b"\x80\x04pickle", b"x" * 40])
def test_a_damaged_or_foreign_file_is_ignored_and_replaced(rules: Path, damage: bytes) -> None:
    made(rules, "old")
    path = the_file()
    path.write_bytes(damage)
    assert made(rules, "new") == "new"
    assert made(rules, "later") == "new"


def test_a_file_cut_short_is_ignored(rules: Path) -> None:
    made(rules, "old")
    path = the_file()
    path.write_bytes(path.read_bytes()[:-2])
    assert made(rules, "new") == "new"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no permissions of this kind")
def test_a_file_that_others_could_have_written_is_not_trusted(rules: Path) -> None:
    made(rules, "old")
    path = the_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o666)
    assert made(rules, "new") == "new"
    cache_folder().chmod(0o777)
    assert made(rules, "newer") == "newer"


def test_a_folder_that_cannot_be_written_to_costs_time_only(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FULLARC_CACHE", str(rules / "below a file"))
    assert made(rules, "made") == "made"
    assert made(rules, "made again") == "made again"


def test_the_folder_is_the_chosen_one_or_lies_in_the_home_of_the_practice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FULLARC_CACHE", raising=False)
    monkeypatch.setenv("FULLARC_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("FULLARC_HOME")
    assert cache_folder().name in ("fullarc", "cache")


def test_only_the_last_few_versions_are_kept(rules: Path) -> None:
    for text in "abcde":
        rules.write_text(text)
        made(rules, text)
    assert len(list(cache_folder().iterdir())) == 3
    assert made(rules, "made anew") == "e"
