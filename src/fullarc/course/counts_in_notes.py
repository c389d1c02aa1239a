"""Counts with their stretch of time, as notes tell them: "two attacks in the last seven days", "a single one in two weeks".

The reader knows "four times a week". Where the number and the stretch stand apart in the sentence, they are brought together here.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from fullarc.course.indicator_words import is_plural
from fullarc.course.timeline import NotedFinding, Timeline
from fullarc.reading.finding import Finding, Status

ALSO_COUNTED = frozenset({"crying", "self_harm", "disordered_eating"})
_NUMBERS = {
    "a single": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14,
}  # fmt: skip
_A = r"an?(?! (?:lot|few|couple|number|series|string|bit)\b)"
_NUMBER = rf"\d{{1,2}}|a single|{_A}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen"
_BEFORE = re.compile(rf"\b({_NUMBER})(?=\s+(?:[a-z-]+\s+){{0,3}}$)", re.IGNORECASE)
_STRETCH = re.compile(
    rf"\b(?:(?:this|last|past|the (?:last|past)) (?P<one>week|fortnight|month)"
    rf"|(?:in|over|within|during|past|last) (?:the (?:last|past) )?(?P<many>{_NUMBER}) (?P<what>days?|weeks?))\b",
    re.IGNORECASE,
)
_UNITS = {7: "per_week", 14: "per_two_weeks", 21: "per_three_weeks", 28: "per_month", 30: "per_month"}
_DAYS = {"week": 7, "fortnight": 14, "month": 30}


def is_counted(indicator: str) -> bool:
    """Whether it can be counted, such as attacks; of avoidance a number says nothing."""
    return is_plural(indicator) or indicator in ALSO_COUNTED


def with_counts(timeline: Timeline) -> Timeline:
    """The timeline with counts whose stretch of time stands elsewhere in their sentence; others stay as they are read."""
    texts = {note.source: note.text for note in timeline.notes if note.text}
    return replace(timeline, findings=tuple(_with_stretch(noted, texts) for noted in timeline.findings))


def _with_stretch(noted: NotedFinding, texts: Mapping[str, str]) -> NotedFinding:
    finding, text = noted.finding, texts.get(noted.source, "")
    if not text or not is_counted(finding.indicator) or finding.status is not Status.PRESENT or finding.unit not in (None, "times"):
        return noted
    begin, end = finding.sentence
    count = finding.value if finding.value is not None else _counted_before(text[begin : finding.evidence.start], finding)
    days = _days(text[begin:end])
    if count is None or days not in _UNITS:
        return noted
    mistaken = finding.previous_value in (days, days / 7)  # "in the last seven days" is no number of before
    counted = replace(
        finding,
        value=count,
        unit=_UNITS[days],
        previous_value=None if mistaken else finding.previous_value,
        direction=None if mistaken else finding.direction,
    )
    return replace(noted, finding=counted)


def _counted_before(words: str, finding: Finding) -> float | None:
    said = _BEFORE.findall(words) or re.findall(rf"^({_NUMBER})\s", finding.quote, re.IGNORECASE)
    return _number(said[-1]) if said else None


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float(_NUMBERS[word.lower()])


def _days(sentence: str) -> int:
    """How long the one stretch of time in a sentence is; 0 when there is none or more than one."""
    found = list(_STRETCH.finditer(sentence))
    if len(found) != 1:
        return 0
    one = found[0]
    if one["one"]:
        return _DAYS[one["one"].lower()]
    return int(_number(one["many"])) * (7 if one["what"].lower().startswith("week") else 1)
