"""Talk of ending: of the therapy it is no danger, of anything else it is."""

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read

DANGERS = {"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_warning_sign"}
OF_THE_THERAPY = (
    "Talked of ending; last appts Nov.",
    "Talks about ending.",
    "Client spoke of ending, sad about saying goodbye to me.",
    "Talking about the ending stirs up the loss of her father.",
    "Spoke about the end of our sessions.",
    "Talked about the ending, two more sessions.",
    "Talked about ending, agreed on four more appointments.",
    "Talks about the end of the course, mixed feelings.",
    "Talked of ending and review of progress.",
    "He is thinking about ending our work.",
    "Sad about the ending, said goodbye to me with a card.",
    "Last session today, said goodbye warmly.",
    "Talked about ending weekly sessions, monthly from now.",
    "We spoke of ending treatment in Dec.",
    "Talked about the end of the group, said goodbyes.",
)
OF_LIFE = (
    "Has thoughts of ending.",
    "Talks about ending it.",
    "Talks about ending it all.",
    "Talks about ending things.",
    "Talks about ending everything.",
    "Talks about ending her life.",
    "Talked of ending his life; last session Monday.",
    "Thinks about the end every night.",
    "Thoughts of ending the pain for good.",
    "Talks about ending it in therapy.",
    "Keeps talking about the end, gave away her dog.",
    "Talks about ending, cannot go on.",
    "Thinks about ending most nights.",
    "Talked of ending, SI daily.",
    "Talks about ending. Has been saving pills to overdose.",
    "Thinking about ending, wrote goodbye letters to her kids.",
    "Talks about the end in session.",
)


def dangers(text: str) -> set[Status]:
    return {finding.status for finding in read(text) if finding.indicator in DANGERS}


@pytest.mark.parametrize("text", OF_THE_THERAPY)
def test_the_end_of_a_therapy_is_no_danger(text: str) -> None:
    assert not dangers(text)


@pytest.mark.parametrize("text", OF_LIFE)
def test_any_other_end_stays_a_danger(text: str) -> None:
    assert Status.PRESENT in dangers(text)
