"""Questions about danger that were answered: "Do you think of killing yourself? No", "Denies SI? N", "4. Active SI with some intent: No",
"Screened for suicide: yes. Result: negative", "Do you feel safe at home? Not at night". A no denies what was asked; asked whether somebody
can, told or denied it, it leaves open whether it is there."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Finding, Status
from fullarc.reading.forms.form_answers import ITEM_ENDS
from fullarc.reading.forms.labels_of_danger import is_asked_for, with_answer

_ASKED_IF_DENIED = re.compile(r"\bden(?:y|ies|ied)(?: any| current)?\s*$", re.IGNORECASE)
_SAID_NO_TO_IT = re.compile(r"(?:\s?/\s?\w+)*\s?\?\s*(?P<no>no?)(?=[\s.,;]|$)", re.IGNORECASE)
_QUESTION_DENIED = re.compile(
    r"(?:^|(?<=[\n.?!)]))[^.?!\n]{0,150}\byou\b[^.?!\n]{0,150}\?[ \t]*+(?:\n?[ \t]{0,8}(?:A|answer|R|response)[ \t]?[:.][ \t]{0,8})?"
    rf"(?P<no>no|n|never)(?={ITEM_ENDS})",
    re.IGNORECASE,
)
_ITEM_DENIED = re.compile(  # "4. Active SI with some intent to act, without specific plan: No"
    r"^[ \t]*+(?:#|item |q(?:uestion)?\.? ?)?\d{1,2}[.):][ \t]*+[^\n:?;]{0,150}?"
    r"(?:[:?–—-][ \t]{0,40}+|[ \t]{2,40}+|\t)(?P<no>no|n|none|never|denied|negative|0)[ \t]*+\.?[ \t]*+$",
    re.IGNORECASE | re.MULTILINE,
)
_SCREENED_NEGATIVE = re.compile(  # "Screened for suicide: yes. Result: negative"
    r"(?:^|(?<=[\n.;]))(?=[^\n.;]{0,60}\bscreen)[^\n.;]{0,120}[\n.;:]?\s{0,4}(?:the )?(?:screen(?:ing|er)? )?"
    r"(?:results?|outcome)\s?(?:[:=–—-]|was|were|is|are)?\s{0,4}(?P<no>neg(?:ative)?)(?!\w)",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:(?:can|could|would|will) you"
    r"|you (?:be )?able|you have (?:any ?(?:one|body|thing)"
    r"|a (?!(?:\w+ )?(?:plan|intention|wish|urge|desire|gun|firearm|weapon|means|way)\b)"
    r"|some|reasons?)|you (?:stop|promise|tell))\b",
    re.IGNORECASE,
)
_ASKED_MORE_OF_IT = re.compile(
    r"(?: \w+){0,3}? (?:disclosed|controll\w+|resist\w+|informed|notified|discussed|documented|reviewed|in place)"
    r"(?: \w+){0,4}\s?[:?]\s*(?P<no>no?)\b(?!/)",
    re.IGNORECASE,
)
_FEELS_SAFE = re.compile(r"\bsafe\b[^?:\n]{0,30}$", re.IGNORECASE)
_NOT_SAFE = re.compile(r"\s*[?:]\s*(?P<no>no|n|not (?:really|always|any ?more|now|at night)|rarely|sometimes|depends)\b", re.IGNORECASE)


def with_questions_answered(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of psychosis with the status that the answer to the question gives them in which they stand."""
    if not any(is_asked_for(each) for each in findings):
        return list(findings)
    asked_and_denied = (_QUESTION_DENIED, _ITEM_DENIED, _SCREENED_NEGATIVE)
    denied = sorted((*asked.span(), asked["no"]) for pattern in asked_and_denied for asked in pattern.finditer(text))
    return [_answered_as_a_whole(text, _left_open(text, each), denied) if is_asked_for(each) else each for each in findings]


def _left_open(text: str, finding: Finding) -> Finding:
    """The finding as uncertain that is denied by the no to a question which asks for something else."""
    if finding.status is not Status.DENIED:
        return finding
    if _FEELS_SAFE.search(finding.quote) and (unsafe := _NOT_SAFE.match(text, finding.evidence.end)) is not None:
        return replace(finding, status=Status.UNCERTAIN, cues=((str(Status.UNCERTAIN), unsafe["no"]),))  # from whom is not told
    no = _ASKED_MORE_OF_IT.match(text, finding.evidence.end)
    if no is None and _ASKED_IF_DENIED.search(text, finding.sentence[0], finding.evidence.start):
        no = _SAID_NO_TO_IT.match(text, finding.evidence.end)
    return with_answer(finding, Status.UNCERTAIN, no["no"], text) if no is not None else finding


def _answered_as_a_whole(text: str, finding: Finding, denied: Sequence[tuple[int, int, str]]) -> Finding:
    """The finding as denied that stands within a question to the client which was answered with a no."""
    place = bisect_right(denied, finding.evidence.start, key=lambda each: each[0]) - 1
    if place < 0 or finding.evidence.start >= denied[place][1]:
        return finding
    begin, end, answer = denied[place]
    if _ASKS_FOR_MORE.search(text, begin, end):
        return with_answer(finding, Status.UNCERTAIN, answer, text) if finding.status is Status.DENIED else finding
    left_open = finding.status is Status.UNCERTAIN and all(words.strip() in ("?", answer) for _, words in finding.cues)
    return with_answer(finding, Status.DENIED, answer, text) if finding.status is Status.PRESENT or left_open else finding
