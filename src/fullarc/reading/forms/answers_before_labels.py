"""Answers before their labels: "(No) SI (No) HI (Yes) SH", "N - SI; Y - SH", "✓ SI  ✗ HI", "+SI -HI", "_X_ SI ___ HI". They count in a
line that begins so and in which every label has an answer before it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from fullarc.reading.finding import Finding, Status
from fullarc.reading.forms.form_answers import MARK, MARK_OF_NO
from fullarc.reading.forms.labels_of_danger import A_LABEL, LABEL, is_asked_for, with_answer
from fullarc.reading.text.boxes import BOX

_YES = rf"(?:(?:yes|y)(?!\w)|\+|_*{MARK}(?![^\W_])_*)"
_NO = rf"(?:(?:no|n)(?!\w)|{MARK_OF_NO}|[-−–])"
_ANSWER = rf"(?!{BOX})[(\[]?\s?(?:(?P<yes>{_YES})|(?P<no>{_NO})|(?P<blank>_+))\s?[)\]]?"
_DENYING = r"(?:no|not|denie[sd]|without|absent|negative)\b"
_TURNED = frozenset({Status.PRESENT, Status.DENIED, Status.UNCERTAIN})
_ITEM = re.compile(
    rf"{_ANSWER}(?P<between>\s?[-–:=]?\s?)(?P<label>(?:(?!{_DENYING})\w+ ){{0,2}}?{LABEL})(?!\s?(?:\([^()\n]*\)\s?)?[:=?])", re.IGNORECASE
)
_BEFORE_THE_FIRST = re.compile(r"(?:[A-Z][^\n:?]{0,40}:)?[ \t]*(?:[-*•]\s)?[ \t]*")
_BETWEEN = re.compile(r"[\s,;|.]*")
_NO_IN_WORDS = re.compile(r"no|[-−–]", re.IGNORECASE)  # by themselves they are prose, or the marks of a list


def with_answers_before_labels(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk with the status that the answer before their label gives them."""
    answers = list(_answers_in(text))
    return [_answered(text, each, answers) if is_asked_for(each) and each.status in _TURNED else each for each in findings]


def _answered(text: str, finding: Finding, answers: Sequence[tuple[int, int, Status, str]]) -> Finding:
    label = A_LABEL.search(text, finding.evidence.start, finding.evidence.end)
    place = label.start() if label is not None else finding.evidence.start
    number = bisect_right(answers, place, key=lambda each: each[0]) - 1
    if number < 0 or place >= answers[number][1]:
        return finding
    return with_answer(finding, *answers[number][2:], text)


def _answers_in(text: str) -> Iterator[tuple[int, int, Status, str]]:
    """Of each line of such items where its labels begin and end, with what their answers say and their words."""
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        items = list(_items(text, begin, end)) if A_LABEL.search(line) else []
        marked = any(item["yes"] for item in items)
        if marked or any(not _NO_IN_WORDS.fullmatch(item["no"] or "") for item in items):
            for item in items:
                blank = Status.DENIED if marked else Status.UNCERTAIN
                status = Status.PRESENT if item["yes"] else Status.DENIED if item["no"] else blank
                yield *item.span("label"), status, text[item.start() : item.start("label")].strip()
        begin = end + 1


def _items(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The items of a line that consists of nothing else, up to what follows the last label."""
    opens = _BEFORE_THE_FIRST.match(text, begin, end)
    place = opens.end() if opens is not None and A_LABEL.search(text, begin, opens.end()) is None else begin
    found = list[re.Match[str]]()
    while (item := _ITEM.match(text, place, end)) is not None:
        found.append(item)
        between = _BETWEEN.match(text, item.end(), end)
        place = between.end() if between is not None else item.end()
    if found and A_LABEL.search(text, found[-1].end(), end) is None:
        yield from found
