"""The readability index against known words, published formulas and pyphen's hyphenation."""

import pyphen
import pytest

from fullarc.narrative.readability import band, english_syllables, reading_of, spanish_syllables

ENGLISH = {"the": 1, "made": 1, "people": 2, "table": 2, "rule": 1, "asked": 1, "tested": 2, "changes": 2, "better": 2, "being": 2,
           "easier": 3, "January": 4, "session": 2, "sleep": 1, "talked": 1, "little": 2, "whole": 1}  # fmt: skip
SPANISH = {"ánimo": 3, "día": 2, "sientes": 2, "que": 1, "guerra": 2, "pingüino": 3, "aún": 2, "ideas": 3, "muy": 1, "ciudad": 2,
           "preocupas": 4, "septiembre": 3, "hoy": 1, "recuerdo": 3, "leer": 2}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), ENGLISH.items())
def test_english_syllables(word, count):
    assert english_syllables(word.lower()) == count


@pytest.mark.parametrize(("word", "count"), SPANISH.items())
def test_spanish_syllables(word, count):
    assert spanish_syllables(word) == count


def test_syllables_are_hardly_ever_fewer_than_hyphenation_finds():
    """Hyphenation breaks only between syllables, so it never finds more of them than there are."""
    words = ("understanding", "together", "remember", "medication", "yesterday", "important", "experience", "beginning", "tomorrow")
    hyphens = pyphen.Pyphen(lang="en_US")
    assert [word for word in words if english_syllables(word) < len(hyphens.inserted(word).split("-"))] == []


def test_the_grade_of_a_published_example():
    """Kincaid et al. give 0.39 words per sentence + 11.8 syllables per word - 15.59: "The cat sat on the mat." is -1.45."""
    assert reading_of("The cat sat on the mat.", "en").index == pytest.approx(-1.45, abs=0.01)


def test_spanish_scales_by_their_formulas():
    reading = reading_of("Duermes mejor que en mayo.", "es")
    assert (reading.words, reading.syllables, reading.sentences) == (5, 8, 1)
    assert reading.index == pytest.approx(206.84 - 60 * 8 / 5 - 1.02 * 5)
    assert reading.second == pytest.approx(206.835 - 62.3 * 8 / 5 - 5)


def test_long_words_and_long_sentences_read_harder():
    easy = "You sleep better. That has held since May."
    hard = "Considerable amelioration of nocturnal restlessness has been maintained continuously throughout the intervening period."
    assert reading_of(hard, "en").index > 12 > 3 > reading_of(easy, "en").index


def test_words_in_quotation_marks_are_not_counted():
    assert reading_of("You faced “unimaginable institutional circumstances” twice.", "en").index < 3


def test_a_text_without_words_is_refused():
    with pytest.raises(ValueError, match="without words"):
        reading_of("12 — 14.", "en")


BANDS = [(90, "very easy"), (70, "fairly easy"), (60, "normal"), (50, "somewhat difficult"), (20, "very difficult")]


@pytest.mark.parametrize(("value", "name"), BANDS)
def test_the_bands_of_inflesz(value, name):
    assert band(value) == name
