"""Words of a note that a clinician marks because the reader has missed them, and the finding that is made of them."""

import re
from dataclasses import dataclass

from fullarc.reading.finding import Direction, Evidence, Finding, Section, Severity, Status
from fullarc.reading.text.passages import LONGEST_SENTENCE, Sentence, sentences
from fullarc.reading.text.plain_text import PlainText

MARKED = "clinician.marked"  # stands where a finding of the reader names its rule
UNITS = ("per_day", "per_night", "per_week", "per_month", "per_year", "times", "days", "hours", "minutes", "of_10", "of_100")


class MarkRefused(ValueError):
    """The words cannot be marked. The message says what to do and holds no word of the note."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a clinician says of marked words; `value` counts what `unit` says."""

    indicator: str
    status: Status
    direction: Direction | None = None
    severity: Severity | None = None
    value: float | None = None
    unit: str | None = None


def stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the blanks at its edges. Refused: no such place, no words there, or too many."""
    if not 0 <= start < end <= len(text):
        raise MarkRefused("Found a place that is not in this note. Choose the words again.")
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    if not any(sign.isalnum() for sign in text[start:end]):
        raise MarkRefused("Found no words there. Choose the words that tell of it.")
    if end - start > LONGEST_SENTENCE:
        raise MarkRefused(f"Found {end - start:,} signs, expected {LONGEST_SENTENCE:,} at most. Choose only the words that tell of it.")
    return start, end


def within(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """Where typed words stand in a stretch of the text, however they are broken into lines or capitalised; all of it when none are typed.

    Refused: words that are not there, or there more than once.
    """
    typed = words.split()
    if not typed:
        return stretch(text, start, end)
    found = list(re.finditer(r"\s+".join(map(re.escape, typed)), text[start:end], re.IGNORECASE))
    if len(found) != 1:
        how_often = "are not in the sentence that was chosen" if not found else f"stand there {len(found)} times"
        raise MarkRefused(f"These words {how_often}. Copy enough of them to stand there once, or none for all of it.")
    return stretch(text, start + found[0].start(), start + found[0].end())


def passages(text: str) -> list[tuple[int, int]]:
    """The sentences, lines and items of a text that hold words, in their order: what can be chosen where marking is awkward."""
    found = []
    for each in sentences(PlainText.of(text)):
        words = text[each.start : each.end]
        if any(sign.isalnum() for sign in words):
            found.append((each.start + len(words) - len(words.lstrip()), each.start + len(words.rstrip())))
    return found


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the first to the last sentence that the words touch."""
    touched = _touched(text, start, end)
    return min([start, *(each.start for each in touched)]), max([end, *(each.end for each in touched)])


def finding_of_mark(text: str, start: int, end: int, said: Marked) -> Finding:
    """The finding that a clinician makes of words of the text. Refused as by `stretch`."""
    start, end = stretch(text, start, end)
    touched = _touched(text, start, end)
    return Finding(
        indicator=said.indicator,
        evidence=Evidence(start, end, text[start:end]),
        sentence=sentence_around(text, start, end),
        section=touched[0].heading.section if touched else Section.NONE,
        status=said.status,
        rule=MARKED,
        direction=said.direction,
        severity=said.severity,
        value=said.value,
        unit=said.unit,
    )


def _touched(text: str, start: int, end: int) -> list[Sentence]:
    return [each for each in sentences(PlainText.of(text)) if each.start < end and start < each.end]
