"""Of boxes to choose from behind one label ("Mood: [x] euthymic [ ] anxious") the ticked ones tell; an empty one denies nothing."""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Status
from fullarc.reading.forms.labels_of_danger import is_asked_for
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.boxes import BOX, EMPTY, TICKED

_EMPTY = re.compile(EMPTY)
_TICKED = re.compile(TICKED)
_A_CHOICE = re.compile(rf"[^\n|:\[\]]{{1,40}}:[ \t]*{BOX}(?:(?![ \t][A-Z][\w/ ]{{1,40}}:)[^\n|])*")
_BEHIND_AN_EMPTY_BOX = re.compile(rf"{EMPTY}[ \t]*$")
_ITS_BOX_BEHIND = re.compile(rf"[ \t]*{TICKED}")


def without_empty_boxes(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those of a box left empty where the same label has one that is ticked. What concerns risk stays denied."""
    choices = [found for found in _A_CHOICE.finditer(text) if _TICKED.search(found[0])]
    if not choices:
        return list(findings)
    return [
        each
        for each in findings
        if each.status is not Status.DENIED
        or group_of(each.indicator) == "risk"
        or not any(choice.start() <= each.evidence.start < choice.end() and _is_empty(text, choice, each) for choice in choices)
    ]


def _is_empty(text: str, choice: re.Match[str], finding: Finding) -> bool:
    """Whether the last box before the finding's last word is empty."""
    before = text[choice.start() : finding.evidence.end]
    boxes = [(found.start(), True) for found in _EMPTY.finditer(before)] + [(found.start(), False) for found in _TICKED.finditer(before)]
    return bool(boxes) and max(boxes)[1]


def without_what_is_not_ticked(text: str, learned: Sequence[Finding]) -> list[Finding]:
    """The findings of the tagger without those of danger whose only box is empty: "☐ Clear intent", "Plan ☐", "☐ Not at all"."""
    return [each for each in learned if not (is_asked_for(each) and _is_not_ticked(text, each))]


def _is_not_ticked(text: str, finding: Finding) -> bool:
    its_box_behind = finding.status is Status.PRESENT and _ITS_BOX_BEHIND.match(text, finding.evidence.end) is not None
    if its_box_behind or _TICKED.search(finding.quote):
        return False
    start = finding.evidence.start
    return _EMPTY.search(finding.quote) is not None or _BEHIND_AN_EMPTY_BOX.search(text, max(start - 8, 0), start) is not None
