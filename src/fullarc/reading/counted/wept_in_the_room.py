"""Whether tears were seen in the session or told of the week: "She read it aloud. He wept." is affect, "cried in the car" is crying."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Finding, Section, Status
from fullarc.reading.text.clause import clause_around
from fullarc.reading.text.word_lists import alternatives_in

_WEPT = re.compile(r"\b(?:cried|wept|sobbed|teared up|broke down)\b", re.IGNORECASE)
_UNSAID = frozenset({Section.NONE, Section.DATA, Section.INTERVENTION, Section.RESPONSE, Section.OBJECTIVE})
_TOLD = re.compile(rf"\b(?:{'|'.join(alternatives_in('counted/wept_in_the_room.toml').values())})\b", re.IGNORECASE)
_WHEN_NAMED = re.compile(
    r"\b(?:when|while|as) (?:speaking|talking|naming|describing|telling|discussing|asked)\b.*", re.IGNORECASE | re.DOTALL
)
_CLAUSE_ENDS = re.compile(r"[;.\n]")


def seen_or_told(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with tears seen in the room as affect; nothing of the week stands in their clause."""
    kept: list[Finding] = []
    for finding in findings:
        if finding.indicator != "crying" or finding.status is not Status.PRESENT or not _was_seen(text, finding):
            kept.append(finding)
        elif not any(each.indicator == "affect" and each.shares_words_with(finding) for each in findings):
            kept.append(replace(finding, indicator="affect", rule="affect.abnormal"))
    return kept


def _was_seen(text: str, finding: Finding) -> bool:
    begin, end = finding.evidence.start, finding.evidence.end
    if finding.section not in _UNSAID or not _WEPT.search(text, begin, end):
        return False
    return _TOLD.search(_WHEN_NAMED.sub("", text[slice(*clause_around(text, finding, _CLAUSE_ENDS))])) is None
