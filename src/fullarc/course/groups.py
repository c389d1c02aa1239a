"""Which group an indicator belongs to and which outcome domain it speaks to (the reader's `_groups.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files

from fullarc.course.statement import Domain


@cache
def _groups() -> dict[str, tuple[str, Domain | None]]:
    text = (files("fullarc.reading") / "indicators" / "_groups.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return {
        indicator: (group, Domain(entry["domain"]) if "domain" in entry else None)
        for group, entry in table.items()
        for indicator in entry["ids"]
    }


def group_of(indicator: str) -> str:
    """The group's name (symptoms, functioning, risk, …), or "" for an id nobody knows."""
    return _groups().get(indicator, ("", None))[0]


def domain_of(indicator: str) -> Domain | None:
    """The outcome domain an indicator speaks to; strengths, interventions and life context speak to none."""
    return _groups().get(indicator, ("", None))[1]


def in_group(group: str) -> tuple[str, ...]:
    """The ids of a group, in the order of the file."""
    return tuple(indicator for indicator, (name, _) in _groups().items() if name == group)
