"""Work that is done in part is no freedom from difficulty: "Back to work 50%", "Work ok 50%", "half-time, still off sick the rest".
Somebody who is back in full, or works little by choice, has none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Direction, Finding, Status
from fullarc.reading.text.word_lists import alternatives_in, any_of_the_people

_W = {name: rf"(?<!\w){words}(?!\w)" for name, words in alternatives_in("senses/work_in_part.toml").items()}
_SHARE = re.compile(_W["share"], re.IGNORECASE)
_FEW = re.compile(_W["few"], re.IGNORECASE)
_COMING_BACK = re.compile(_W["coming_back"], re.IGNORECASE)
_BACK = re.compile(r"\b(?:back|return\w*|resum\w+)\b", re.IGNORECASE)
_OF_CHOICE = re.compile(_W["of_choice"], re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?<!\w)(?P<before>{_W['not_yet']}[\s\w]{{0,14}} )?{_W['whole']}(?P<behind>[ ,]+(?:from|in|by|next|as of|planned|again from|later))?",
    re.IGNORECASE,
)
_ANOTHER_THING = re.compile(
    r"\b(?:mood|anxi\w+|panic|symptoms?|pain|sleep\w*|belief|SUD\w*|goal|productiv\w+|output|sales|targets?|raise|pay|salary|school|lessons|class(?:es)?)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(rf"(?:\b(?:her|his|their|my|the) )?{any_of_the_people()}\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;\n]|,? (?:and|but|while|though|although) (?=(?:her|his|their|the|is|has|feels?|sleeps?)\b)", re.IGNORECASE)
SIGNS_BESIDE = 45


def in_part(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those that deny difficulty at work as present where the words about it tell of work in part."""
    return [_as_a_difficulty(each) if _is_in_part(text, each) else each for each in findings]


def _as_a_difficulty(finding: Finding) -> Finding:
    came_back = finding.direction is None and _BACK.search(finding.quote) is not None
    return replace(finding, status=Status.PRESENT, direction=Direction.BETTER if came_back else finding.direction)


def _is_in_part(text: str, finding: Finding) -> bool:
    if finding.indicator != "work_functioning" or finding.status is not Status.DENIED:
        return False
    if _OF_ANOTHER.match(finding.quote) or _ANOTHER_THING.search(finding.quote):
        return False
    said = _words_about_it(text, finding)
    if _OF_CHOICE.search(said) or any(not (whole["before"] or whole["behind"]) for whole in _WHOLE.finditer(said)):
        return False
    return _SHARE.search(said) is not None or (_FEW.search(said) is not None and _COMING_BACK.search(said) is not None)


def _words_about_it(text: str, finding: Finding) -> str:
    """The words of the finding with what stands beside them in its clause, up to another thing that is told."""
    begin, end = finding.sentence
    start, stop = finding.evidence.start, finding.evidence.end
    before = re.split(_CLAUSE_END, text[max(begin, start - SIGNS_BESIDE) : start])[-1]
    behind = re.split(_CLAUSE_END, text[stop : min(end, stop + SIGNS_BESIDE)])[0]
    if (things := list(_ANOTHER_THING.finditer(before))) != []:
        before = before[things[-1].end() :].partition(",")[2]
    if (thing := _ANOTHER_THING.search(behind)) is not None:
        behind = behind[: thing.start()].rpartition(",")[0]
    return before + text[start:stop] + behind
