"""Lists of words that patterns are made of, kept in TOML files: each entry of a list is a word or a short regular expression."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parents[1]
KIN = ("parents", "grandparents", "siblings", "relatives")  # a form that asks of them asks of family history; "Child" may be the client


def alternatives_in(file: str) -> dict[str, str]:
    """The lists of a file below reading/ by their names, each as one group of alternatives to put into a pattern."""
    tables = tomllib.loads((HERE / file).read_text(encoding="utf-8"))
    return {name: f"(?:{'|'.join(entries)})" for name, entries in tables.items()}


def any_of_the_people(*lists: str) -> str:
    """The people of these lists of people.toml, of all without any, as one group of alternatives to put into a pattern."""
    people = alternatives_in("text/people.toml")
    return f"(?:{'|'.join(people[name] for name in lists or people)})"
