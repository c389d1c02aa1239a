"""Violence: who did it to whom. What is done to the client is never the client's deed, and the client's deed is not hidden."""

import pytest

from fullarc.reading.danger.danger_from_others import from_others
from fullarc.reading.finding import Status
from fullarc.reading.reader import read

OF_ANOTHER = (
    "Husband shouted & threw a plate at the wall on Sunday, daughter (7) in the next room.",
    "S. reports T grabbed her by the wrist & held her against the wall Friday night, bruise seen on L forearm.",
    "Her husband grabbed her by the throat.",
    "Her husband T. grabbed her by the wrist on Friday.",
    "Lives with T (husband). T slapped her on Sunday.",
    "34F. Tom slapped her twice.",
    "38F. He threw a plate at the wall.",
)
OF_THE_CLIENT = (
    "She threw a plate at him.",
    "He hit her.",
    "Client threw a plate at the wall.",
    "She hit her husband.",
    "Pushed her husband against the wall.",
    "He pushed his wife.",
    "Tom slapped his son.",
    "Tom slapped her twice.",
    "Tom reports he was drunk. Tom slapped her on Sunday.",
    "Mr. K. slapped her on Sunday.",
    "41M. Tom pushed her down the stairs.",
    "Argued with husband and threw a plate at the wall.",
    "Husband reports she threw a plate at him.",
    "T was pushed by her.",
)


def violence(text: str) -> set[Status]:
    return {finding.status for finding in read(text) if finding.indicator == "violence"}


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_what_is_done_to_the_client_is_another_persons_violence(text: str) -> None:
    assert violence(text) == {Status.OTHER_PERSON}


@pytest.mark.parametrize("text", OF_THE_CLIENT)
def test_what_the_client_does_stays(text: str) -> None:
    assert Status.PRESENT in violence(text)


@pytest.mark.parametrize("text", [OF_ANOTHER[0], OF_ANOTHER[1], OF_ANOTHER[3]])
def test_it_stays_a_danger_to_the_client(text: str) -> None:
    assert from_others(read(text), text)


@pytest.mark.parametrize(
    "text", ["gave DV helpline no. to her.", "Gave crisis line no. and a card.", "DV counselling referral given.", "DV shelter contacted."]
)
def test_help_against_violence_is_no_violence_and_a_number_no_denial(text: str) -> None:
    said = {(finding.indicator, finding.status) for finding in read(text)}
    assert not {("violence", Status.PRESENT), ("crisis_contact", Status.DENIED)} & said


def test_a_bruise_of_a_blow_is_no_illness() -> None:
    assert "illness_injury" not in {finding.indicator for finding in read("T grabbed her by the wrist, bruise seen on L forearm.")}
