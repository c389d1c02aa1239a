"""Whose danger it is where somebody is named: a husband's threat is not the client's, and a client's is not hidden behind a name."""

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read

DANGERS = {"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "self_harm"}
OF_ANOTHER = (
    "T. threatened to kill himself if she doesn't come back - she called the police, he was taken to hospital.",
    "Her husband T. threatened to kill himself.",
    "Tom threatened to kill himself if she leaves him.",
    "Husband Tom threatens suicide whenever she packs.",
    "Her partner M. texted that he would kill himself if she left.",
    "Moved out from Tom (husband). Tom threatened to kill himself on Sunday.",
    "Met T, her partner of six years. T said he'd end it all if she left.",
    "Ex threatened to kill himself when she filed for divorce.",
    "J. told her he would shoot himself if she went to court.",
    "Partner K threatened to jump off the balcony, she talked him down.",
    "Marco threatened her with suicide.",
    "Husband T. threatens to kill himself.",
    "Her boyfriend Jay said he wants to die if she breaks up.",
    "38 yo woman. Husband T. drinks. T. threatened to kill himself on Friday.",
    "His wife Ana threatened to cut her wrists if he goes on the trip.",
    "His mother threatens to kill herself when he goes out.",
)
OF_THE_CLIENT = (
    "T. threatened to kill himself.",
    "He threatened to kill himself.",
    "She threatened to kill herself if he leaves.",
    "Tom threatened to kill himself last night.",
    "Leo (22, student). Leo threatened to kill himself if she leaves him.",
    "S. reports low mood. S. threatened to kill herself if he comes back.",
    "Tom was low this week. His girlfriend Anna moved out. Tom threatened to kill himself if she doesn't come back. Denies plan today.",
    "Tom threatened to kill himself if she leaves. Police called. Safety plan made with him.",
    "Tom threatened to kill himself if she leaves. He denies intent today.",
    "Pt threatened to kill himself if she leaves.",
    "Mr. K. threatened to kill himself if his wife leaves.",
    "She threatened to kill herself if T. doesn't come back.",
    "Told Tom she would kill herself if he leaves.",
    "After Tom threatened to leave she took an overdose.",
    "Argued with T., then cut herself.",
    "T. called the police because she threatened to kill herself.",
    "Tom found her after she took the pills.",
    "Mother reports that Sam threatened to kill himself if she takes his phone.",
    "Her son Jan threatened to hang himself. Jan reports he is bullied.",
    "His wife says he threatened to kill himself.",
    "She is tired of it. Her son comes often. He threatened to kill himself again.",
)


def dangers(text: str) -> set[Status]:
    return {finding.status for finding in read(text) if finding.indicator in DANGERS} - {Status.DENIED}


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_a_threat_of_somebody_named_is_another_persons(text: str) -> None:
    assert dangers(text) == {Status.OTHER_PERSON}


@pytest.mark.parametrize("text", OF_THE_CLIENT)
def test_a_danger_of_the_client_is_not_hidden_behind_a_name(text: str) -> None:
    assert dangers(text) & {Status.PRESENT, Status.HISTORICAL}
    assert Status.OTHER_PERSON not in dangers(text)


def test_an_initial_with_its_full_stop_ends_no_sentence() -> None:
    """ "T. threatened": the initial belongs to what it does."""
    [finding] = [each for each in read("Bad week. T. threatened to kill himself.") if each.indicator == "suicidal_ideation"]
    start, end = finding.sentence
    assert "Bad week. T. threatened to kill himself."[start:end] == "T. threatened to kill himself."
