"""Words of trouble within words of wellness: "affect anxious, well engaged" and "speech soft but normal in rate" are no normal
findings; and what happened to a client is of the past as long as nothing dates it near."""

import re
from collections.abc import Mapping

from fullarc.reading.finding import Status
from fullarc.reading.text.weekdays import WEEKDAY

SIGNS_BEHIND = 40
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


# Words behind a finding of wellness that take part of it back: "oriented x3, off on date".
_TAKEN_BACK_BEHIND: Mapping[str, re.Pattern[str]] = {
    "orientation": re.compile(
        r"\b(?:off|wrong|unsure|uncertain|vague|confused|mistaken|disoriented|not|but|except|excluding|missed)\b(?! on time)"
        r"(?: (?:not|for|on|about|of|as to|to|re|the|exact|today's|current|with|sure))*"
        r" (?:date|day|month|year|time|place|situation|person|circumstances?)\b"
    ),
}
_PARTLY = re.compile(
    r"\b(?:fair(?! to good)(?<!good to fair)|partial|partially|limited|variable|fluctuating|superficial|improving|developing|emerging"
    r"|growing)\b"
)
_ON_THE_WAY = re.compile(r"\b(?:improving|returning|recovering|coming back|(?:a bit|a little|somewhat|slightly) better|nearly normal)\b")
_BETTER_BUT_SHORT = re.compile(
    r"\b(?:better|improv\w+|more|up)\b[^.;]{0,12}?\b[3-6](?:\.5)?(?: ?(?:—|to|/)? ?[4-7])? ?(?:h|hr|hrs|hours)\b"
)
_NOT_YET_WELL: Mapping[str, re.Pattern[str]] = {
    "insight": _PARTLY,
    "judgment": _PARTLY,
    "engagement": re.compile(r"\b(?:fair|improving|improved|limited|variable)\b"),
    "low_self_esteem": re.compile(r"\b(?:esteem|worth|confidence|image)\b.*\b(?:better|improving|improved|growing)\b"),
    "appetite_weight_change": _ON_THE_WAY,
    "sleep_disturbance": re.compile(_ON_THE_WAY.pattern + "|" + _BETTER_BUT_SHORT.pattern),
}


def as_it_stands(indicator: str, status: Status, text: str, start: int, end: int, stop: int) -> Status:
    """The status of the mention from `start` to `end` in a plain text, whose sentence ends at `stop`: what was read as normal and names a
    trouble as well, or says that it is not yet well ("insight fair", "appetite returning"), is there. Any other status stays as it is."""
    if status is not Status.DENIED:
        return status
    trouble, behind, not_yet = _TROUBLE.get(indicator), _TAKEN_BACK_BEHIND.get(indicator), _NOT_YET_WELL.get(indicator)
    if (
        (trouble is not None and trouble.search(text, start, end))
        or (behind is not None and behind.search(text, start, min(end + SIGNS_BEHIND, stop)))
        or (not_yet is not None and not_yet.search(text, start, end))
    ):
        return Status.PRESENT
    return status


_OF_LATE = re.compile(
    r"\b(?:today|yesterday|tonight|last night|this (?:week|morning|weekend|month|past)|(?:last|past) (?:week|weekend|month|wk|wknd|mo)"
    rf"|{WEEKDAY}|(?:in|since|at|on) (?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|easter|christmas|thanksgiving)"
    r"|(?:days?|weeks?|wks?) ago|recent(?:ly)?|currently|current|ongoing|still|continues|again)\b"
)
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\byears? ago\b")
HAPPENED_ONCE = frozenset({"trauma_exposure"})


def when_it_was(indicator: str, status: Status, sentence: str) -> Status:
    """The status of what happened once, told in the plain words of a sentence: "father beat him" is of the past, "mugged on Saturday"
    is not. Every other status comes back as it is."""
    if indicator not in HAPPENED_ONCE or status is not Status.PRESENT:
        return status
    near = _OF_LATE.search(sentence) is not None and _A_YEAR.search(sentence) is None
    return Status.PRESENT if near else Status.HISTORICAL
