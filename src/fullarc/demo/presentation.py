"""What clients come with, read from presentations.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Presentation:
    id: str
    problem: str
    codes: tuple[str, ...]
    modality: str
    symptoms: Mapping[str, float]
    function: Mapping[str, float]
    measures: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]  # (indicator, words)
    does: tuple[str, ...]
    risk: float
    log: str
    unsteady: bool
    young: bool


@cache
def presentations() -> tuple[Presentation, ...]:
    """All presentations, in the order of the file."""
    table = tomllib.loads((files("fullarc.demo") / "presentations.toml").read_text(encoding="utf-8"))
    return tuple(
        Presentation(
            id=name,
            problem=row["problem"],
            codes=tuple(row["codes"]),
            modality=row["modality"],
            symptoms=row["symptoms"],
            function=row["function"],
            measures=tuple(row["measures"]),
            goals=tuple((indicator, words) for indicator, words in row["goals"]),
            does=tuple(row["does"]),
            risk=row["risk"],
            log=row["log"],
            unsteady=row.get("unsteady", False),
            young=row.get("young", False),
        )
        for name, row in table.items()
    )
