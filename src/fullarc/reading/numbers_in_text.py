"""Numbers as notes write them, in figures and in words, with ranges and with what they were before."""

import re
from dataclasses import dataclass

from fullarc.reading.finding import Quantity

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_OTHER = {"a couple of": 2, "a couple": 2, "couple": 2, "hundred": 100, "half": 0.5, "1/2": 0.5, "½": 0.5}

_WORDS = "|".join(
    [
        rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?",
        *sorted(_UNITS, key=len, reverse=True),
        "a couple of",
        "a couple",
        "½",
    ]
)
NUMBER_WORDS = frozenset([*_UNITS, *_TENS, "couple"])
NUMBER = rf"(?:\d{{1,6}}(?:\.\d+)?(?![\d:])|\b(?:{_WORDS})\b)"
RANGE = rf"{NUMBER}(?:\s?(?:-|–|—|to|or)\s?{NUMBER})?"

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:\s*[a-z.]{1,12}){0,3}?\s*(?:[(\[,;]\s*|\s)(?:it |which |and )?(?:was|were|previously|prev\.?|previous|prior|"
    r"last (?:wk|week|mo|month|time|session|visit)|down from|up from|from|"
    rf"compared (?:with|to)|vs\.?|versus|had been|baseline|intake)\s*(?:was|of|:|=|about|around|~|an?|at)?\s*"
    rf"({RANGE}|nightly|daily|weekly)",
    re.IGNORECASE,
)
_BEFORE_IN_BRACKETS = re.compile(
    rf"^\s*[(\[]\s*({RANGE})(?:\s*/\s*\d+)?(?:\s*(?:hours|h|hrs|last|at|prev|previously|before|in|on)\b[^)\]]{{0,25}})?[)\]]", re.IGNORECASE
)
_ON_TO = re.compile(
    rf"^(?:\s*/\s*\d{{1,3}})?\s*%?\s*(?:->|-->|=>|→|⇒|>|\bto\b|(?:\s[a-z]+){{0,3}},?\s(?:now\s)?(?:down|up) to\b|(?:\s[a-z]+){{0,3}}"
    rf", now\b|,? (?:and|then) (?:after\w*\s)?(?:it |they )?"
    rf"(?:came|fell|dropped|went|settled|rose|decreased|increased|reduced|declined)"
    rf"(?: down| up| back)?(?: to| at)?)\s*(?:about|around|roughly|~|an?)?\s*({RANGE})",
    re.IGNORECASE,
)
_PER_WEEK = {"nightly": 7.0, "daily": 7.0, "weekly": 1.0}


@dataclass(frozen=True, slots=True)
class Change:
    """A number now and before, and where the words that say both of them end."""

    value: Quantity
    previous: Quantity | None
    end: int


def quantity(words: str) -> Quantity:
    """ "5", "forty-one", "a couple" as a number; "5-6", "one to two" as (low, high)."""
    found = _NUMBER.findall(words)
    numbers = [_one(each) for each in found]
    if len(numbers) > 1 and numbers[0] < numbers[1]:
        return (numbers[0], numbers[1])
    return numbers[0]


def _one(word: str) -> float:
    word = word.lower().strip()
    if word[0].isdigit():
        return float(word)
    if word in _OTHER:
        return float(_OTHER[word])
    first, _, second = word.replace("-", " ").partition(" ")
    return float(_TENS.get(first, _UNITS.get(first, 0)) + _UNITS.get(second, 0))


def with_previous(text: str, start: int, end: int, limit: int) -> Change:
    """The number at text[start:end] together with what it was before, when the words up to `limit` say so: "19 → 14", "14 (was 19)"."""
    value = quantity(text[start:end])
    rest = text[end:limit]
    if onward := _ON_TO.match(rest):
        if not isinstance(value, tuple):
            return Change(quantity(onward.group(1)), value, end + onward.end())
    elif before := _BEFORE_IN_BRACKETS.match(rest) or _BEFORE.match(rest):
        word = before.group(1).lower()
        stop = end + before.end()
        closed = "(" in before.group() and text[stop : stop + 1] == ")"
        return Change(value, _PER_WEEK[word] if word in _PER_WEEK else quantity(word), stop + closed)
    return Change(value, None, end)
