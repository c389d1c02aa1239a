"""A line about how the client came across is a list of lone words: each is heard where it is a whole item and nothing introduces it."""

import pytest

from fullarc.reading.reader import read


def looks(text: str) -> set[tuple[str, str]]:
    return {(finding.indicator, str(finding.status)) for finding in read(text)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("MSE: neat, sullen, oriented x3.", ("appearance", "denied")),
        ("MSE: neat, sullen, oriented x3.", ("affect", "present")),
        ("O: Hood up, thin; slow, terse.", ("appearance", "present")),
        ("O: Hood up, thin; slow, terse.", ("psychomotor", "present")),
        ("O: Hood up, thin; slow, terse.", ("speech", "present")),
        ("Observations: tidy and relaxed, full range, on topic, well spoken.", ("affect", "denied")),
        ("Observations: tidy and relaxed, good rapport, organized, well spoken.", ("thought_process", "denied")),
        ("Observations: tidy and relaxed, good rapport, organized, well spoken.", ("speech", "denied")),
        ("MSE: cooperative, tangential at times, some blocking.", ("thought_process", "present")),
        ("Exam: alert, PMR+, mute.", ("psychomotor", "present")),
    ],
)
def test_a_lone_word_among_looks_is_an_observation(line: str, expected: tuple[str, str]) -> None:
    assert expected in looks(line)


def test_a_list_of_looks_is_known_by_its_other_words_where_no_heading_says_so() -> None:
    assert ("affect", "present") in looks("Response: Flat, poor eye contact, left early.")
    assert ("affect", "denied") in looks("Relaxed, smiling, made eye contact.")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("O: Reports feeling sad, tense and down.", "affect"),
        ("S: The new place is quiet, clean and small.", "appearance"),
        ("S: Loud, slow music helps her sleep.", "speech"),
        ("O: Lives in a flat, two rooms.", "affect"),
        ("S: Energy: low. Appetite: low.", "depressed_mood"),
        ("O: Practiced PMR, liked it.", "psychomotor"),
    ],
)
def test_the_same_word_about_something_else_is_none(text: str, indicator: str) -> None:
    assert indicator not in {name for name, _ in looks(text)}


def test_tears_over_the_work_are_seen_beside_what_the_work_did() -> None:
    found = {finding.indicator for finding in read("R: Client wept during the letter and afterward felt calmer.")}
    assert {"affect", "response_positive"} <= found


def test_orientation_that_fails_in_one_point_is_one_observation() -> None:
    found = [(finding.indicator, str(finding.status)) for finding in read("O: Oriented to person and place, vague on the date.")]
    assert [each for each in found if each[0] == "orientation"] == [("orientation", "present")]
