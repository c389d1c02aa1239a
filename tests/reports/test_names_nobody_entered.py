"""Names that nobody entered are pointed out before a consultation leaves, wherever in a sentence they stand."""

import pytest

from fullarc.reading.phrases.ordinary_words import is_ordinary
from fullarc.reports.consultation import perhaps_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She met Karen at the lake.", ["Karen"]),
        ("Steve drinks.", ["Steve"]),
        ("Slept badly. Steve drinks again.", ["Steve"]),
        ("“Karen hits me.”", ["Karen"]),
        ("KAREN hit him.", ["KAREN"]),
        ("Spoke of his wife: Karen left.", ["Karen"]),
        ("Ånsgar’s brother rang; Yusuf came too.", ["Ånsgar’s", "Yusuf"]),
        ("Nora-Marie (Tomasz's niece) went to Kreuzberg.", ["Nora-Marie", "Tomasz's", "Kreuzberg"]),
    ],
)
def test_a_word_that_may_be_a_name_is_pointed_out(text: str, names: list[str]) -> None:
    assert list(perhaps_names(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Sleep is better. She rode the train twice. Denies SI.",
        "PHQ-9 went from 18 to 9. PTSD symptoms, EMDR next.",
        "“I worry less,” she said. Yesterday he cried.",
        "PLAN: Homework. NO RISK TODAY.",
        "Well-rested. Didn't drink.",
    ],
)
def test_ordinary_words_of_notes_are_not(text: str) -> None:
    assert list(perhaps_names(text)) == []


def test_an_inflection_of_an_ordinary_word_is_ordinary() -> None:
    assert all(is_ordinary(word) for word in ("Worries", "worried", "Sleeping", "Mother's", "well-rested"))
    assert not any(is_ordinary(word) for word in ("Karen", "Kreuzberg", "Nora-Marie"))


def test_the_stem_of_a_pattern_in_the_rules_is_no_ordinary_word() -> None:
    assert not any(is_ordinary(word) for word in ("Chang", "Giv", "Chok", "Shov", "Hitt"))
