"""The case formulation: what it is made of. Its words are the clinician's."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a formulation. In parts with `one_a_line` every line is a thought of its own, which a plan can take up."""

    key: str
    heading: str
    asks: str
    one_a_line: bool = False


PARTS = (
    Part("presenting_problem", "Presenting problem", "What brings the client now, in their words and yours, and what it keeps them from."),
    Part("hypotheses", "Hypotheses", "What may have brought it about, what set it off, what keeps it going. One hypothesis a line.", True),
    Part("interventions", "Chosen interventions and why", "One a line: “Exposure, because avoidance keeps it going.”", True),
    Part("strengths", "Strengths", "What helps already: people, abilities, what has worked before. One a line.", True),
    Part("barriers", "Barriers", "What may stand in the way, and what is done about it. One a line.", True),
)  # fmt: skip
KEYS = tuple(part.key for part in PARTS)


def written(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts in which something stands, without space around them; keys that are no part are left out."""
    return {key: text for key in KEYS if (text := parts.get(key, "").replace("\r\n", "\n").strip())}


def lines_of(parts: Mapping[str, str], key: str) -> tuple[str, ...]:
    """The thoughts of a part: its lines, bullets taken off."""
    found = (line.strip().lstrip("-•*–").strip() for line in parts.get(key, "").splitlines())
    return tuple(line for line in found if line)
