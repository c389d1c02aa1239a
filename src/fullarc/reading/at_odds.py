"""Words of trouble within words of wellness: "affect anxious, well engaged" and "speech soft but normal in rate" are no normal
findings; and what happened to a client is of the past as long as nothing dates it near."""

import re
from collections.abc import Mapping

from fullarc.reading.finding import Status

_NOT_TAKEN_BACK = r"(?<!not )(?<!never )(?<!longer )(?<!without )(?<!neither )(?<!nor )(?<!no )"
_TROUBLE: Mapping[str, re.Pattern[str]] = {
    "affect": re.compile(
        rf"{_NOT_TAKEN_BACK}\b(?:anxious|sad|tearful|flat|blunted|constricted|restricted|labile|irritable|dysphoric|angry|depressed|tense|subdued"
        r"|muted|nervous|worried|fearful)\b"
    ),
    "speech": re.compile(
        rf"{_NOT_TAKEN_BACK}\b(?:soft|softly|quiet|pressured|slow|slowed|slurred|monotone|loud|rapid|mumbled|halting|hesitant|sparse|whispered)\b"
    ),
}


def as_it_stands(indicator: str, status: Status, words: str) -> Status:
    """The status of a mention whose plain words are `words`: what was read as normal and names a trouble as well is there. Every other
    status comes back as it is."""
    trouble = _TROUBLE.get(indicator)
    return Status.PRESENT if trouble is not None and status is Status.DENIED and trouble.search(words) else status


_OF_LATE = re.compile(
    r"\b(?:today|yesterday|tonight|last night|this (?:week|morning|weekend|month|past)|(?:last|past) (?:week|weekend|month|wk|wknd|mo)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|(?:in|since|at|on) (?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|easter|christmas|thanksgiving)"
    r"|(?:days?|weeks?|wks?) ago|recent(?:ly)?|currently|current|ongoing|still|continues|again)\b"
)
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\byears? ago\b")
_OF_THE_PAST = frozenset({"trauma_exposure"})


def when_it_was(indicator: str, status: Status, sentence: str) -> Status:
    """The status of what happened once, told in the plain words of a sentence: "father beat him" is of the past, "mugged on Saturday"
    is not. Every other status comes back as it is."""
    if indicator not in _OF_THE_PAST or status is not Status.PRESENT:
        return status
    near = _OF_LATE.search(sentence) is not None and _A_YEAR.search(sentence) is None
    return Status.PRESENT if near else Status.HISTORICAL
