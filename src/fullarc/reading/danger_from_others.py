"""Danger from others: what a note tells of violence, abuse or threats that are done to the client now.

The reader has no indicator of its own for it: it finds what was done as a traumatic event, and as violence of another person. Told as
past, feared, denied, seen, or done to somebody else it is no danger to the client.
"""

import re
from collections.abc import Sequence

from fullarc.reading.finding import Finding, Status

FROM_OTHERS = "danger_from_others"
EVENT, VIOLENCE = CARRIED_BY = ("trauma_exposure", "violence")  # the indicators whose findings may tell of it

_NOW = (Status.PRESENT, Status.UNCERTAIN)
_CLIENT = r"(?:her|him|them|me|client|patient|pt)"
_KIN = (
    r"(?:mother|mum|mom|father|dad|parents?|step-?\w+|sisters?|brothers?|siblings?|sons?|daughters?|child|children|kids?|baby|toddler|husband|"
    r"wife|partner|boyfriend|girlfriend|friends?|cousins?|aunt|uncle|niece|nephew|grand\w+|neighbou?rs?|co-?workers?|colleagues?|room-?mates?|"
    r"dogs?|cats?|pets?|classmates?|students?)"
)
_OF_ANOTHER_HOUSE = r"(?:sister|brother|friend|daughter|son|cousin|aunt|niece|neighbou?r|co-?worker|colleague|room-?mate|classmate)"
_ACT = (
    r"(?:hits?|hitting|beats?|beaten|slap\w*|punch\w*|kick\w*|chok\w+|strangl\w+|assault\w*|attack\w*|rap(?:e|es|ed|ing)|molest\w*|abus\w+|"
    r"batter\w*|threat\w*|stalk\w*|shov\w+|push\w*|grab\w*|burn(?:s|ed|t)|stab\w*|bit|bites|dragg\w*|hurts?|grop\w+|touch\w*|smack\w*|"
    r"whipp\w*|forced|pinn\w+)"
)
_ACTED_ON = (
    r"(?:hit|beaten|slapped|punched|kicked|choked|strangled|assaulted|attacked|raped|molested|abused|battered|threatened|stalked|shoved|pushed|"
    r"grabbed|stabbed|groped|pinned|mugged)"
)
_VIOLENT = re.compile(rf"\b{_ACT}\b|\b(?:\w*violen\w+|dv|ipv|traffick\w*|coerc\w+)\b", re.I)
_SOMEBODY_DID_IT = re.compile(
    rf"\b{_ACT}\W+(?:to \w+\W+)?{_CLIENT}\b|\b(?:was|were|been|being|got|is|gets)\W+(?:\w+\W+){{0,2}}{_ACTED_ON}\b|^{_ACTED_ON}\b|"
    r"\b(?:abuse|assault|violence|rape|threats?) (?:by|from)\b|\bheld (?:her|him|me) down\b",
    re.I,
)
_NO_PERSONS_DOING = re.compile(
    r"\b(?:accident|crash\w*|collision|\w*quake|fire|flood|storm|car|truck|van|lorry|bus|train|bike|dog|surgery|combat|war|wall|"
    r"door|chok\w+ (?:on|up))\b",
    re.I,
)
_NOT_STRUCK = re.compile(r"\bown\b|\bkick\w*\W+(?:\w+\W+)?out\b|\bside-on\b|\bbeat\w* \w+ at\b|\bpush\w* past\b", re.I)
_NOT_STRUCK_AFTER = re.compile(
    r"^\W*(?:out\b|behind\b|head-on\b|(?:\w+\W+){0,2}(?:nightmare|dream|sleep)\b)", re.I
)  # kicked her out, in a nightmare
_SEEN = re.compile(r"\b(?:witness\w*|saw|seen|seeing|watch\w*|heard|hears|news|overheard)\b", re.I)
_FORMERLY = re.compile(
    r"\b(?:used to|history of|hx of|h/o|as a child|childhood|years ago|yrs ago|growing up|memory|memories|nightmares?|flashbacks?|"
    r"after (?:an?|the|his|her|their) (?:assault|attack|rape)|months ago|last year)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"\b(?:hits|beats|slaps|punches|kicks|chokes|strangles|shoves|pushes|grabs|threatens|abuses|rapes|molests|stalks|burns|bites|hurts|forces|"
    rf"touches)\s+{_CLIENT}\b",
    re.I,
)
_DONE_TO_SOMEBODY = re.compile(rf"\b{_CLIENT}\b|\bby\b|\bfrom\b", re.I)
_DONE_TO_THE_CLIENT = re.compile(
    r"\b(?:hit|hits|punch\w*|kick\w*|slap\w*|threaten\w*|hurts?|chok\w+|push\w*|grab\w*) me\b(?! out)|\bstalked\b|\bnot feel safe\b|"
    rf"\bunsafe\b|\b(?:abused?|assault|assaulted|violence|raped?) (?:by|from)\b|\bby (?:her|his|their|my) {_KIN}|"
    r"^(?:is |was |been |gets |got )?being (?:hit|beaten|slapped|punched|kicked|shoved|pushed|choked|threatened|abused|assaulted)\b|"
    rf"\b{_KIN}\W+(?:hits?|beats?|slap\w+|punch\w+|kick\w+|chok\w+|shov\w+|push\w+|grab\w+|threaten\w+|touch\w+)\W+{_CLIENT}\b(?!\W+{_KIN})",
    re.I,
)
_SAFE = re.compile(r"\b(?:safe|dv|ipv|domestic|abus\w*|partner|home|hurt|threatened|stalk\w*)\b", re.I)
_SUFFERS = re.compile(r"\b(?:experiencing|victim of|subjected to|suffering)\W+(?:\w+\W+){0,2}$", re.I)
_ABUSIVE = re.compile(r"^(?:abusive|violent) (?:relationship|marriage|home|household|partner|husband|wife|boyfriend|girlfriend)$", re.I)
_IS_IN = re.compile(r"\b(?:is|still|currently|remains|lives|living|stays)\b(?:\W+\w+){0,4}\W*$", re.I)
_TO_ANOTHER = re.compile(rf"(?<!by )(?<!from )(?<!with )\b(?:her|his|their|my|the)\W+{_KIN}\b(?!['’]s)", re.I)
_NEXT_IS_ANOTHER = re.compile(rf"^\W*{_KIN}\b", re.I)
_IN_ANOTHER_HOUSE = re.compile(rf"\b{_OF_ANOTHER_HOUSE}s?['’]s?\W*$", re.I)
_ANOTHER_WAS = re.compile(rf"(?:\b(?:her|his|their|my|the)|['’]s)\W+{_KIN}\W+(?:\w+\W+){{0,2}}$", re.I)
_PASSIVE = re.compile(r"^(?:was|were|is|are|been|being|got|gets|has|had)\b|\bby\b|\bfrom\b", re.I)


def from_others(findings: Sequence[Finding], text: str) -> list[Finding]:
    """Those of one note's findings that tell of a danger to the client from others now. `text` is the note's, "" where there is none."""
    return [finding for finding in findings if not finding.carried_forward and _tells(finding, findings, text)]


def denies_others(finding: Finding) -> bool:
    """Whether a finding says that nobody endangers the client: safe at home, no abuse, no threats."""
    if finding.status is not Status.DENIED or finding.carried_forward:
        return False
    return finding.indicator == EVENT or (finding.indicator == VIOLENCE and bool(_SAFE.search(finding.quote)))


def _tells(finding: Finding, beside: Sequence[Finding], text: str) -> bool:
    if finding.indicator not in CARRIED_BY or _is_told_as_former(finding) or not _is_done_to_the_client(finding, text):
        return False
    quote, before = finding.quote, text[finding.sentence[0] : finding.evidence.start]
    if finding.indicator == EVENT:
        goes_on = finding.status is Status.HISTORICAL and _ABUSIVE.search(quote) and _IS_IN.search(before)
        said = _VIOLENT if finding.status is Status.UNCERTAIN else _SOMEBODY_DID_IT
        return bool(goes_on) or (finding.status in _NOW and bool(said.search(quote) or _SUFFERS.search(before)))
    if finding.status in _NOW:
        return bool(_DONE_TO_THE_CLIENT.search(quote) or _SUFFERS.search(before))
    to_somebody = _VIOLENT.search(quote) and _DONE_TO_SOMEBODY.search(quote)
    return finding.status is Status.OTHER_PERSON and bool(to_somebody) and not _is_taken_back(finding, beside)


def _is_done_to_the_client(finding: Finding, text: str) -> bool:
    """Whether nobody else is named to whom it is done, no accident did it, and the client did not only see it."""
    begin, end = finding.sentence
    before, after = text[begin : finding.evidence.start], text[finding.evidence.end : end]
    quote = finding.quote
    if _NOT_STRUCK.search(quote) or _NOT_STRUCK_AFTER.search(after):
        return False
    if _NO_PERSONS_DOING.search(quote) or _SEEN.search(quote) or _SEEN.search(before[-40:]):
        return False
    if _TO_ANOTHER.search(quote) or (quote.lower().endswith((" her", " his", " their", " my")) and _NEXT_IS_ANOTHER.match(after)):
        return False
    return not _IN_ANOTHER_HOUSE.search(before) and not (_PASSIVE.search(quote) and _ANOTHER_WAS.search(before))


def _is_told_as_former(finding: Finding) -> bool:
    """Whether the words, or those that decided the status, tell it of a time that is over."""
    return bool(_FORMERLY.search(finding.quote)) or any(kind == Status.HISTORICAL for kind, _ in finding.cues)


def _is_taken_back(finding: Finding, beside: Sequence[Finding]) -> bool:
    """Whether the same sentence tells the event as former, feared or denied, and the words do not say that it goes on."""
    others = [each for each in beside if each.indicator == EVENT and each.sentence == finding.sentence]
    return any(each.status not in _NOW for each in others) and not _GOES_ON.search(finding.quote)
