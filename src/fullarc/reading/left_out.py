"""What the rules found in a note and a later step left out, with the step: for whoever wonders why a sentence gave nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fullarc.reading.finding import Finding
from fullarc.reading.forms.marks_of_forms import as_written, in_plain_marks
from fullarc.reading.last_steps import LAST_STEPS, Step, Told
from fullarc.reading.own_lexicon import OwnLexicon
from fullarc.reading.reader import first_look
from fullarc.reading.senses.other_senses import Sense, sense_of

_HAVE_SENSES = {"senses/other_senses.py": False, "senses/other_fields.py": True}  # whether those of reports about the body


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A finding as it was when a step left it out. `sense` is the entry by which its words mean something else, `told_by` the finding that
    stays and tells the same."""

    finding: Finding
    step: Step
    sense: Sense | None = None
    told_by: Finding | None = None

    @property
    def why(self) -> str:
        """The step in plain words, with its entry or its file."""
        if self.sense is not None:
            return f"the words mean something else here ({self.sense.place})"
        return f"{self.step.leaves_out}{self._told} ({self.step.file})"

    @property
    def in_plain_words(self) -> str:
        """The same for a page: without files, the sense by the name of its entry. The finding that tells the same is `told_by`."""
        if self.sense is not None:
            return f"the words mean something else here ({_plainly(self.sense.name.partition('.')[2])})"
        return self.step.leaves_out

    @property
    def _told(self) -> str:
        return f": {_plainly(self.told_by.indicator)}, “{' '.join(self.told_by.quote.split())}”" if self.told_by else ""

    def as_json(self) -> dict[str, Any]:
        """The finding as it would have stood, with why it was left out."""
        return self.finding.as_json() | {"left_out": self.why}


def left_out(text: str, lexicon: OwnLexicon | None = None, *, learned: bool | None = None) -> list[LeftOut]:
    """What was found in a note and left out, in the order of the note: the note is read once more, and what stands before each step is held
    against what stands behind it. A finding that a step only turns (another status, another indicator) is not left out."""
    note, found = first_look(text, lexicon=lexicon, learned=learned)
    gone: list[LeftOut] = []
    for step in LAST_STEPS:
        before, found = found, step.take(note, found)
        if step.leaves_out:
            kept = {_key(each) for each in found}
            gone += [_left_out(text, each, step, found) for each in before if _key(each) not in kept]
    return sorted(gone, key=lambda each: (each.finding.evidence.start, each.finding.evidence.end, each.finding.indicator))


def _left_out(text: str, finding: Finding, step: Step, stays: Sequence[Finding]) -> LeftOut:
    if step.file in _HAVE_SENSES:
        sense = sense_of(in_plain_marks(text), finding, in_reports=_HAVE_SENSES[step.file])
        return LeftOut(as_written(text, finding), step, sense=sense)
    told_by = _tells_the_same(finding, stays, step.told)
    return LeftOut(as_written(text, finding), step, told_by=told_by and as_written(text, told_by))


def _tells_the_same(finding: Finding, stays: Sequence[Finding], told: Told) -> Finding | None:
    """Of the findings that stay the one that shares the most words; else one of the same indicator, in its sentence or further up."""
    if told is Told.NOWHERE:
        return None
    begin, end = finding.evidence.start, finding.evidence.end
    shared = {id(each): min(each.evidence.end, end) - max(each.evidence.start, begin) for each in stays}
    if beside := [each for each in stays if shared[id(each)] > 0]:
        return max(beside, key=lambda each: (shared[id(each)], each.indicator == finding.indicator, len(each.quote)))
    same = [each for each in stays if each.indicator == finding.indicator]
    near = [each for each in same if each.sentence == finding.sentence]
    if not near and told is Told.BEFORE:
        near = [each for each in same if each.evidence.start < begin]
    return min(near, key=lambda each: abs(each.evidence.start - begin), default=None)


def _key(finding: Finding) -> tuple[str, int, int]:
    """By which a finding is known again that a step has turned: its words and the rule that spoke."""
    return finding.rule, finding.evidence.start, finding.evidence.end


def _plainly(indicator: str) -> str:
    return indicator.replace("_", " ")
