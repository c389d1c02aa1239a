"""What kind of life event a line of words tells of, as the reader's indicators have it."""

import re

from fullarc.course.groups import group_of
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.reader import read

ABSENCE = "absence"
OTHER = ""
_AWAY = re.compile(
    r"\b(?:holidays?|vacation|on leave|sabbatical|away|abroad|absen(?:t|ce)|travel(?:s|led|ling)?|"
    r"therapist (?:ill|off|sick)|practice closed|break)\b",
    re.IGNORECASE,
)
_MEDICINE = re.compile(
    r"\b(?:\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg)|medications?|meds|tablets?|dose|dosage|SSRIs?|SNRIs?|lithium|antidepressants?|"
    r"\w+(?:pram|traline|xetine|faxine|azepam|zolam|apine|idone|iprazole|triptyline|gine))\b",
    re.IGNORECASE,
)


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind an event can have with its words: the reader's life indicators, an absence, something else."""
    known = [(each, capitalised(indicator_in_words(each))) for each in groups() if group_of(each) == "life_context"]
    return (*sorted(known, key=lambda each: each[1]), (ABSENCE, "Absence or holiday"), (OTHER, "Something else"))


def kind_of(words: str) -> str:
    """The kind that the words tell of; empty when no rule of the reader, no medicine and no absence stands in them.

    A guess, always shown and easily changed.
    """
    found = [finding.indicator for finding in read(words, learned=False) if group_of(finding.indicator) == "life_context"]
    named = next((each for each in found if each != "missed_session"), None)
    if named is not None:
        return named
    if _MEDICINE.search(words):
        return "medication_change"
    return ABSENCE if _AWAY.search(words) else OTHER
