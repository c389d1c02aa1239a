"""Violence that a note tells of: whose it is. Nobody is called violent by words that do not say so."""

import re
from collections.abc import Sequence

from fullarc.reading.danger.danger_from_others import VIOLENCE
from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.word_lists import any_of_the_people

BY_THE_CLIENT, UNCLEAR = "by the client", "unclear by whom"
_CLIENT = re.compile(r"(?:^|[.;:,]\s*|\b(?:and|that|because|when)\s+)(?:the )?(?:client|patient|pt|ct|cl|I)\W+(?:\w+\W+){0,2}$", re.I)
_REPORTS = re.compile(r"\b(?:reports?|reported|says?|said|states?|stated|tells?|told|describes?|described|fears?|feels?|felt)\b", re.I)
_SOMEBODY = (
    rf"(?:{any_of_the_people()}|peers?|students?|teachers?|boss|staff|nurses?|police\w*|officers?|strangers?|man|men|woman|women|others|people|"
    r"some(?:one|body))"
)
_DONE_TO_ANOTHER = re.compile(
    rf"\b(?:hits?|hitting|beat\w*|slap\w*|punch\w*|kick\w*|chok\w+|strangl\w+|assault\w*|attack\w*|shov\w+|push\w*|grab\w*|stab\w*|bit|bites|"
    rf"hurt\w*|threaten\w*|at|towards?|to|against)\W+(?:(?:his|her|their|my|an?|the|another|other)\W+)?{_SOMEBODY}\b|\bfights?\b",
    re.I,
)


def whose(finding: Finding, beside: Sequence[Finding], text: str) -> str:
    """Who did what a finding of violence tells: the client, or nobody knows from the words. `beside` are the findings of its note.

    The client it is where the words name the client as who did it, or somebody else as whom it was done to, and the note tells of no
    violence that somebody else did.
    """
    before = text[finding.sentence[0] : finding.evidence.start]
    if _CLIENT.search(before) and not _REPORTS.search(before):
        return BY_THE_CLIENT
    return BY_THE_CLIENT if done_to_another(finding.quote) and not any(map(_is_of_another, beside)) else UNCLEAR


def done_to_another(quote: str) -> bool:
    """Whether words of violence name somebody else than the client as whom it was done to."""
    return bool(_DONE_TO_ANOTHER.search(quote))


def _is_of_another(finding: Finding) -> bool:
    if finding.indicator == "trauma_exposure":
        return finding.status in (Status.PRESENT, Status.UNCERTAIN)
    return finding.indicator == VIOLENCE and finding.status is Status.OTHER_PERSON
