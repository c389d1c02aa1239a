"""Days that none is without it: "No day without cutting", "No days this week without a drink", "Not one day when she did not cut".
What words for a free day deny ("day without cutting") is there on every day where such a day is denied."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.answers_behind_labels import is_asked_for
from fullarc.reading.finding import Finding, Status
from fullarc.reading.lexicon import group_of

_NO_DAY = re.compile(
    r"\b(?:no|(?:not|n['’]t) (?:a|one|any)|(?:hardly|barely|scarcely|rarely|seldom|never)(?: an?| any)?)\s(?:single |waking |whole )?"
    r"(?:days?|nights?|mornings?|evenings?|hours?|weeks?|weekends?)\b[^.;,:\n]{0,40}?"
    r"(?:\b(?:without|w/o|free of|free from)|\b(?:does|did|do|has|is|was|have) not|n['’]t)\b",
    re.IGNORECASE,
)
SIGNS_BEFORE = 60


def on_every_day(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of symptoms with those present that a day denies which is denied itself."""
    return [
        replace(each, status=Status.PRESENT, value=None, unit=None, direction=None, severity=None, cues=()) if _is_so(text, each) else each
        for each in findings
    ]


def _is_so(text: str, finding: Finding) -> bool:
    if finding.status is not Status.DENIED or finding.cues or not (is_asked_for(finding) or group_of(finding.indicator) == "symptoms"):
        return False
    begin, (start, end) = finding.sentence[0], (finding.evidence.start, finding.evidence.end)
    said = _NO_DAY.search(text, max(begin, start - SIGNS_BEFORE), end)
    return said is not None and said.start() <= start < said.end()
