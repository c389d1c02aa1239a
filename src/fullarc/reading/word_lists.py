"""Lists of words that patterns are made of, kept in TOML files: each entry of a list is a word or a short regular expression."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def alternatives_in(file: str) -> dict[str, str]:
    """The lists of a file of this folder by their names, each as one group of alternatives to put into a pattern."""
    tables = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    return {name: f"(?:{'|'.join(entries)})" for name, entries in tables.items()}
