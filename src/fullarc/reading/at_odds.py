"""Words of trouble within words of wellness: "affect anxious, well engaged" and "speech soft but normal in rate" are no normal findings."""

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
