"""What somebody came for: the indicators of the presenting problem and of the diagnoses, and what of the course speaks to them first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fullarc.course.groups import group_of
from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.said import Said
from fullarc.course.statement import Change, Durability
from fullarc.course.timeline import Timeline
from fullarc.reading.reader import read

_OF_CODE = {  # the beginning of an ICD-10 code, the longer first: indicators of the reader
    "F40.0": ("panic", "avoidance", "anxiety"),
    "F40.1": ("social_anxiety", "anxiety"),
    "F41.0": ("panic", "anxiety"),
    "F41.1": ("worry", "anxiety"),
    "F43.1": ("intrusive_memories", "hypervigilance", "nightmares"),
    "F60.3": ("emotion_dysregulation",),
    "F93.0": ("anxiety",),
    "F10": ("alcohol_use", "craving"),
    "F32": ("depressed_mood", "anhedonia"),
    "F33": ("depressed_mood", "anhedonia"),
    "F34": ("depressed_mood",),
    "F40": ("anxiety",),
    "F41": ("anxiety",),
    "F42": ("obsessions", "compulsions"),
}
_BEFORE = 2  # places before the other sentences of scores
FIRST = 20  # where the sentences of scores stand
NAMES = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """`told` are the indicators that the client's own words name, `about` those and the ones that the diagnoses stand for."""

    told: tuple[str, ...]
    about: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(indicator_in_words(one) for one in self.told[:NAMES])


def problem_of(timeline: Timeline) -> Problem:
    """What the course is about; empty where neither words nor a diagnosis say it."""
    found = [finding.indicator for finding in read(timeline.presenting_problem, learned=False)] if timeline.presenting_problem else []
    told = tuple(dict.fromkeys(one for one in found if group_of(one) in ("symptoms", "functioning")))
    diagnosed = {indicator for diagnosis in timeline.diagnoses for indicator in _of_diagnosis(diagnosis)}
    return Problem(told, frozenset(told) | diagnosed)


def _of_diagnosis(diagnosis: str) -> tuple[str, ...]:
    code = re.match(r"F\d\d(?:\.\d)?", diagnosis)
    return next((about for begin, about in _OF_CODE.items() if code and code[0].startswith(begin)), ())


def _moved(one: Said) -> bool:
    """Whether it became better or worse, or a gain in it was lost."""
    return one.statement.change in (Change.IMPROVED, Change.WORSENED) or one.statement.durability is Durability.LOST


def with_the_problem_first(drafts: Sequence[Said], problem: Problem) -> list[Said]:
    """The drafts, those that speak to the problem marked: measures of it before other measures, and before them the one symptom of it
    that no measure speaks to and that the notes tell a change of most fully."""
    measured = {indicator for one in drafts if one.covers and one.order == FIRST for indicator in one.covers}
    symptoms = [one for one in drafts if one.statement.topic in problem.about - measured and not one.covers and _moved(one)]
    told = [one for one in symptoms if one.statement.topic in problem.told] or symptoms
    main = max(told, key=lambda one: one.weight, default=None)
    out = []
    for one in drafts:
        if one is main:
            one = replace(one, fits=True, order=FIRST - _BEFORE, statement=replace(one.statement, detail=False))
        elif one.covers and one.order == FIRST and problem.about & set(one.covers):
            one = replace(one, fits=True, order=FIRST - 1)
        out.append(one)
    return out
