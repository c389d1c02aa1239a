"""The words and classes that a state has in every picture."""

from fullarc.charts.drawing import Word
from fullarc.course.assessment import Level
from fullarc.course.change_words import CHANGE_IN_WORDS
from fullarc.course.durability_words import durability_in_words
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.statement import Change, Durability

_CLASSES = {
    Change.IMPROVED: "better",
    Change.WORSENED: "worse",
    Change.MIXED: "mixed",
    Change.NO_CLEAR_CHANGE: "same",
    Change.NOT_ENOUGH: "dur",
}
CHANGE_WORD = {change: (_CLASSES[change], words) for change, words in CHANGE_IN_WORDS.items()}
NO_LEVEL_WORD = "noted, no level named"
LEVEL_WORD = {None: "not mentioned", 0: "absent", 1: "mild", 2: "moderate", 3: "severe"}


def name_of(indicator: str) -> str:
    """An indicator id as the name of a row: depressed_mood is "Low mood", bereavement "Bereavement"."""
    words = indicator_in_words(indicator)
    return capitalised(words.removeprefix("a ").removeprefix("an "))


def verdict(change: Change, durability: Durability, held_until: str = "") -> list[Word]:
    """What the right gutter says of a row."""
    words = [CHANGE_WORD[change]]
    if change in (Change.IMPROVED, Change.WORSENED, Change.MIXED) and durability is not Durability.NONE:
        words.append(("dur", durability_in_words(change, durability, held_until)))
    return words


def number(value: float) -> str:
    """A number as it is written on a page: no needless decimals, a real minus."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace("-", "−")


def level_words(level: Level) -> str:
    """The word of a level; "noted, no level named" where the note names none."""
    return LEVEL_WORD[level_class(level.level)] if level.named else NO_LEVEL_WORD


def level_class(level: float) -> int:
    """0 to 3, the height and darkness of a block."""
    return min(3, max(0, round(level)))


def gas_level(level: float) -> str:
    """A GAS level or rating as it is written: −2, 0, +1."""
    return f"+{number(level)}" if level > 0 else number(level)
