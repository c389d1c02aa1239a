"""Counts of one group of indicators, and the shares that they give."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

OVERALL = "overall"
SHARES = ("precision", "recall", "f1", "status", "direction", "value", "direction_said", "value_said")


@dataclass
class Tally:
    """Counts of one group of indicators. `direction` and `value` are accuracies over all matched findings, of which "none said" is a
    right answer too; `direction_said` and `value_said` over those alone in which either side says one, which is much stricter."""

    annotated: int = 0
    found: int = 0
    matched: int = 0
    status_right: int = 0
    directions_said: int = 0
    directions_right: int = 0
    values_said: int = 0
    values_right: int = 0

    def add(self, annotation: Mapping[str, Any], finding: Mapping[str, Any]) -> None:
        """One matched pair."""
        self.matched += 1
        self.status_right += annotation["status"] == finding["status"]
        if annotation.get("direction") or finding.get("direction"):
            self.directions_said += 1
            self.directions_right += annotation.get("direction") == finding.get("direction")
        if annotation.get("value") is not None or finding.get("value") is not None:
            self.values_said += 1
            self.values_right += same_amounts(annotation, finding)

    def as_json(self) -> dict[str, float | int | None]:
        return {"n": self.annotated, "found": self.found, **shares(asdict(self))}


def shares(counts: Mapping[str, int]) -> dict[str, float | None]:
    """The shares of counts named as the fields of a Tally; None where there is nothing to divide by."""
    matched = counts["matched"]
    both = counts["annotated"] + counts["found"]
    return {
        "precision": _share(matched, counts["found"]),
        "recall": _share(matched, counts["annotated"]),
        "f1": _share(2 * matched, both) if counts["annotated"] and counts["found"] else None,
        "status": _share(counts["status_right"], matched),
        "direction": _share(matched - counts["directions_said"] + counts["directions_right"], matched),
        "value": _share(matched - counts["values_said"] + counts["values_right"], matched),
        "direction_said": _share(counts["directions_right"], counts["directions_said"]),
        "value_said": _share(counts["values_right"], counts["values_said"]),
    }


def same_amounts(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(number(one.get(key)) == number(other.get(key)) for key in ("value", "previous_value"))


def number(value: Any) -> Any:
    """An amount in one shape: a number as float, a range as a list of two."""
    return [float(each) for each in value] if isinstance(value, list | tuple) else (float(value) if value is not None else None)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass
class Tallies:
    """The tallies of one note, or of many: group -> counts, with all groups together under `overall`."""

    groups: dict[str, Tally] = field(default_factory=lambda: {OVERALL: Tally()})

    def of(self, group: str) -> tuple[Tally, Tally]:
        """The tally of a group and the one of all groups: what is counted is counted in both."""
        return self.groups.setdefault(group, Tally()), self.groups[OVERALL]

    def __iadd__(self, other: "Tallies") -> "Tallies":
        for name, tally in other.groups.items():
            mine = self.groups.setdefault(name, Tally())
            for key, count in asdict(tally).items():
                setattr(mine, key, getattr(mine, key) + count)
        return self
