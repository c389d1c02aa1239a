"""Harm to somebody else that is feared and not wished: a picture of dropping the baby that horrifies its mother is an obsession."""

import re

from fullarc.reading.finding import Finding, Status

_DONE_TO_OTHERS = (
    r"(?:dropp|harm|hurt|stabb|kill|push|shov|smother|suffocat|strangl|drown|chok|shak|throw|hitt|punch|attack|poison|molest|running over)"
)
HARMFUL = re.compile(rf"\b{_DONE_TO_OTHERS}\w*", re.IGNORECASE)
_BARE_THOUGHTS = re.compile(
    r"(?:(?:scary|bad|dark|awful|horrible|intrusive|unwanted|disturbing|upsetting|violent) )+(?:thoughts?|images?|ideas?)", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    rf"\s+(?:of|about|that (?:she|he|they) (?:will|would|might|may|could))\s+(?:\w+ing\s+)?{_DONE_TO_OTHERS}\w*\s+(?!\w+sel)", re.IGNORECASE
)
_DROPPED = re.compile(r"\bdropp", re.IGNORECASE)
_UNWANTED = re.compile(
    r"ego.?dys|ego.?alien|intrusi|\bunwanted|horrif|disgust|repuls|sicken|appall|\bOCD\b|obsess|\bharm obs\b|not (?:a )?wish"
    r"|(?:opposite|last thing) (?:of what )?(?:she|he|they)",
    re.IGNORECASE,
)
_OF_A_CHILD = re.compile(r"\b(?:baby|infant|newborn|bub|her (?:son|daughter|child)|his (?:son|daughter|child))\b|\bdropp", re.IGNORECASE)
_FRIGHTENING = re.compile(r"\b(?:scar(?:y|es|ed|ing)|terrif|frighten|upset|distress|afraid|checks?\b|hides? the kni|avoid)", re.IGNORECASE)
_MEANT = re.compile(
    r"(?<!not )(?<!n't )(?<!never )(?<!no )\b(?:wants? to|wanted to|plans? to|planned|intends?|going to|gonna|threaten\w*|voices?|commands?"
    r"|told to|has a (?:plan|weapon|gun|knife))\b",
    re.IGNORECASE,
)
_DONE_OR_PLANNED = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:tried (?:it|once|twice)|plans it|planning it"
    rf"|(?:tried|planning) to {_DONE_TO_OTHERS}\w*"
    r"|(?:taken|took|brought) (?:the|a) (?:\w+ )?(?:knife|gun|blade|pillow) to (?:bed|h(?:er|is|im)))\b",
    re.IGNORECASE,
)
_NOT_FRIGHTENED = re.compile(
    r"\b(?:not|n['’]t|never|without)\b(?: \w+){0,3} (?:being )?(?:scar|frighten|upset|distress|bother|afraid|terrif|troubl)", re.IGNORECASE
)


def are_of_others(text: str, finding: Finding) -> bool:
    """Whether dark thoughts are of harm to somebody else ("dark thoughts of hurting her ex")."""
    return (
        finding.indicator == "suicidal_ideation"
        and _BARE_THOUGHTS.fullmatch(finding.quote) is not None
        and _OF_OTHERS.match(text, finding.evidence.end) is not None
    )


def is_an_obsession(text: str, finding: Finding) -> bool:
    """Whether thoughts of harm to somebody else come against the will of who has them, with no word of wanting or planning it."""
    if finding.status not in (Status.PRESENT, Status.UNCERTAIN):
        return False
    sentence = text[slice(*finding.sentence)]
    if finding.indicator == "suicidal_ideation":
        if not are_of_others(text, finding):
            return False
    elif finding.indicator not in ("homicidal_ideation", "violence") or HARMFUL.search(finding.quote) is None:
        return False
    if _MEANT.search(sentence) or _DONE_OR_PLANNED.search(sentence):
        return False
    if _UNWANTED.search(sentence) or (finding.indicator == "homicidal_ideation" and _DROPPED.search(finding.quote)):
        return True
    return _OF_A_CHILD.search(sentence) is not None and _FRIGHTENING.search(sentence) is not None and not _NOT_FRIGHTENED.search(sentence)


def is_done_or_planned(text: str, finding: Finding) -> bool:
    """Whether what is told as an unwanted picture of harm to somebody was tried or is planned, and so is no mere picture."""
    return (
        finding.status is Status.PRESENT
        and HARMFUL.search(finding.quote) is not None
        and _DONE_OR_PLANNED.search(text, *finding.sentence) is not None
    )
