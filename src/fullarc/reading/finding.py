"""What the reader found, and the words that prove it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What the text claims about an indicator. Where several hold, the first in this order wins."""

    DENIED = "denied"
    OTHER_PERSON = "other_person"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    UNCERTAIN = "uncertain"
    PRESENT = "present"


class Direction(StrEnum):
    """Change since before, as the words say it; up is towards better whatever the scale."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


class Severity(StrEnum):
    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Section(StrEnum):
    """Where in the note the words stand, when the note has headings."""

    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    DATA = "data"
    BEHAVIOR = "behavior"
    INTERVENTION = "intervention"
    RESPONSE = "response"
    GOAL = "goal"
    HISTORY = "history"
    NONE = "none"


Quantity = float | tuple[float, float]
BY_TAGGER = "learned"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the note as it was given: `quote` is exactly `text[start:end]`."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not self.quote or self.end - self.start != len(self.quote) or self.start < 0:
            raise ValueError("evidence must be a non-empty stretch of the note whose offsets agree with its words")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the reader saw. It cannot be built without its evidence.

    `value` is a number or a (low, high) range in `unit`; `previous_value` is what it was before ("from 5 to 2").
    `measure` is set on `measure_score` findings; `intervention` is the id a client's response answers to.
    `cues` are the words outside the mention that changed its status, each as (kind, words). Where the tagger gave a finding of the rules
    its status, the first of them is (BY_TAGGER, the status by the rules).
    """

    indicator: str
    evidence: Evidence
    sentence: tuple[int, int]
    section: Section
    status: Status
    rule: str
    direction: Direction | None = None
    severity: Severity | None = None
    value: Quantity | None = None
    unit: str | None = None
    previous_value: Quantity | None = None
    measure: str | None = None
    intervention: str | None = None
    carried_forward: bool = False
    cues: tuple[tuple[str, str], ...] = field(default=())

    @property
    def quote(self) -> str:
        return self.evidence.quote

    def shares_words_with(self, other: "Finding") -> bool:
        """Whether the words of both overlap."""
        return self.evidence.start < other.evidence.end and other.evidence.start < self.evidence.end

    def as_json(self) -> dict[str, Any]:
        """The finding with the field names of the command line's contract; keys without a value are left out."""
        always: dict[str, Any] = {
            "indicator": self.indicator,
            "start": self.evidence.start,
            "end": self.evidence.end,
            "quote": self.evidence.quote,
            "sentence": list(self.sentence),
            "section": str(self.section),
            "status": str(self.status),
            "rule": self.rule,
        }
        when_said = {
            "direction": self.direction and str(self.direction),
            "severity": self.severity and str(self.severity),
            "value": list(self.value) if isinstance(self.value, tuple) else self.value,
            "unit": self.unit,
            "previous_value": list(self.previous_value) if isinstance(self.previous_value, tuple) else self.previous_value,
            "measure": self.measure,
            "intervention": self.intervention,
            "carried_forward": self.carried_forward or None,
            "cues": [list(cue) for cue in self.cues] or None,
        }
        return always | {key: value for key, value in when_said.items() if value is not None}


def finding_of(said: dict[str, Any]) -> Finding:
    """The finding that `as_json` wrote down."""
    return Finding(
        indicator=said["indicator"],
        evidence=Evidence(said["start"], said["end"], said["quote"]),
        sentence=(said["sentence"][0], said["sentence"][1]),
        section=Section(said["section"]),
        status=Status(said["status"]),
        rule=said["rule"],
        direction=Direction(said["direction"]) if "direction" in said else None,
        severity=Severity(said["severity"]) if "severity" in said else None,
        value=_quantity(said.get("value")),
        unit=said.get("unit"),
        previous_value=_quantity(said.get("previous_value")),
        measure=said.get("measure"),
        intervention=said.get("intervention"),
        carried_forward=said.get("carried_forward", False),
        cues=tuple((kind, words) for kind, words in said.get("cues", ())),
    )


def _quantity(value: Any) -> Quantity | None:
    return (value[0], value[1]) if isinstance(value, list) else value
