"""How long a trouble has been away: "no panic attacks in three weeks", "two months without nightmares"."""

import re
from dataclasses import replace

from fullarc.reading.amounts.numbers_in_text import NUMBER, quantity
from fullarc.reading.finding import Finding

SIGNS_BEHIND, SIGNS_BEFORE = 32, 34
_AWAY_FOR = re.compile(
    rf"[^.;,\n\d]{{0,14}}?\s?\b(?:in|for|x|for the (?:last|past)|in the (?:last|past))\s?(?:about |over |almost |nearly )?({NUMBER})\+?\s?"
    r"(weeks?|wks?|months?|mos?|years?|yrs?|days?|d\b)",
    re.IGNORECASE,
)
_SO_LONG_WITHOUT = re.compile(
    rf"(?<![\d.])({NUMBER})\+?\s?(weeks?|wks?|months?|mos?|years?|yrs?|days?)\s(?:off|without|since|free of|clean|no)\b[^.;,\n]{{0,12}}$",
    re.IGNORECASE,
)
_UNITS = {"w": "weeks", "m": "months", "y": "years", "d": "days"}


def with_time_without(text: str, finding: Finding) -> Finding:
    """The finding of what is denied with the time since when, where it is told behind it, in its words or right before it."""
    start, end = finding.evidence.start, finding.evidence.end
    away = _AWAY_FOR.match(text, end, min(end + SIGNS_BEHIND, finding.sentence[1])) or _AWAY_FOR.search(text, start, end)
    away = away or _SO_LONG_WITHOUT.search(text, max(finding.sentence[0], start - SIGNS_BEFORE), start)
    if away is None or isinstance(long := quantity(away[1]), tuple):
        return finding
    return replace(finding, value=long, unit=_UNITS[away[2][0].lower()])
