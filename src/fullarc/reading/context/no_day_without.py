"""Days that none is without it: "No day without cutting", "There has not been a day without thoughts of dying", "Not one day when she did
not cut". What words for a free day deny is there on every day where such a day is denied."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Finding, Status
from fullarc.reading.phrases.lexicon import group_of

_HAD = r"(?:been|had|gone|go|spent|spend|passed|pass|known|know|managed|manage|seen|lived|have|remember|get through|got(?:ten)? through)"
_SELDOM = r"(?:hardly|barely|scarcely|rarely|seldom|never)"
_NO_DAY = re.compile(
    rf"\b(?:no|(?:not|(?<=n['’]t)|never)(?: {_HAD})? (?:a|one|any)|{_SELDOM}(?: {_HAD})?(?: an?| any)?)"
    r"\s(?:single |waking |whole |full )?(?:days?|nights?|mornings?|evenings?|hours?|weeks?|weekends?)\b[^.;,:\n]{0,40}?"
    r"(?:\b(?:without|w/o|free (?:of|from))|\b(?:does|did|do|has|is|was|have) not|n['’]t)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[^.;,:\n]{0,40}")
SIGNS_BEFORE = 100


def on_every_day(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with those of risk, symptoms and trauma present that a day denies which is denied itself."""
    return [
        replace(each, status=Status.PRESENT, value=None, unit=None, direction=None, severity=None, cues=()) if _is_so(text, each) else each
        for each in findings
    ]


def _is_a_trouble(indicator: str) -> bool:
    return group_of(indicator) in ("risk", "symptoms") or indicator == "trauma_exposure"


def _is_so(text: str, finding: Finding) -> bool:
    """Whether nothing denies the finding but the day without it."""
    if finding.status is not Status.DENIED or not _is_a_trouble(finding.indicator):
        return False
    start, end = finding.evidence.start, finding.evidence.end
    said = next((each for each in _NO_DAY.finditer(text, max(finding.sentence[0], start - SIGNS_BEFORE), end)), None)
    if said is None or said.start() > start or not (start < said.end() or _GOES_ON.fullmatch(text, said.end(), start)):
        return False
    denying = text[max(finding.sentence[0], said.start() - len("has been ")) : end]
    return all(words in denying for _, words in finding.cues)
