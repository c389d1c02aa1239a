"""Boxes each behind a label of danger of its own, in a line that holds no others: "SI [ ]  plan [ ]  SH [x] thigh", "SI ✗  SH ✓"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fullarc.reading.finding import Finding, Status
from fullarc.reading.forms.form_answers import MARK_OF_NO, NO, YES
from fullarc.reading.forms.labels_of_danger import LABEL, is_asked_for, own_label, with_answer
from fullarc.reading.text.boxes import EMPTY, TICKED

_ONE_LABEL = re.compile(rf"\s*{LABEL}\s*", re.IGNORECASE)
_EMPTY = rf"{EMPTY}|\[\s?\]|\[[-–—−]\]|\[(?:n|no|0)\]|{MARK_OF_NO}"
_TICKED = rf"{TICKED}|\[(?:\+|y|yes)\]|[✓✔√]"
_BOX = re.compile(rf"(?P<empty>{_EMPTY})|(?P<ticked>{_TICKED})", re.IGNORECASE)
_OF_ALL_BOXES = re.compile(  # words before boxes that say what each box means: "Denies SI [x] HI [x]", "Mother: SI [x]"
    r"(?<![\[(])\b(?:no|not|none|den(?:y|ies|ied|ial)|absent|negative|hx|history|fam(?:ily)?|mother|father|brother|sister|asked|screened|reviewed|assessed|topics"
    r"|past)\b",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(rf"{LABEL}\s?[:?]?[ \t]*$", re.IGNORECASE)
_CHOICE_BEHIND = re.compile(
    r"[ \t]*(?:yes|no|none|n|y|denie[sd]|present|absent|neg(?:ative)?|nil|wnl|reported|endorsed|passive|active"
    r"|current|past|hx|history|n/a|unknown|not)\b",
    re.IGNORECASE,
)
_BEHIND_A_BOX = re.compile(
    rf"[ \t]*(?:$|\n|[.,;|)])|[ \t]{{2,}}(?!\w+[ \t]*(?:{_EMPTY}|{_TICKED}))|[ \t]*{LABEL}\s?[:?]?[ \t]*(?:{_EMPTY}|{_TICKED})",
    re.IGNORECASE,
)
_AN_OPTION = re.compile(rf"{NO}|{YES}", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|denie[sd]|without|never|none)\b|n['’]t\b", re.IGNORECASE)


def with_boxes_behind_labels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of psychosis with the status that the box behind their label gives them."""
    boxes = list(_boxes_in(text)) if any(is_asked_for(each) for each in findings) else []
    return [_answered(text, each, boxes) if is_asked_for(each) else each for each in findings]


def _answered(text: str, finding: Finding, boxes: Sequence[tuple[int, int, int, bool]]) -> Finding:
    start = own_label(finding)
    for opens, box, behind, ticked in boxes:
        if opens <= start < box:
            return with_answer(finding, Status.PRESENT if ticked else Status.DENIED, text[opens:box], text)
        if ticked and box <= start < behind and finding.status is Status.DENIED and not _DENIES.search(text, box, finding.evidence.end):
            return replace(finding, status=Status.PRESENT, cues=())
    return finding


def _boxes_in(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Of each line whose boxes all stand behind a label of their own, else of a last one that is ticked and has no words behind it: where
    the label begins, where its box ends, where the next label begins, and whether the box is ticked."""
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        boxes = list(_BOX.finditer(text, begin, end))
        if boxes and _OF_ALL_BOXES.search(text, begin, boxes[-1].start()):
            boxes = []
        labels = [_label_before(text, begin, box.start()) for box in boxes]
        behind_words = bool(boxes) and _stand_behind_words(text, begin, end, boxes)
        if boxes and (behind_words or (all(each >= 0 for each in labels) and not _ONE_LABEL.match(text, boxes[-1].end(), end))):
            for number, (label, box) in enumerate(zip(labels, boxes, strict=True)):
                behind = labels[number + 1] if number + 1 < len(labels) and labels[number + 1] >= 0 else end
                if label < 0 or _CHOICE_BEHIND.match(text, box.end(), behind):
                    continue
                if box["ticked"] or behind_words or _BEHIND_A_BOX.match(text, box.end(), end):
                    yield label, box.end(), behind if not behind_words else box.end(), bool(box["ticked"])
        elif boxes and boxes[-1]["ticked"] and labels[-1] >= 0 and not text[boxes[-1].end() : end].strip(" \t.,;"):
            yield labels[-1], boxes[-1].end(), end, True
        begin = end + 1


def _stand_behind_words(text: str, begin: int, end: int, boxes: Sequence[re.Match[str]]) -> bool:
    """Whether a line begins with words and ends with a box, so that each box is of the words before it: "Ideation ☒ Plan ☐ Behavior ☐"."""
    opens = text[begin : boxes[0].start()].rpartition(":")[2].strip(" \t-*•")
    return bool(opens) and not text[boxes[-1].end() : end].strip(" \t.,;") and not _AN_OPTION.fullmatch(opens)


def _label_before(text: str, begin: int, box: int) -> int:
    """Where the label right before a box begins; -1 where there is none."""
    label = _LABEL_BEFORE.search(text, max(begin, box - 40), box)
    return label.start() if label else -1
