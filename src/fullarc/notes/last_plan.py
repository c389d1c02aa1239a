"""The last plan, line by line, and whether the note being written mentions it. Homework that is still open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fullarc.goals.stems import stems_of
from fullarc.notes.homework_label import has_label, without_label
from fullarc.reading.finding import Finding, Section, Status
from fullarc.reading.reader import read

_HEAD = "Plan:"
_CUT = re.compile(r"(?<=[.;!?])\s+|\n+|\Z")
_OF_BEFORE = re.compile(
    r"\W*(?:(?:he|she|they|client|ct|pt)\s+)?(?:did|didn[’']t|has|had|completed|finished|forgot|attempted|tried|brought|managed|practi[cs]ed|"
    r"was able|not done|partly done|done)\b|.*\b(?:from|of|since) last (?:time|week|session)\b",
    re.IGNORECASE | re.DOTALL,
)
_IN_THE_ROOM = re.compile(r"\W*(?:review|discuss|look at|go (?:over|through)|revisit|talk (?:about|through)|check in)\b", re.IGNORECASE)
_TASK, _REPORTS = "homework_assigned", frozenset({"homework_done", "homework_not_done"})
_CARE = frozenset({"medication_coordination", "safety_planning"})  # planned, and no exercise between sessions
_SAYS_NOTHING = frozenset(
    stems_of(
        "continue continued keep proceed resume maintain plan planned next session sessions appointment visit week weekly treatment "
        "therapy current same usual return schedule scheduled client time"
    )
)  # words of every plan: none of them tells one line from another
_MENTIONED = 0.5  # of a line's telling words


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that was planned. `mentioned` is None while nothing is written yet, and where no word of the line could tell."""

    text: str
    homework: bool
    mentioned: bool | None = None


def plan_lines(plan: str) -> tuple[PlanLine, ...]:
    """The lines or sentences of a plan in order, each with whether the reader finds homework for the client in it.

    What tells how the homework of before went is no plan and is left out.
    """
    text = _as_read(plan)
    found = read(text, learned=False)
    lines = []
    for start, end in _pieces(text):
        words, here = text[start:end].strip(" \t-*•"), _within(found, start, end)
        homework = any(_is_task(each, words, here, Section.PLAN) for each in here)
        if without_label(words) and (homework or not _is_report(words, here)):
            lines.append(PlanLine(words, homework))
    return tuple(lines)


def homework_of(plan: str, prose: str = "") -> tuple[str, ...]:
    """The client's homework, a task each, as the reader finds it in a plan; where there is none, in `prose` that has no headings.

    The word "Homework:" before a task and the full stop behind it are left out. What was done of the homework of before, and what others
    are to do, is none.
    """
    text, section = (_as_read(plan), Section.PLAN) if plan.strip() else (prose, Section.NONE)
    found, tasks = read(text, learned=False), []
    for start, end in _pieces(text):
        here = _within(found, start, end)
        words = text[start:end]
        tasks += [without_label(each.quote) for each in here if _is_task(each, words, here, section)]
    return tuple(dict.fromkeys(task.rstrip(" .;") for task in tasks if task))


def _as_read(plan: str) -> str:
    """The plan below its heading. "Homework:" holds for its own line, or where it stands alone for those below, up to a blank one."""
    lines, holds, over = [_HEAD], False, False
    for line in plan.splitlines():
        if not line.strip():
            holds, over = False, over or holds
        elif has_label(line):
            holds = not without_label(line)
            over = not holds
        elif over and not holds:
            lines.append(_HEAD)
            over = False
        lines.append(line)
    return "\n".join(lines)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for cut in _CUT.finditer(text):
        if text[begin : cut.start()].strip() not in ("", _HEAD):
            yield begin, cut.start()
        begin = cut.end()


def _within(found: Sequence[Finding], start: int, end: int) -> list[Finding]:
    return [each for each in found if start <= each.evidence.start < end]


def _is_task(each: Finding, words: str, here: Sequence[Finding], section: Section) -> bool:
    if each.indicator != _TASK or each.status is not Status.PRESENT or each.section is not section:
        return False
    care = any(other.indicator in _CARE and other.evidence.start < each.evidence.end for other in here)
    return not (care or _IN_THE_ROOM.match(words) or _is_report(words, here))


def _is_report(words: str, here: Sequence[Finding]) -> bool:
    """Whether a piece tells how the homework of before went."""
    told = any(each.indicator in _REPORTS and each.status is not Status.HYPOTHETICAL for each in here)
    return told or _OF_BEFORE.match(without_label(words)) is not None


def against(lines: Sequence[PlanLine], note: str) -> tuple[PlanLine, ...]:
    """The lines, each with whether the note takes it up: half of its telling words or more. "Not mentioned" is not "not done"."""
    if not note.strip():
        return tuple(lines)
    there = set(stems_of(note))
    return tuple(PlanLine(line.text, line.homework, taken_up(line.text, there)) for line in lines)


def taken_up(line: str, there: set[str]) -> bool | None:
    """Whether half of a line's telling words are `there`; None for a line without any, such as "Continue as planned"."""
    words = set(stems_of(line)) - _SAYS_NOTHING
    return len(words & there) / len(words) >= _MENTIONED if words else None
