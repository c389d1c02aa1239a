"""How easy a text reads: the grade of Flesch and Kincaid for English, the scales of Fernández Huerta and INFLESZ for Spanish.

Sources: Kincaid, Fishburne, Rogers & Chissom 1975 (grade level); Fernández Huerta 1959 with the correction of Law 2011; Szigriszt Pazos
1993 with the INFLESZ bands of Barrio-Cantalejo et al. 2008. English syllables are counted by groups of vowels, a silent e at the end left
out; Spanish ones by its vowels, two of which are one syllable unless both are strong or the weak one bears an accent.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

QUOTED = re.compile(r"“[^”]*”")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
VOWEL_GROUP = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"(?:[^laeiouy]|[aeiouy]l)(?:e|es|ed)$")
VOICED_END = re.compile(r"(?:[sxz]|ch|sh|c|g)es$|[td]ed$")
TWO_IN_ONE_GROUP = re.compile(r"[aeiouy]ing$|[^aeiouy]ier$|[^qg]ua(?!d)|[^aeioutscgx]io|rien")
STRONG, WEAK, ACCENTED_WEAK = "aeoáéó", "iuü", "íú"


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of a text and its index: a school grade (lower is easier) for English, 0 to 100 (higher is easier) for Spanish."""

    language: str
    sentences: int
    words: int
    syllables: int
    index: float
    second: float = 0.0  # INFLESZ, for Spanish

    @property
    def in_words(self) -> str:
        if self.language == "en":
            return f"Flesch-Kincaid grade {self.index:.1f} ({self.words} words in {self.sentences} sentences)"
        return f"Fernández Huerta {self.index:.0f}, INFLESZ {self.second:.0f}, {band(self.second)} ({self.words} words)"


def reading_of(text: str, language: str) -> Reading:
    """The index of a text without what stands in “quotation marks”, which are somebody's own words. Refused: a text without words."""
    plain = QUOTED.sub("it", text)
    words = WORD.findall(plain.lower())
    if not words:
        raise ValueError("found a text without words; expected at least one sentence")
    count: Callable[[str], int] = spanish_syllables if language == "es" else english_syllables
    sentences = max(1, len(SENTENCE_END.findall(plain)))
    syllables = sum(map(count, words))
    per_sentence, per_word = len(words) / sentences, syllables / len(words)
    if language == "es":
        huerta = 206.84 - 60 * per_word - 1.02 * per_sentence
        return Reading(language, sentences, len(words), syllables, huerta, 206.835 - 62.3 * per_word - per_sentence)
    return Reading(language, sentences, len(words), syllables, 0.39 * per_sentence + 11.8 * per_word - 15.59)


def english_syllables(word: str) -> int:
    """At least one. "people" 2, "made" 1, "tested" 2, "asked" 1."""
    groups = len(VOWEL_GROUP.findall(word))
    if SILENT_END.search(word) and not VOICED_END.search(word):
        groups -= 1
    return max(1, groups + bool(TWO_IN_ONE_GROUP.search(word)))


def spanish_syllables(word: str) -> int:
    """At least one. "ánimo" 3, "día" 2, "sientes" 2, "que" 1."""
    word = re.sub(r"qu(?=[eéií])", "q", re.sub(r"gu(?=[eéií])", "g", word))
    count, before = 0, ""
    for place, letter in enumerate(word):
        vowel = letter if letter in STRONG + WEAK + ACCENTED_WEAK or (letter == "y" and place == len(word) - 1) else ""
        if vowel and not (before and _one_syllable(before, vowel)):
            count += 1
        before = vowel
    return max(1, count)


def _one_syllable(first: str, second: str) -> bool:
    return not (first in STRONG and second in STRONG) and first not in ACCENTED_WEAK and second not in ACCENTED_WEAK


def band(inflesz: float) -> str:
    """The band of the INFLESZ scale in words."""
    bands = ((80, "very easy"), (65, "fairly easy"), (55, "normal"), (40, "somewhat difficult"))
    return next((name for line, name in bands if inflesz > line), "very difficult")
