"""Ratings of one session together with the one at its end: "SUDS peak 90, end 45", "75/60/30"."""

import re

from fullarc.reading.amounts.earlier_amounts import Change
from fullarc.reading.amounts.numbers_in_text import NUMBER, quantity

_RATED_ALONG = re.compile(r"(?:\s?/\s?(\d{1,3})){1,6}?\s?/\s?(\d{1,3})(?![\d/%]|\s?%)")  # "75/60/30"
_DATED = re.compile(r"(?:on|at|of|by|since|from|dated?|until)\s+$", re.IGNORECASE)
# counted behind a number, these make it no rating
OTHER_THINGS = (
    r"(?:%|(?:[ap]\.?m|early|late|messages?|times|days?|weeks?|wks?|months?|years?|hours?|hrs?|min\w*|nights?|sessions?|people|skills?"
    r"|steps?|things?|areas?|meals?|goals?|reasons?|of the)\b)"
)
_ENDED = re.compile(
    r"(?:\s?(?:/|out of)\s?100?\b)?(?:\s(?:at (?:the )?(?:start|beginning|outset|first)(?: of (?:the )?[a-z]+(?: [a-z]+)?)?"
    r"|first [a-z]+|initially|to start|before|pre))?"
    rf"(?:\s?[,;]\s?(?:peak(?:ed|ing)?|mid(?:point|way|dle)?|during|max|middle)(?: at)?[:=]?\s?\d{{1,3}}){{0,3}}"
    r"(?:\s?[,;/–-])?\s?(?:(?:and|then|to)\s){0,3}(?:"
    r"(?:ended|ending|end|actual|at (?:the )?end|by (?:the )?end|final|finished|post(?:[- ]set)?|left"
    r"|after(?:wards)?|clos(?:e|ed|ing)|finish)"
    rf"(?: (?:SUDS?|VOC|rating))?(?: up)?(?: at| of|:|\s?=)?\s?(?P<last>{NUMBER})"
    rf"|(?<=then )(?P<then>{NUMBER})|(?P<listed>{NUMBER})(?=\s(?:last|at last|at the last|final|post|on leaving)\b)"
    rf"|(?P<late>{NUMBER})(?=\s?(?:@|by the end|at (?:the )?end|at \d|after \d)))"
    rf"(?!\s?(?:[:/]\d|{OTHER_THINGS}))",
    re.IGNORECASE,
)


def as_it_ended(text: str, score: Change | None, match: re.Match[str], limit: int) -> Change | None:
    """A rating in a session together with the one at its end ("SUDS peak 90, end 45", "75/60/30"); `match` holds its first number. A date
    and other things that are counted behind it are none."""
    begin, end = match.span("number")
    along = _RATED_ALONG.match(text, end, limit)
    if along is not None:
        first, last = float(quantity(text[begin:end])), float(along.group(2))  # type: ignore[arg-type]
        middle = float(along.group(1))
        month, day = sorted((first, middle))
        is_date = text.count("/", end, along.end()) == 2 and month <= 12 and day <= 31 and len(along.group(2)) == 2
        if is_date or _DATED.search(text, max(match.start(), begin - 10), begin) or (last == middle and last in (10, 100)):
            return None
        return Change(last, first, along.end())
    if score is None or score.previous is not None or isinstance(score.value, tuple):
        return score
    ended = _ENDED.match(text, score.end, limit) or _ENDED.match(text, end, limit)
    if ended is None:
        return score
    last_rating = quantity(ended.group("last") or ended.group("then") or ended.group("listed") or ended.group("late"))
    if isinstance(last_rating, tuple) or ((score.value <= 10) is not (last_rating <= 10) and last_rating > score.value):
        return score
    return Change(last_rating, score.value, ended.end())
