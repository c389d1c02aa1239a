"""The last plan, line by line, and whether the note being written mentions it. Homework that is still open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.goals.stems import stems_of

_CUT = re.compile(r"(?<=[.;!?])\s+|\n+")
_HOMEWORK = re.compile(
    r"\b(?:homework|hw|practi[cs]e|between[- ]sessions?|thought records?|diary card|keep(?:ing)? (?:a )?(?:log|journal)|worksheet|exercise|"
    r"(?:will|agreed to|is to) (?:try|write|read|do|call|ride|go|use|fill|record|practi[cs]e|track|complete))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\s\-*•]*(?:homework|hw)(?: for (?:this|the) week| assigned)?\s*:", re.IGNORECASE)
_MENTIONED = 0.5  # of a line's telling words


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that was planned. `mentioned` is None while nothing is written yet."""

    text: str
    homework: bool
    mentioned: bool | None = None


def plan_lines(plan: str) -> tuple[PlanLine, ...]:
    """The lines or sentences of a plan in order."""
    pieces = [piece.strip(" \t-*•") for piece in _CUT.split(plan)]
    return tuple(PlanLine(piece, is_homework(piece)) for piece in pieces if piece)


def homework_of(plan: str) -> tuple[str, ...]:
    """The homework of a plan, a task each, without the word "Homework:" before it or a full stop behind.

    What stands below "Homework:" on a line of its own is homework, up to a blank line or the next heading; elsewhere the words tell.
    """
    tasks: list[str] = []
    below = False
    for line in plan.splitlines():
        label = _LABEL.match(line)
        if label or not line.strip() or line.rstrip().endswith(":"):
            below = label is not None and not line[label.end() :].strip()
        rest = line[label.end() :] if label else line
        if not rest.rstrip().endswith(":"):
            tasks += [each.text.rstrip(".;") for each in plan_lines(rest) if label or below or each.homework]
    return tuple(tasks)


def is_homework(line: str) -> bool:
    return bool(_HOMEWORK.search(line))


def against(lines: Sequence[PlanLine], note: str) -> tuple[PlanLine, ...]:
    """The lines, each with whether the note takes it up: half of its telling words or more. "Not mentioned" is not "not done"."""
    if not note.strip():
        return tuple(lines)
    there = set(stems_of(note))
    return tuple(PlanLine(line.text, line.homework, taken_up(line.text, there)) for line in lines)


def taken_up(line: str, there: set[str]) -> bool:
    words = set(stems_of(line))
    return bool(words) and len(words & there) / len(words) >= _MENTIONED
