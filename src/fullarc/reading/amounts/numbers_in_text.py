"""Numbers as notes write them, in figures and in words, with ranges and with what they were before."""

import re

from fullarc.reading.finding import Quantity

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_OTHER = {"a couple of": 2, "a couple": 2, "couple": 2, "a": 1, "an": 1, "half": 0.5, "1/2": 0.5, "½": 0.5}
_HELD_IN = r"(?:ppd|packs?|bottles?|pints?|fifths?|handles?|lit(?:re|er)s?|glass(?:es)?|cans?|joints?|six[- ]packs?)"
_PARTS = (
    rf"(?:(?:\b1/2|½|\bhalf)(?=\s?(?:of\s)?(?:an?\s)?{_HELD_IN}\b)|\ban?(?=\s{_HELD_IN}\b)"
    r"|(?<!\band )\ban(?=\s(?:hour|hr)\b(?! (?:and|ago))))"
)

_WORDS = "|".join(
    [
        rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?",
        *sorted(_UNITS, key=len, reverse=True),
        "a couple of",
        "a couple",
    ]
)
_COUNTED_BY_AN_ARTICLE = ("pack", "bottle", "pint", "fifth", "handle", "litre", "liter", "glass", "joint", "hour", "hr")  # "a pint a day"
NUMBER_WORDS = frozenset([*_UNITS, *_TENS, *_COUNTED_BY_AN_ARTICLE, "couple", "half"])
NUMBER = rf"(?:{_PARTS}|\d{{1,6}}(?:\.\d+)?(?![\d:])|\b(?:{_WORDS})\b)"
RANGE = rf"{NUMBER}(?:\s?(?:-|–|—|to|or)\s?{NUMBER})?"

_NUMBER = re.compile(rf"1/2|½|\bhalf\b|\d{{1,6}}(?:\.\d+)?|\b(?:{_WORDS})\b|\ban?\b", re.IGNORECASE)
_OFTEN = {
    "nightly": 7.0, "daily": 7.0, "every day": 7.0, "every night": 7.0, "each day": 7.0, "each night": 7.0, "weekly": 1.0,
    "every week": 1.0, "once": 1.0, "twice": 2.0, "none": 0.0, "nil": 0.0,
    "half": 0.5,
}  # fmt: skip
OFTEN_WORDS = tuple(_OFTEN)
OFTEN = rf"(?:{'|'.join(_OFTEN)})\b(?! an?\b)"


def quantity(words: str) -> Quantity:
    """ "5", "forty-one", "a couple" as a number; "5-6", "one to two" as (low, high)."""
    found = _NUMBER.findall(words)
    numbers = [_one(each) for each in found]
    if len(numbers) > 1 and numbers[0] < numbers[1]:
        return (numbers[0], numbers[1])
    return numbers[0]


def _one(word: str) -> float:
    word = word.lower().strip()
    if word in _OTHER:
        return float(_OTHER[word])
    if word[0].isdigit():
        return float(word)
    first, _, second = word.replace("-", " ").partition(" ")
    return float(_TENS.get(first, _UNITS.get(first, 0)) + _UNITS.get(second, 0))


def how_often(word: str) -> float:
    """ "daily", "every night", "once" as times a week."""
    return _OFTEN[word.lower()]
