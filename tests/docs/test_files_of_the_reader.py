"""The page about the reader names every file of its room, and none that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READING = ROOT / "src/fullarc/reading"


def named_in_the_table() -> set[str]:
    page = (ROOT / "docs/methods/reader.md").read_text(encoding="utf-8")
    table = page.partition("| file | what it holds |")[2].partition("\n\n")[0]
    return {name for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}


def test_every_file_of_the_reader_has_its_row() -> None:
    named = named_in_the_table()
    files = [file for file in READING.rglob("*") if file.suffix in (".py", ".toml") and file.name != "__init__.py"]
    shown = [file.relative_to(READING) for file in files]
    assert sorted(str(file) for file in shown if not {str(file), *(f"{folder}/" for folder in file.parents)} & named) == []


def test_every_row_tells_of_a_file_that_is_there() -> None:
    assert sorted(name for name in named_in_the_table() if not (READING / name).exists()) == []
