"""Levels read from notes in words: only what a note names is named; for the rest it is said in how many notes it was noted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fullarc.course.assessment import Level
from fullarc.course.days import count_in_words

WORDS = ("absent", "mild", "moderate", "severe")
NO_LEVEL = "with no level named"


def word_of(level: float) -> str:
    """The word nearest to a level: absent (below 0.5), mild, moderate, severe."""
    return WORDS[min(3, max(0, int(level + 0.5)))]


@dataclass(frozen=True, slots=True)
class Named:
    """The levels that notes name: "severe", "mostly mild", "absent or severe"; "" where none is. `partly`: some notes name none."""

    words: str
    partly: bool = False

    @property
    def notes(self) -> str:
        return "notes that name a level" if self.partly else "notes"


def named_levels(levels: Sequence[Level]) -> Named:
    """What the notes name. Where it was noted and no note names how bad it was there, nothing is named."""
    named = [level for level in levels if level.named]
    if any(level.level > 0 for level in levels) and not any(level.level > 0 for level in named):
        return Named("")
    (word, often), *others = Counter(word_of(level.level) for level in named).most_common()
    words = word if not others else f"mostly {word}" if often > len(named) / 2 else span_of(levels)
    return Named(words, len(named) < len(levels))


def span_of(levels: Sequence[Level]) -> str:
    """The least and the most of the levels that are named: "mild or severe"; "" where none is."""
    named = [level.level for level in levels if level.named]
    if not named:
        return ""
    low, high = word_of(min(named)), word_of(max(named))
    return low if low == high else f"{low} or {high}"


def noted_in(levels: Sequence[Level], which: str) -> str:
    """In how many of the first or last notes it was there: "in two of the first three notes", "in none of the last three"."""
    there, of = sum(level.level > 0 for level in levels), len(levels)
    if of == 1:
        return f"{'' if there else 'not '}in the {which} note"
    some = "none of " if not there else "" if there == of else f"{count_in_words(there)} of "
    return f"in {some}the {which} {count_in_words(of)} notes"
