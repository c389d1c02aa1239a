"""The status that the tagger (learned/) gives to findings: to its own, and to those of the rules where it contradicts them."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fullarc.reading.finding import BY_TAGGER, Finding, Status
from fullarc.reading.learned.grave_signs import is_grave_sign
from fullarc.reading.phrases.lexicon import group_of

if TYPE_CHECKING:
    from fullarc.reading.learned.tagged import Tagged

LIKELIER = 8  # times: than the status by the rules, another must be to the tagger
LIKELIER_THAN_DENIED = 32
_BEHIND = 30  # signs behind a denied danger
_OPENS_WITH_NO = re.compile(
    r"\W*(?:none|nil|nothing|denie[sd]|denying|no(?! (?:reason|will|wish|desire|point|longer|way|one|use|interest)))\b", re.I
)
_LEFT = re.compile(r"\b(?:not|never|without|sober|sobriety|abstinen\w+|abstain\w*|clean|quit|stopped|free)\b", re.I)
_DENIES_SOMETHING_ELSE = re.compile(  # "no regret about", "none of the cuts needed stitches", "no plans for the weekend"
    r"\b(?:no|none|nil|nothing|not|never|denie[sd]|denying|without)\b\W*(?:any\W+|of the \w+ )?"
    r"(?:(?:regret|remorse|shame|guilt|fear|qualm|stitch|needed|need to|formal|physical|problem|medical|tomorrow|solids|blood|pain|left to"
    r"|would|wish to see|interest|time|money|friend|job)\w*"
    r"|plans?\W+(?:for (?!su|si)|beyond|after|about|next|to (?!(?:act|kill|die|harm|hurt|end|hang|shoot|jump|use|su|od|over|take|cut)))"
    r"|(?:intent(?:ion)?s?|thoughts?|wish|idea)\W+(?:came|(?:of|to|about) (?!(?:act|kill|d(?:ie|y)|death|dead|suicid|harm|hurt|end|hang"
    r"|shoot|jump|self|use|take|drive|be dead|cut|burn|su\b|si\b|od\b|overdos|doing|not |being|hitting|violen|stab|this|that"
    r"|it\b|them|any|go|carry|leave this)))"
    r"|attempts?\W+(?:at|to|was made to) (?!(?:kill|end|harm|hang|suicid|overdos)))",
    re.I,
)
_LACKS = re.compile(r"\W*(?:no|not|never|without|lacks?|little|poor)\b", re.I)


def in_learned_status(tagged: "Tagged", text: str, finding: Finding) -> Finding | None:
    """A learned finding of a note in the status that the tagger gives, which is right more often there than what the context says: words
    themselves often deny ("sleeps like a log"). A danger or a grave sign that the context does not deny is denied only by words of its own
    (the first ones; of a grave sign also words of abstinence), and a danger by none that deny something else; else nothing is told (None).
    To another time or person the tagger moves nothing of risk."""
    status = tagged.status(finding.evidence.start, finding.evidence.end)
    of_risk = group_of(finding.indicator) == "risk"
    if status is Status.DENIED and of_risk and _is_of_something_else(text, finding):
        return None
    if status is finding.status:
        return finding
    if of_risk and status not in (Status.PRESENT, Status.DENIED):
        return finding
    if status is Status.DENIED and (of_risk or is_grave_sign(finding.indicator)):
        denies_itself = _OPENS_WITH_NO.match(finding.quote) or (not of_risk and _LEFT.search(finding.quote))
        if not denies_itself:
            return None
    return replace(finding, status=status, severity=None if status is Status.DENIED else finding.severity, cues=())


def _is_of_something_else(text: str, finding: Finding) -> bool:
    """Whether the words that deny a danger, with what follows them, deny something else."""
    denied_by = [words for kind, words in finding.cues if kind == Status.DENIED]
    end = finding.evidence.end
    return bool(_DENIES_SOMETHING_ELSE.search(" ".join([*denied_by, finding.quote]) + text[end : min(end + _BEHIND, finding.sentence[1])]))


def in_likelier_status(tagged: "Tagged", found: list[Finding], own: frozenset[str]) -> list[Finding]:
    """The findings of the rules, in another status where the tagger finds that one LIKELIER times as likely as theirs (what they deny:
    LIKELIER_THAN_DENIED times). Chosen on 352 notes of four writers, and looked at in 3,481 of eleven others that the weights of then had
    not met. What words leave open stays so, as do risk, scores, a count of zero and what a practice's own phrases (`own`: the ids of their
    rules) found, and a grave sign that is present. The direction stays as the rules had it."""
    return [
        finding
        if finding.rule in own
        or finding.value == 0
        or finding.status is Status.UNCERTAIN
        or group_of(finding.indicator) in ("risk", "scores")
        or (finding.status is Status.PRESENT and is_grave_sign(finding.indicator))
        else _in_likelier_status(tagged, finding)
        for finding in found
    ]


def _in_likelier_status(tagged: "Tagged", finding: Finding) -> Finding:
    shares = tagged.shares(finding.evidence.start, finding.evidence.end)
    likeliest = max(shares, key=shares.__getitem__, default=finding.status)
    times = LIKELIER_THAN_DENIED if finding.status is Status.DENIED else LIKELIER
    if likeliest is finding.status or shares[likeliest] < times * shares[finding.status]:
        return finding
    if likeliest is Status.DENIED and (is_grave_sign(finding.indicator) or _says_that_it_lacks(finding)):
        return finding
    if likeliest is Status.OTHER_PERSON and finding.indicator == "trauma_exposure":
        return finding  # who did it is named, and to whom it was done is not
    cues = ((BY_TAGGER, str(finding.status)), *finding.cues)
    return replace(finding, status=likeliest, severity=None if likeliest is Status.DENIED else finding.severity, cues=cues)


def _says_that_it_lacks(finding: Finding) -> bool:
    """Whether it is insight, judgment or memory that the words themselves find lacking; denied, it would be good."""
    return finding.indicator in ("insight", "judgment", "memory_cognition") and _LACKS.match(finding.quote) is not None
