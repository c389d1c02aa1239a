"""What the client says to the work some sentences on, what was felt in the end, and a belief that fell."""

import pytest

from fullarc.reading.reader import read


def answers(note: str) -> list[str]:
    return [each.indicator for each in read(note) if each.indicator.startswith("response_")]


@pytest.mark.parametrize(
    "note",
    [
        'I: Paced breathing with the drum. SUD 8, then 3. "I could do that on the tram."',
        'Feedback: "that was what I needed".',
        'Response: Slow at the start, brighter by the finish, "there is room in here".',
        'I: Walked through the cost of staying. He shrugged, then said "maybe I do want more".',
        'I: Questioned "nobody would come", ct: "my cousin came twice".',
        "Tx: examined the evidence for the thought. Belief 80 -> 35.",
        "I commented that he grew quiet near his brother. He fell silent, then said he had never noticed that.",
        "I wondered aloud whether the blame was hers. She wept and then breathed out.",
    ],
)
def test_a_good_answer_is_read_where_it_stands(note: str) -> None:
    assert answers(note) == ["response_positive"]


@pytest.mark.parametrize(
    "note",
    [
        "I: Mindful minute with the bell, dozed off.",
        "I: Role play of asking for a raise, awkward but did it.",
        "I: Reframed the silence as care; she nodded, didn't love it.",
    ],
)
def test_what_was_neither_taken_up_nor_turned_down_is_neutral(note: str) -> None:
    assert answers(note) == ["response_neutral"]


@pytest.mark.parametrize(
    "note",
    [
        "S: Blames herself less, belief 80 -> 35.",
        'I: Identified the thought "I\'m a burden" with the chart.',
        'R: Tall boy, works nights at the depot. "My back aches every morning." Sleeps badly.',
        "I: Box breathing. HR 80 -> 96.",
    ],
)
def test_words_that_answer_nothing_are_no_answer(note: str) -> None:
    assert answers(note) == []
