"""What a sentence of a note says of each finding, case by case (cases/status_in_sentences.toml, and the two beside it), and who is
meant by "he" and "she"."""

import tomllib
from pathlib import Path

import pytest

from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read
from fullarc.reading.text.client_gender import the_client_is
from fullarc.reading.text.plain_text import PlainText

FILES = ("status_in_sentences.toml", "status_in_other_styles.toml", "status_of_near_misses.toml")
TABLES = [tomllib.loads((Path(__file__).parent / "cases" / name).read_text(encoding="utf-8")) for name in FILES]


@pytest.mark.parametrize(("sentence", "expected"), [case for file in TABLES for table in file.values() for case in table.items()])
def test_each_finding_of_the_sentence_has_its_status(sentence: str, expected: str) -> None:
    found = {(finding.indicator, str(finding.status)) for finding in read(sentence)}
    for each in expected.split(", "):
        indicator, _, status = each.partition(" ")
        if indicator.startswith("-"):
            assert group_of(indicator[1:])  # refuses an id that there is not
            assert indicator[1:] not in {name for name, _ in found}
        else:
            assert (indicator, status) in found


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ('SI: "some nights I would be fine not waking up"', "suicidal_ideation"),
        ("Hx SA x1 2016 (OD).", "suicide_attempt"),
        ("+SI, passive only, no plan.", "suicidal_ideation"),
    ],
)
def test_a_danger_named_and_then_told_is_one_finding(sentence: str, indicator: str) -> None:
    assert [finding.indicator for finding in read(sentence)].count(indicator) == 1


@pytest.mark.parametrize(
    ("text", "client"),
    [
        ("41M, AUD, week 5.", "male"),
        ("Ms. R. is eleven weeks postpartum. He sleeps through.", "female"),
        ("34 year old woman with panic.", "female"),
        ("He slept. He ate. He came on time, and his wife waited.", "male"),
        ("Her brother was hospitalised. He had overdosed.", "female"),
        ("Couple: he says she drinks, she says he shouts, he left, she cried.", ""),
        ("Slept badly.", ""),
    ],
)
def test_the_note_tells_whether_the_client_is_he_or_she(text: str, client: str) -> None:
    assert the_client_is(PlainText.of(text)) == client


def test_a_pronoun_of_a_couple_stays_with_the_client() -> None:
    found = read("Couple session. He drinks, she cries every night, he shouts, she leaves.")
    assert {str(finding.status) for finding in found if finding.indicator == "crying"} == {"present"}
