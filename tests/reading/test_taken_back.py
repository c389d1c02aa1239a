"""Denials that a time, an exception or a later admission takes back: the danger stands beside them."""

import pytest

from fullarc.reading.reader import read


def told(text: str, indicator: str) -> list[str]:
    return [str(each.status) for each in read(text) if each.indicator == indicator]


@pytest.mark.parametrize(
    ("line", "indicator"),
    [
        ("No SI this week until Sunday, when it came back strongly.", "suicidal_ideation"),
        ("No SI until Sunday.", "suicidal_ideation"),
        ("Has not had a drink in two years until last night.", "alcohol_use"),
        ("No suicidal thoughts by day; at night they come.", "suicidal_ideation"),
        ("No SI for months. Yesterday they returned.", "suicidal_ideation"),
        ("No voices for a year, but since Sunday they are back.", "hallucinations"),
        ("Thirty-one days without cutting, then last night.", "self_harm"),
        ("No voices today, but they told him yesterday to take the knife.", "hallucinations"),
        ("No prior attempts apart from the one in August.", "suicide_attempt"),
        ("Not self-harmed, apart from scratching on Sunday.", "self_harm"),
        ("No self-harm except on Saturday night.", "self_harm"),
        ("She denied suicidal thoughts to her GP but tells me that she has them daily.", "suicidal_ideation"),
        ("Denied SI at start, later admitted googling bridges.", "suicidal_ideation"),
    ],
)
def test_a_denial_that_is_taken_back_leaves_the_danger_beside_it(line: str, indicator: str) -> None:
    assert told(line, indicator) == ["denied", "present"]


@pytest.mark.parametrize(
    ("line", "indicator"),
    [
        ("No longer denies suicidal thoughts.", "suicidal_ideation"),
        ("She does not deny self-harm.", "self_harm"),
        ("All risk items denied save self-harm (x1).", "self_harm"),
        ("Denies any risk except passive SI.", "suicidal_ideation"),
    ],
)
def test_what_nobody_denies_is_there(line: str, indicator: str) -> None:
    assert told(line, indicator) == ["present"]


@pytest.mark.parametrize(
    ("line", "indicator"),
    [
        ("No SI. They returned to work.", "suicidal_ideation"),
        ("No SI. It came back negative.", "suicidal_ideation"),
        ("No SI. If they come back she will call.", "suicidal_ideation"),
        ("No SI; when they come she calls her sister.", "suicidal_ideation"),
        ("No SI, but said she has it under control.", "suicidal_ideation"),
        ("No self-harm apart from the insomnia.", "self_harm"),
        ("Agreed not to drink until Saturday.", "alcohol_use"),
        ("No voices today but they told him about the flat.", "hallucinations"),
        ("No SI, HI or AVH until Sunday, when voices came back.", "suicidal_ideation"),
        ("No cutting this week, then last night she went to the cinema.", "self_harm"),
        ("Denied SI at start, later admitted that the job bores her.", "suicidal_ideation"),
    ],
)
def test_a_denial_that_nothing_takes_back_stands_alone(line: str, indicator: str) -> None:
    assert told(line, indicator) == ["denied"]


def test_the_one_exception_of_long_ago_is_of_the_past() -> None:
    assert told("No prior attempts apart from one in 2009.", "suicide_attempt") == ["denied", "historical"]


def test_who_admitted_something_was_admitted_nowhere() -> None:
    assert told("Denied SI at start, later admitted googling bridges.", "hospitalization") == []


def test_the_words_that_take_it_back_are_the_evidence_and_the_reason() -> None:
    after = read("No SI this week until Sunday, when it came back strongly.")[1]
    assert after.quote == "until Sunday, when it came back strongly"
    assert after.cues == (("present", after.quote),)
