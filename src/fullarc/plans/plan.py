"""A treatment plan: lines of several kinds, each below the line it serves, each with where it was drafted from.

problem -> goal -> objective -> intervention; strengths, barriers and discharge criteria stand beside them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    PROBLEM = "problem"
    GOAL = "goal"
    OBJECTIVE = "objective"
    INTERVENTION = "intervention"
    STRENGTH = "strength"
    BARRIER = "barrier"
    DISCHARGE = "discharge"


SERVES = {Kind.GOAL: Kind.PROBLEM, Kind.OBJECTIVE: Kind.GOAL, Kind.INTERVENTION: Kind.OBJECTIVE}


class Outcome(StrEnum):
    """What became of an objective when the next version of the plan is written."""

    MET = "met"
    PARTLY_MET = "partly met"
    NOT_MET = "not met"
    CHANGED = "changed"
    DROPPED = "dropped"


class PlanRefused(ValueError):
    """The lines do not make a plan. The message says which place is wrong, never what is written there."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line was drafted from, in words, and the text as it was drafted."""

    words: str
    drafted: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `goal` is the id of a goal of the course, `diagnosis` a code, `by` a day in ISO form, `outcome` one of an objective."""

    id: str
    kind: Kind
    text: str
    under: str = ""
    diagnosis: str = ""
    goal: str = ""
    by: str = ""
    modality: str = ""
    frequency: str = ""
    duration: str = ""
    responsible: str = ""
    outcome: str = ""
    source: Source | None = None

    @property
    def origin(self) -> str:
        """Where the line comes from, as the page says it; empty for what the clinician wrote."""
        if self.source is None:
            return ""
        changed = ", changed" if self.text.strip() != self.source.drafted.strip() else ""
        return f"Drafted from {self.source.words}{changed}"


EDITABLE = ("text", "diagnosis", "by", "modality", "frequency", "duration", "responsible", "outcome")


@dataclass(frozen=True, slots=True)
class Node:
    """A line with the lines that serve it."""

    line: Line
    below: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Refused (PlanRefused): an id twice, or a line below one that it cannot serve."""

    lines: tuple[Line, ...] = ()
    review_on: date | None = None
    _by_id: dict[str, Line] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update({line.id: line for line in self.lines})
        if len(self._by_id) != len(self.lines):
            raise PlanRefused("Found two lines with one id; every line of a plan has its own.")
        for place, line in enumerate(self.lines, start=1):
            wanted, above = SERVES.get(line.kind), self._by_id.get(line.under)
            if (wanted is None) != (not line.under) or (wanted is not None and (above is None or above.kind is not wanted)):
                where = f"a {wanted}" if wanted else "no other line"
                raise PlanRefused(f"Line {place} of the plan is a {line.kind} and must stand below {where}.")

    def line(self, line_id: str) -> Line:
        """Refused (PlanRefused): an id that no line has."""
        if line_id not in self._by_id:
            raise PlanRefused("This line is not in the plan any more. Load the page again.")
        return self._by_id[line_id]

    def of(self, kind: Kind) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind is kind)

    def below(self, line_id: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.under == line_id)

    def tree(self) -> tuple[Node, ...]:
        """The problems, each with everything that serves it."""
        return tuple(self._node(line) for line in self.of(Kind.PROBLEM))

    def _node(self, line: Line) -> Node:
        return Node(line, tuple(self._node(below) for below in self.below(line.id)))

    @property
    def drafted(self) -> tuple[Line, ...]:
        """The lines that nobody wrote by hand."""
        return tuple(line for line in self.lines if line.source is not None)


def with_line(plan: Plan, kind: Kind, under: str = "", **given: Any) -> Plan:
    """The plan with one more line at the end of its kind. Refused (PlanRefused) where it cannot stand."""
    number = max((int(line.id[1:]) for line in plan.lines if line.id[1:].isdigit()), default=0) + 1
    return replace(plan, lines=(*plan.lines, Line(f"l{number}", kind, given.pop("text", ""), under, **given)))


def without_line(plan: Plan, line_id: str) -> Plan:
    """The plan without a line and what served it."""
    gone = {plan.line(line_id).id}
    for line in plan.lines:  # a line always stands after the one it serves
        if line.under in gone:
            gone.add(line.id)
    return replace(plan, lines=tuple(line for line in plan.lines if line.id not in gone))


def edited(plan: Plan, changes: Mapping[str, Mapping[str, str]], review_on: date | None) -> Plan:
    """The plan with what was typed, by id of the line; only the fields that people edit are taken, where it came from stays."""
    lines = []
    for line in plan.lines:
        typed = {name: value.replace("\r\n", "\n").strip() for name, value in changes.get(line.id, {}).items() if name in EDITABLE}
        lines.append(replace(line, **typed) if typed else line)  # type: ignore[arg-type]
    return replace(plan, lines=tuple(lines), review_on=review_on)


def next_version(plan: Plan, number: int) -> Plan:
    """What a new version begins with: every line of the signed one, marked with where it comes from, to be gone through again."""
    lines = tuple(replace(line, outcome="", source=Source(f"version {number} of the plan", line.text)) for line in plan.lines)
    return Plan(lines)


def as_json(plan: Plan) -> dict[str, Any]:
    lines = [{name: value for name, value in asdict(line).items() if value} for line in plan.lines]
    return {"lines": lines, "review_on": plan.review_on.isoformat() if plan.review_on else ""}


def from_json(kept: Mapping[str, Any]) -> Plan:
    lines = []
    for line in kept.get("lines", []):
        source = Source(**line["source"]) if line.get("source") else None
        lines.append(Line(**{"text": "", **line, "kind": Kind(line["kind"]), "source": source}))
    return Plan(tuple(lines), date.fromisoformat(kept["review_on"]) if kept.get("review_on") else None)


def hash_of(plan: Plan) -> str:
    """SHA-256 of everything in the plan, in one fixed form: two plans have one hash when they are the same, line by line."""
    return hashlib.sha256(json.dumps(as_json(plan), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
