"""Harm to somebody else that is feared and not wished: a picture of dropping the baby that horrifies its mother is an obsession."""

import re

from fullarc.reading.finding import Finding, Status
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("danger/feared_harm.toml")
HARMFUL = re.compile(rf"\b{_W['done_to_others']}\w*", re.IGNORECASE)
_BARE_THOUGHTS = re.compile(rf"(?:{_W['dark']} )+(?:thoughts?|images?|ideas?)", re.IGNORECASE)
_OF_OTHERS = re.compile(
    rf"\s+(?:of|about|that (?:she|he|they) (?:will|would|might|may|could))\s+(?:\w+ing\s+)?{_W['done_to_others']}\w*\s+(?!\w+sel)",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"\bdropp", re.IGNORECASE)
_UNWANTED = re.compile(_W["unwanted"], re.IGNORECASE)
_OF_A_CHILD = re.compile(rf"\b{_W['child']}\b|\bdropp", re.IGNORECASE)
_FRIGHTENING = re.compile(rf"\b{_W['frightening']}", re.IGNORECASE)
_MEANT = re.compile(rf"(?<!not )(?<!n't )(?<!never )(?<!no )\b{_W['meant']}\b", re.IGNORECASE)
_DONE_OR_PLANNED = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:tried (?:it|once|twice)|plans it|planning it"
    rf"|(?:tried|planning) to {_W['done_to_others']}\w*"
    r"|(?:taken|took|brought) (?:the|a) (?:\w+ )?(?:knife|gun|blade|pillow) to (?:bed|h(?:er|is|im)))\b",
    re.IGNORECASE,
)
_NOT_FRIGHTENED = re.compile(rf"\b(?:not|n['’]t|never|without)\b(?: \w+){{0,3}} (?:being )?{_W['frightened']}", re.IGNORECASE)


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
