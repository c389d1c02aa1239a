"""What is done to the client now is told from what was, what is feared or denied, and what is done to others or by the client."""

import pytest

from fullarc.reading.danger_from_others import denies_others, from_others
from fullarc.reading.finding import Status
from fullarc.reading.reader import read


def quotes(text: str) -> list[str]:
    return [finding.quote for finding in from_others(read(text), text)]


@pytest.mark.parametrize(
    "text",
    [
        "Her husband hit her last night.",
        "Partner choked her on Saturday; she is afraid to go home.",
        "Client was assaulted by her boyfriend this week.",
        "Client reports ongoing domestic violence from her husband.",
        "Her ex threatened to kill her yesterday.",
        "Husband pushes her when drunk.",
        "She is in an abusive relationship.",
        "Reports being stalked by ex-boyfriend.",
        "Was raped last weekend by a coworker.",
        "Client's father hits him when he gets bad grades.",
        "CPS report filed after client disclosed that mother hit him with a belt on Sunday.",
        "Does not feel safe with her husband.",
        "Bruise on arm; said boyfriend grabbed her.",
        "“He punched me in the stomach on Friday.”",
        "Her mother's boyfriend hits her.",
        "Bullied at school, kids punched him on Tuesday.",
        "Client is experiencing intimate partner violence.",
    ],
)
def test_what_is_done_to_the_client_now_is_a_danger(text: str) -> None:
    assert quotes(text)


@pytest.mark.parametrize(
    "text",
    [
        "He was beaten as a child by his father.",
        "She was raped in 2010.",
        "History of physical abuse by ex-husband.",
        "Her ex-husband used to hit her.",
        "She left an abusive relationship in 2019.",
        "Father beat her when she was six.",
        "No longer being abused, left her husband in May.",
    ],
)
def test_what_is_over_is_none(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Denies abuse or violence at home.",
        "Denies DV.",
        "Feels safe at home.",
        "She fears that he might hit her.",
        "Gave DV hotline number.",
        "Memories of the assault came up in EMDR.",
    ],
)
def test_what_is_denied_feared_or_only_named_is_none(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Her sister is being abused by her husband.",
        "Her husband hit her sister on Sunday.",
        "Client's mother was hit by his father last night.",
        "Her friend's boyfriend beat her up last week.",
        "Saw her neighbour being beaten on Friday.",
        "Client hit his wife last week.",
        "He got into a fight at the bar.",
        "Was hit by a car on Monday.",
        "Her mother kicked her out on Sunday.",
        "He kicked her in a nightmare.",
    ],
)
def test_what_is_done_to_others_by_the_client_or_by_nobody_is_none(text: str) -> None:
    assert quotes(text) == []


def test_a_doubt_stays_one() -> None:
    text = "Does not feel safe with her husband."
    assert {finding.status for finding in from_others(read(text), text)} == {Status.UNCERTAIN}


def test_words_copied_from_an_earlier_note_tell_of_none() -> None:
    text = "Her husband hit her last night."
    copied = read(text, earlier=[text])
    assert all(finding.carried_forward for finding in copied)
    assert from_others(copied, text) == []


@pytest.mark.parametrize(
    ("text", "denied"), [("Feels safe at home.", True), ("Denies abuse or violence at home.", True), ("Denies SI.", False)]
)
def test_safe_at_home_denies_it(text: str, denied: bool) -> None:
    assert any(denies_others(finding) for finding in read(text)) is denied
