"""Amounts near a mention: how often, how long, how much, out of how many; and what it was before."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fullarc.reading.finding import Quantity
from fullarc.reading.numbers_in_text import NUMBER, NUMBER_WORDS, RANGE, quantity, with_previous
from fullarc.reading.passages import Sentence
from fullarc.reading.plain_text import PlainText

FURTHEST_AFTER = 45  # signs between a mention and an amount that belongs to it
FURTHEST_BEFORE = 12

_PERIODS = {
    "day": "per_day", "d": "per_day", "daily": "per_day", "night": "per_night", "nt": "per_night", "noc": "per_night",
    "nightly": "per_night", "week": "per_week", "wk": "per_week", "weekly": "per_week", "month": "per_month", "mo": "per_month",
    "monthly": "per_month",
    "hour": "per_hour", "hr": "per_hour",
    "year": "per_year", "yr": "per_year",
    "evening": "per_day", "morning": "per_day",
}  # fmt: skip
_PERIOD = r"(day|d|night|nt|noc|week|wk|month|mo|hour|hr|year|yr|evening|morning)(?:s?\b)"
_ABOUT = r"(?:about |around |roughly |approximately |approx\.? |~|maybe |up to |at least |nearly |almost )?"

# What may follow a number, in the order in which it is tried; group 1, where there is one, completes the unit.
_ANY_THING = r"(?:x|times?|episodes?|attacks?|days?|nights?|(?:[a-z]+\s){0,2}?[a-z]+?s?)?"
_LATELY = r"(?:this|last|the past|in the past|in the last|over the past|since last)"
_FOLLOWING = (
    (r"\s?(?:hours?|hrs?|h)\b(?:\s?(?:/|per|a|each|of sleep)?\s?(?:night|nt|day|d)?\b)?", "hours"),
    (r"\s?(?:minutes?|mins?)\b", "minutes"),
    (rf"\s?\+?\s?{_ANY_THING}\s?(?:/|\bper\s|\ba\s|\ban\s|\beach\s|\bevery\s)\s?{_PERIOD}", "period"),
    (rf"\s?(?:x|times?|days?|nights?|evenings?|mornings?|episodes?|attacks?|drinking days?)\s+{_LATELY}\s+{_PERIOD}", "period"),
    (r"\s?(?:/\s?7|of (?:7|seven)|out of (?:7|seven))(?:\s?(?:d|days?|nights?|evenings?|mornings?|doses)\b)?(?!\s?\d)", "per_week"),
    (r"\s?(?:/|out of)\s?(10|100|5|4)(?![\d/])", "scale"),
    (r"\s(?:of|out of)\s(?:the (?:last|past) )?\d+\s(?:days|nights)\b", "days"),
    (r"\s?(?:kg|kilos?|kilograms?)\b", "kg"),
    (r"\s?(?:lbs?|pounds?)\b", "lb"),
    (r"\s?(?:standard )?(?:drinks?|beers?|glasses|cocktails?|shots|units)\b", "drinks"),
    (r"\s?bottles?\b", "bottles"),
    (r"\s?(?:packs?|ppd)\b", "packs_per_day"),
    (r"\s?(?:cigs|cigarettes)\b", "per_day"),
    (r"\s?%", "percent"),
    (r"\s?(?:days|nights)\b(?! ago)", "days"),
    (r"\s?(?:x(?![\d/a-z])|times\b|occasions\b|episodes\b)", "times"),
)
_AFTER = [(re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _FOLLOWING]
_HABITS = "activit|routine|life|living|log|diary|functioning|task|mood|session|check|meeting|struct|schedul|practice|basis|stress|walk"
_SINGLE = re.compile(
    r"\b(?:(once|twice|thrice)\b(?:\s+(?:or\s+(?:twice|three times)\s+)?(?:a|per|each|every|/)\s?"
    + _PERIOD
    + r")?(?! (?:she|he|they|again|seated|the|in|it|i|more|there))"
    r"|(?<!was )(?<!from )(daily|nightly|weekly)\b(?! (?:" + _HABITS + r")))",
    re.IGNORECASE,
)
_TIMES_SIGN = re.compile(rf"(?:\s?(?:/|\bper\s|\ba\s|\bthis\s|\bthe past\s|\blast\s|\bin the (?:past|last)\s)\s?{_PERIOD})?", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(r"(?:\bx\s?|\bon\s)$", re.IGNORECASE)
_NUMBERS = re.compile(RANGE, re.IGNORECASE)
_ZERO = re.compile(r"0(?![./\d\w-])")
_FROM_TO = re.compile(rf"\bfrom {_ABOUT}({NUMBER}) (?:(?:down |up )?to|→|->) {_ABOUT}({NUMBER})(?=\s|[.,;)]|$)", re.IGNORECASE)
_DIRECTLY = re.compile(r"\s*(?:of |more |full |brief |big |bad |major )?", re.IGNORECASE)
_COUNT_BEFORE = re.compile(rf"(?<![\d./:-])({NUMBER})\s(?:more |full |brief |bad |prior |previous |past )?$", re.IGNORECASE)
_COUNT_FIRST = re.compile(
    rf"({NUMBER})\s(?=[a-z])(?!(?:hours?|h|hrs?|of|day|days|night|nights|week|weeks|minutes?|mins?|lbs?|kg|pounds)\b)", re.IGNORECASE
)
_FIGURE = re.compile(r"[\d½]")
_AMOUNT_WORDS = NUMBER_WORDS | {"once", "twice", "thrice", "daily", "nightly", "weekly"}
LONGEST_COUNT = 14  # signs before a mention in which a number that counts it may stand
_UNITS_AFTER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\s?(?:(?:times|attacks|episodes|nights|days)\s?)?(?:/|per|a|each)\s?{_PERIOD}",
        r"\s?(?:hours?|hrs?|h)\b",
        r"\s?(?:/|out of)\s?(10|100|5|4)\b",
    )
)
_ELSEWHERE = re.compile(r";|\bbut\b|\. |→|\n")
_ONCE = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts; offsets into the note as given."""

    start: int
    end: int
    value: Quantity
    unit: str
    previous: Quantity | None = None


def may_hold_an_amount(plain: PlainText, part: Sentence) -> bool:
    """Whether a figure or a word for a number stands in a sentence or shortly before it; most sentences are ruled out at once."""
    begin = max(part.plain_start - LONGEST_COUNT, 0)
    return _FIGURE.search(plain.plain, begin, part.plain_end) is not None or not _AMOUNT_WORDS.isdisjoint(
        plain.scan[begin : part.plain_end].split()
    )


def amounts_in(text: str, part: Sentence) -> list[Amount]:
    """The amounts of a sentence in order; of overlapping ones the first kind in the list above counts."""
    found: list[Amount] = []
    for amount in _candidates(text, part.start, part.end):
        if all(amount.end <= other.start or amount.start >= other.end for other in found):
            found.append(amount)
    found.sort(key=lambda amount: amount.start)
    return found


def _candidates(text: str, begin: int, end: int) -> Iterator[Amount]:
    for match in _FROM_TO.finditer(text, begin, end):
        unit, stop = _unit_after(text, match.end(), end)
        yield Amount(match.start(), stop, quantity(match.group(2)), unit, quantity(match.group(1)))
    for match in _NUMBERS.finditer(text, begin, end):
        amount = _amount(text, match, begin, end)
        if amount is not None:
            yield amount
    for match in _SINGLE.finditer(text, begin, end):
        yield _single(match)


def _unit_after(text: str, place: int, end: int) -> tuple[str, int]:
    """What is counted, when it stands behind "from five to two"."""
    by_period, in_hours, out_of = _UNITS_AFTER
    if found := by_period.match(text, place, end):
        return _PERIODS[found.group(1).lower()], found.end()
    if found := in_hours.match(text, place, end):
        return "hours", found.end()
    found = out_of.match(text, place, end)
    return (f"of_{found.group(1)}", found.end()) if found else ("", place)


def _amount(text: str, number: re.Match[str], begin: int, end: int) -> Amount | None:
    """A number with the unit that stands beside it; None when nothing says what it counts."""
    before = _BEFORE_NUMBER.search(text, max(begin, number.start() - 4), number.start())
    if before is not None and before.group()[0] in "xX":
        unit, stop = "times", number.end()
        if period := _TIMES_SIGN.match(text, number.end(), end):
            unit, stop = (_PERIODS[period.group(1).lower()], period.end()) if period.group(1) else (unit, stop)
        return _with_previous(text, before.start(), number, unit, stop, end)
    for pattern, unit in _AFTER:
        following = pattern.match(text, number.end(), end)
        if following is None:
            continue
        if unit == "period":
            unit = _PERIODS[following.group(1).lower()]
        elif unit == "scale":
            unit = f"of_{following.group(1)}"
        elif unit == "days" and before is not None:
            unit = "per_week"
        return _with_previous(text, number.start(), number, unit, following.end(), end)
    if _ZERO.fullmatch(text, number.start(), number.end()) and text[number.start() - 2 : number.start()].strip().isalpha():
        return Amount(number.start(), number.end(), 0.0, "times")
    return None


def _with_previous(text: str, start: int, number: re.Match[str], unit: str, stop: int, end: int) -> Amount:
    words = text[number.start() : number.end()]
    change = with_previous(words + text[stop:end], 0, len(words), end)
    grown = stop + change.end - len(words) if change.previous is not None else stop
    return Amount(start, min(grown, end), change.value, unit, change.previous)


def _single(match: re.Match[str]) -> Amount:
    once, period, word = match.groups()
    if word:
        return Amount(match.start(), match.end(), 1.0, {"daily": "per_day", "nightly": "per_night", "weekly": "per_week"}[word.lower()])
    return Amount(match.start(), match.end(), _ONCE[once.lower()], _PERIODS[period.lower()] if period else "times")


def shared_out(
    mentions: Mapping[int, list[tuple[int, int]]], amounts: Mapping[int, list[Amount]], text: str
) -> dict[tuple[int, int], Amount]:
    """Which amount belongs to which mention, by the mention's place; both come by number of the sentence. An amount inside a mention is
    its own; else it goes to the nearest mention before it, or to the one that follows at once ("two panic attacks")."""
    owned: dict[tuple[int, int], Amount] = {}
    for number, spans in mentions.items():
        places = sorted(set(spans))
        starts = [start for start, _ in places]
        for amount in amounts.get(number, ()):
            owner = _owner(places, starts, amount, text)
            if owner is not None and (owner not in owned or _says_less(owned[owner], amount)):
                owned[owner] = amount
        for place in places:
            if place not in owned and (count := _count_at(text, *place)):
                owned[place] = count
    return owned


def _says_less(one: Amount, other: Amount) -> bool:
    """ "Lapse x1, 6 beers" speaks of six drinks."""
    return one.unit == "times" and one.previous is None and other.unit != "times"


def _count_at(text: str, start: int, end: int) -> Amount | None:
    """ "two panic attacks": a number right before the mention, or its first word."""
    found = _COUNT_BEFORE.search(text, max(start - 12, 0), start) or _COUNT_FIRST.match(text, start, end)
    return Amount(found.start(1), found.end(1), quantity(found.group(1)), "times") if found else None


def _owner(places: list[tuple[int, int]], starts: Sequence[int], amount: Amount, text: str) -> tuple[int, int] | None:
    following = bisect_right(starts, amount.start)
    inside = [place for place in places[max(following - 4, 0) : following] if place[1] > amount.start]
    if inside:
        return inside[-1]
    ahead = next((place for place in places[following:] if place[0] < amount.end or place[0] - amount.end <= FURTHEST_BEFORE), None)
    if ahead is not None and (ahead[0] < amount.end or _DIRECTLY.fullmatch(text, amount.end, ahead[0])):
        return ahead
    if following:
        before = max(places[:following], key=lambda place: place[1])
        between = text[before[1] : amount.start]
        if len(between) <= FURTHEST_AFTER and not _ELSEWHERE.search(between):
            return before
    return None
