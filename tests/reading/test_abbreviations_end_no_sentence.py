"""An abbreviation, a date or an initial with its full stop ends no sentence; a note is not torn apart there."""

import pytest

from fullarc.reading.text.passages import sentences
from fullarc.reading.text.plain_text import PlainText


def parts(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(PlainText.of(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "38 yo, primary sch. teacher.",
        'Mother died in Nov (panc. ca.), "I just switched off since".',
        "13.7. would have been mum's birthday.",
        "Seen on 5.3. at home.",
        "Cog. restructuring re guilt.",
        "CBT w/ psychodyn. frame.",
        "S. reports T grabbed her.",
        "Then T. threatened to leave.",
        "Talked abt. mother.",
        "Fam. history of depression.",
        "Occ. tearful in the evening.",
        "M. was late again.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert parts(f"Bad week. {sentence} Sleep better.") == ["Bad week.", sentence, "Sleep better."]
    assert parts(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slept 5. wakes at 3", ["slept 5.", "wakes at 3"]),
        ("sleeps 7.5. eats well.", ["sleeps 7.5.", "eats well."]),
        ("Results neg. sleeps ok.", ["Results neg.", "sleeps ok."]),
        ("mood low. sleep bad.", ["mood low.", "sleep bad."]),
        ("Rated 3. 4 panic attacks.", ["Rated 3.", "4 panic attacks."]),
        ("S. tired\nO. slow\nA. better", ["S.", "tired", "O.", "slow", "A.", "better"]),
        ("S. reports low mood\nO. tearful", ["S.", "reports low mood", "O.", "tearful"]),
    ],
)
def test_what_ends_a_sentence_still_does(text: str, expected: list[str]) -> None:
    assert parts(text) == expected
