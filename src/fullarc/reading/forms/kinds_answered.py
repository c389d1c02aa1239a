"""A danger asked for kind by kind or day by day behind its label: "SI active: N, passive: Y", "SI: current - denies, past - yes",
"SI 0 Mon, 6 Tue", "urges: Mon 0, Tue 3". It is there where one of the answers says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Evidence, Finding, Status
from fullarc.reading.forms.form_answers import NO, YES
from fullarc.reading.forms.labels_of_danger import A_LABEL, LABEL, is_asked_for, with_answer
from fullarc.reading.forms.past_in_forms import PAST
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.text.weekdays import WEEKDAY

_NO = rf"(?:{NO}|[-–—−](?=\s*(?:[,;/)]|$)))(?![\w./])"
_YES = rf"{YES}(?!\w)"
_KIND = rf"\(?(?:active|passive|current|recent|today|now|chronic|intermittent|auditory|visual|tactile|command|ideation|thoughts|{PAST})\)?"
_ANSWER = rf"(?:{_NO}|{_YES})"
_ITEM = rf"{_KIND}\s?[:=–—-]?\s*{_ANSWER}"
_KINDS = re.compile(
    rf"\s?[:=(–—-]?\s*(?:{_ITEM}|(?P<bare>{_ANSWER}))(?:\s*[,;/)]\s*(?:(?:and|but)\s)?(?:{LABEL}\s?[:=]?\s?)?{_ITEM}){{1,8}}", re.IGNORECASE
)
_EACH = re.compile(rf"(?P<kind>{_KIND})\s?[:=–—-]?\s*(?:(?P<yes>{_YES})|{_NO})", re.IGNORECASE)
_OF_THE_PAST = re.compile(rf"\(?{PAST}", re.IGNORECASE)
_DAY = (
    rf"(?:{WEEKDAY}|m|tu?|w|th|f|sa|su|today|yesterday|tonight|last night"
    r"|(?:this |the )?(?:weekend|morning|afternoon|evening|night)|[ap]m|day \d{1,2}|d\d{1,2})(?!\w)\.?"
)
_COUNT = r"x?\s?\d{1,3}(?:/(?:10|5|100)(?!\d))?\s?x?(?!\w|/|\.\d)"
_COUNTED_DAY = rf"(?:{_COUNT}\s(?:on\s)?{_DAY}|{_DAY}\s?[:=]?\s?{_COUNT})"
_DAYS = re.compile(rf"\s?[:=]?\s*{_COUNTED_DAY}(?:\s*[,;/]\s*(?:(?:and|but|then)\s)?{_COUNTED_DAY}){{1,30}}", re.IGNORECASE)
_EACH_DAY = re.compile(rf"x?\s?(\d+)\S*\s(?:on\s)?{_DAY}|{_DAY}\s?[:=]?\s?x?\s?(\d+)", re.IGNORECASE)
_COUNT_BEHIND = re.compile(r"\s*\d+$")
_TURNED = frozenset({Status.PRESENT, Status.DENIED, Status.HYPOTHETICAL, Status.UNCERTAIN})


def by_kind_and_day(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk whose kinds are answered one by one with the status that follows from all answers, and what is denied by a
    zero of one day as present where another day of the same row has more."""
    return [_answered(text, each) for each in findings]


def _answered(text: str, finding: Finding) -> Finding:
    asked = is_asked_for(finding)
    if asked and finding.status in _TURNED:
        label = A_LABEL.search(text, finding.evidence.start, finding.evidence.end)
        kinds = _KINDS.match(text, label.end()) if label is not None else None
        if label is not None and kinds is not None:
            return _by_kind(text, finding, label.start(), kinds)
    if finding.status is Status.DENIED and (asked or group_of(finding.indicator) == "symptoms"):
        return _by_day(text, finding)
    return finding


def _by_kind(text: str, finding: Finding, label: int, kinds: re.Match[str]) -> Finding:
    answers = [(each["yes"] is not None, _OF_THE_PAST.match(each["kind"]) is not None) for each in _EACH.finditer(kinds[0])]
    if kinds["bare"] and finding.status is not Status.DENIED:
        return finding
    status = Status.PRESENT if (True, False) in answers else Status.HISTORICAL if (True, True) in answers else Status.DENIED
    if kinds["bare"] and status is not Status.DENIED:  # "Active SI: N, passive: Y"
        evidence = Evidence(label, kinds.end(), text[label : kinds.end()])
        return replace(finding, status=status, evidence=evidence, cues=())
    return with_answer(finding, status, kinds[0].strip(), text)


def _by_day(text: str, finding: Finding) -> Finding:
    quote = _COUNT_BEHIND.sub("", finding.quote)
    start = finding.evidence.start
    days = _DAYS.match(text, start + len(quote)) if quote else None
    if days is None or not any(int(before or behind) for before, behind in _EACH_DAY.findall(days[0])):
        return finding
    evidence = Evidence(start, start + len(quote), quote)
    present = replace(finding, status=Status.PRESENT, evidence=evidence, cues=())
    return replace(present, value=None, unit=None, previous_value=None, direction=None, severity=None)
