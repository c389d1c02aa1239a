"""The status that the tagger (learned/) gives to findings: to its own, and to those of the rules where it contradicts them."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fullarc.reading.finding import BY_TAGGER, Finding, Status
from fullarc.reading.grave_signs import is_danger, is_grave_sign
from fullarc.reading.lexicon import group_of

if TYPE_CHECKING:
    from fullarc.reading.learned.tagged import Tagged

LIKELIER = 8  # times: than the status by the rules, another must be to the tagger
LIKELIER_THAN_DENIED = 32
_OPENS_WITH_NO = re.compile(
    r"\W*(?:none|nil|nothing|denie[sd]|denying|no(?! (?:reason|will|wish|desire|point|longer|way|one|use|interest)))\b", re.I
)
_LEFT = re.compile(r"\b(?:not|never|without|sober|sobriety|abstinen\w+|abstain\w*|clean|quit|stopped|free)\b", re.I)
_DENIES_A_DANGER = re.compile(  # a denial, hardly anything, and a word of danger: "no current thoughts of harming himself", "never hit her"
    r"\W*(?:no|nil|zero|denie[sd]|denying|not|never|none|nothing)\b\W*"
    r"(?:(?:to all|any|current|active|passive|recent|further|fresh|new|acute|evidence|signs?|thoughts?|talk|plans?|intent(?:ion)?s?|urges?"
    r"|desire|wish|ideas?|of|to|for|with|access|the|about)\W+){0,4}"
    r"(?:suicid|(?:si|hi|sh|sib|nssi|dsh)\b|kill|end(?:ing)? (?:it|her|his|their|my|one)|self[- ]?(?:harm|injur)"
    r"|harm(?:ing)?\b(?= (?:self|her|him|them|any|oth|my))|hurt|cut(?:s|ting)?\b(?! (?:to|in|back|needed))|burn(?:s|ing)\b(?! to)|blades?\b"
    r"|razors?\b|knives|knife|guns?\b|firearms?|pistols?|rifles?|violen|hitting|aggressi|c-ssrs)",
    re.I,
)
_KEEPS_INSIGHT = re.compile(r"\W*(?:no|not|never|without|lacks?|little|poor)\b", re.I)


def in_learned_status(tagged: "Tagged", finding: Finding) -> Finding | None:
    """A learned finding in the status that the tagger gives, which is right more often there than what the context says: the words
    themselves often deny ("sleeps like a log"). A danger is denied only by words that deny a danger by name (of 64 denials in sentences
    written to mislead, 54 were wrong), a grave sign only by words of its own that deny or tell of abstinence, or by the context; else
    nothing is told (None). To another time or person the tagger moves nothing of risk."""
    status = tagged.status(finding.evidence.start, finding.evidence.end)
    if status is Status.DENIED and is_danger(finding.indicator):
        denied_by = [words for kind, words in finding.cues if kind == Status.DENIED]
        return _in(finding, status) if _DENIES_A_DANGER.match(" ".join([*denied_by, finding.quote])) else None
    if status not in (finding.status, Status.PRESENT, Status.DENIED) and group_of(finding.indicator) == "risk":
        return finding
    if status is Status.DENIED is not finding.status and is_grave_sign(finding.indicator):
        return _in(finding, status) if _OPENS_WITH_NO.match(finding.quote) or _LEFT.search(finding.quote) else None
    return _in(finding, status)


def _in(finding: Finding, status: Status) -> Finding:
    if status is finding.status:
        return finding
    return replace(finding, status=status, severity=None if status is Status.DENIED else finding.severity, cues=())


def in_likelier_status(tagged: "Tagged", found: list[Finding], own: frozenset[str]) -> list[Finding]:
    """The findings of the rules, in another status where the tagger finds that one LIKELIER times as likely as theirs (what they deny:
    LIKELIER_THAN_DENIED times). Chosen on 352 notes of four writers, and looked at in 3,481 of eleven others that the weights of then had
    not met. What words leave open stays so, as do dangers, scores, a count of zero and what a practice's own phrases (`own`: the ids of
    their rules) found; of help that is planned the tagger is no judge. The direction stays as the rules had it."""
    return [
        finding
        if finding.rule in own
        or finding.value == 0
        or finding.status is Status.UNCERTAIN
        or is_danger(finding.indicator)
        or group_of(finding.indicator) == "scores"
        or (group_of(finding.indicator) == "risk" and finding.status is Status.HYPOTHETICAL)
        else _in_likelier_status(tagged, finding)
        for finding in found
    ]


def _in_likelier_status(tagged: "Tagged", finding: Finding) -> Finding:
    shares = tagged.shares(finding.evidence.start, finding.evidence.end)
    likeliest = max(shares, key=shares.__getitem__, default=finding.status)
    times = LIKELIER_THAN_DENIED if finding.status is Status.DENIED else LIKELIER
    if likeliest is finding.status or shares[likeliest] < times * shares[finding.status] or _would_hide(finding, likeliest):
        return finding
    cues = ((BY_TAGGER, str(finding.status)), *finding.cues)
    return replace(finding, status=likeliest, severity=None if likeliest is Status.DENIED else finding.severity, cues=cues)


def _would_hide(finding: Finding, status: Status) -> bool:
    """Whether a status that the rules do not give would take away what nobody may overlook: a grave sign, what was done to the client, or
    the lack of insight or memory, which words of denial tell of."""
    if status is Status.DENIED:
        return is_grave_sign(finding.indicator) or (
            finding.indicator in ("insight", "memory_cognition", "judgment") and _KEEPS_INSIGHT.match(finding.quote) is not None
        )
    return status is Status.OTHER_PERSON and finding.indicator == "trauma_exposure"
