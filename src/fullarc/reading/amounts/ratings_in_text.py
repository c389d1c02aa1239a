"""Ratings without a scale behind words for what is rated: "urge 4", "craving down to 4, was 7", "anxiety a 5"."""

import re

from fullarc.reading.amounts.earlier_amounts import Change, with_previous
from fullarc.reading.amounts.numbers_in_text import NUMBER

_LEADING = (
    "level|rating|score|rated|rates|was|is|were|are|at|an?|now|today|currently|maybe|about|around|roughly|down|up|to|hits?|over|under|above"
    "|below|exceeds?|goes|stays?|reach(?:es)?|has|have|had|come|came|dropped|fell|fallen|risen|rose|climbed|peaked|peaks?|max|went"
    "|in the [a-z]+|from"
)
_RATEABLE = re.compile(
    r"\b(?:anx|anxiety|anxious|cravings?|urges?|mood|si|shame|guilt|anger|sad|sadness|depression|depressed|pain|irritability|fear|panic"
    r"|hopelessness|misery|joy|rage|fury|worry|distress|tension|intensity|energy"
    r"|suicidal thoughts?|ideation|motivation|to (?:cut|self-harm|drink|use|purge|binge))"
    rf"(?: (?:{_LEADING}))*[\"”)]*$",
    re.IGNORECASE,
)
_RATING = re.compile(rf"[\"”)]*(?:\s?[:=(]|\s(?:{_LEADING})\b)*\s({NUMBER})(?![\d%]|\.\d)", re.IGNORECASE)
_GOES_ON = (
    "by|when|before|after|at|or|and|again|today|now|this|last|to|then|in|max|most|with|but|for|tonight|down|up|yest|yesterday"
    "|throughout|all|from"
)
_BEHIND = re.compile(rf"\s?(?:$|[,.;)+\"”!?→>]|->|\s(?:{_GOES_ON})\b)", re.IGNORECASE)
_COUNTS = re.compile(r"[\s,]*(?:or (?:two|three|so)|and a half|in (?:the )?(?:past|last|a)|for the)\b", re.IGNORECASE)
HIGHEST = 10
HIGHEST_OF_A_CHANGE = 100  # "anxiety 80 → 45"


def rating_at(text: str, start: int, end: int, stop: int) -> tuple[int, Change] | None:
    """The number from 0 to 10 that rates what the mention at text[start:end] names, and where it begins; `stop` is how far to look."""
    if _RATEABLE.search(text, start, end) is None:
        return None
    found = _RATING.match(text, end, stop)
    if found is None or _COUNTS.match(text, found.end()) or not _BEHIND.match(text, found.end(), min(found.end() + 14, len(text))):
        return None
    change = with_previous(text, found.start(1), found.end(1), stop)
    both = [change.value] if change.previous is None else [change.value, change.previous]
    highest = max(max(each) if isinstance(each, tuple) else each for each in both)
    return (found.start(1), change) if highest <= (HIGHEST if change.previous is None else HIGHEST_OF_A_CHANGE) else None
