"""What the words of a goal or of a level say: whether something can be observed, and the numbers in it."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from fullarc.goals.stems import stem
from fullarc.reading.text.weekdays import WEEKDAY_WRITTEN_OUT

_WORD = re.compile(r"[\w'’-]+")
_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_COUNTED.split())} | {
    "none": 0,
    "no": 0,
    "never": 0,
    "once": 1,
    "twice": 2,
    "daily": 7,
}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_AMOUNT = re.compile(
    rf"\b(?:\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)}|every|each|half an?)\s*(?:[-–]\s*\d+\s*)?"
    r"(?:more\s+|other\s+)?(?:times?|x|days?|nights?|mornings?|evenings?|weeks?|months?|hours?|hrs?|minutes?|mins?|"
    r"a (?:day|week|month)|per (?:day|week|month)|"
    r"steps?|stops?|km|kilomet\w+|miles?|met\w+s|drinks?|units?|cigarettes?|pages?|calls?|people|friends?|meals?|points?|attacks?|rooms?|stations?|"
    rf"{WEEKDAY_WRITTEN_OUT}s?)\b"
    r"|\b(?:daily|nightly|weekly|monthly)\b|\bby \d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)?\b",
    re.IGNORECASE,
)


def words_in(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def amount_in(text: str) -> str:
    """A count, a frequency or a duration with its unit, as it is written: "twice a week", "30 minutes"; empty when there is none."""
    found = _AMOUNT.search(text)
    return found.group().strip() if found else ""


def number_in(text: str) -> float | None:
    """The one number a text holds, in figures or as a word; None when it holds none or several."""
    found = [float(figure.replace(",", ".")) for figure in _FIGURE.findall(text)]
    found += [float(_NUMBERS[word]) for word in words_in(text) if word in _NUMBERS]
    return found[0] if len(found) == 1 else None


def vague_words(text: str) -> str:
    """The first of the words that nobody can observe."""
    return _first("vague", text)


def observable_verb(text: str) -> str:
    """The first verb of something that can be seen or ticked off."""
    return _first("observable", text)


def words_of_opinion(text: str) -> str:
    return _first("of_opinion", text)


def _first(kind: str, text: str) -> str:
    said = words_in(text)
    stems = [stem(word) for word in said]
    for phrase_stems in _phrases(kind):
        for place in range(len(stems) - len(phrase_stems) + 1):
            if stems[place : place + len(phrase_stems)] == list(phrase_stems):
                return " ".join(said[place : place + len(phrase_stems)])
    return ""


@cache
def _phrases(kind: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a kind as stems, the longest first."""
    table: dict[str, list[str]] = tomllib.loads((files("fullarc.goals") / "smart_words.toml").read_text(encoding="utf-8"))
    longest_first = sorted(table[kind], key=lambda phrase: -len(phrase.split()))
    return tuple(tuple(stem(word) for word in words_in(phrase)) for phrase in longest_first)
