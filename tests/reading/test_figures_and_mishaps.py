"""A patient who is played or looked after, the subject of a course and a kitchen cut are no danger of the client; what is meant is."""

import pytest

from fullarc.reading.finding import Status
from fullarc.reading.reader import read

DANGERS = {"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "suicide_warning_sign", "self_harm", "self_harm_urge"}
OF_NO_CLIENT = (
    "Role play: I played the suicidal patient, he practised asking about suicidal thoughts.",
    "Says the pt in the letter wanted to die; Leo himself: no SI ever.",
    'Had to write a farewell letter "as if from a dying patient" and found himself in tears.',
    "Wrote an essay on suicidal ideation for her course.",
    "The patient in the role play wanted to kill himself; he asked well.",
    "A patient on the ward attempted suicide.",
    "On the ward a patient told him she wanted to die.",
    "Volunteers at a crisis line, a caller wanted to die.",
    "Presented a case of a self-harming client in supervision.",
    "His patient wanted to die and he sat with her.",
    "Cut his finger while cooking.",
    "Cut his finger on a knife while cooking dinner.",
    "Cut her thumb chopping onions.",
    "Cut his hand on a broken glass washing up.",
    "Burned her arm on the oven.",
    "Scratched her arm on the roses.",
    "Cut her foot on a shell at the beach.",
)
OF_THE_CLIENT = (
    "Cut his finger while cooking, on purpose.",
    "Cut her arms in the kitchen last night.",
    "Cut herself with a kitchen knife.",
    "Burned herself with the iron to feel something.",
    "Cut her finger while cooking and cut her arm in the evening.",
    "Cut her finger while cooking. Urges to cut every day.",
    "The patient wanted to die.",
    "Pt is a patient on the ward who attempted suicide.",
    "The client in the video session wanted to die.",
    "Role play: he played his mother and said he wants to die himself.",
    "In the role play she said she wanted to die and meant it.",
    "Wrote a farewell letter to his parents after the role play.",
    "A patient on the ward died and now she wants to die too.",
    "Practised telling his wife that he is suicidal.",
    "After the film she wanted to kill herself.",
    "Studies nursing; suicidal since the exam.",
    "Writes letters as part of his course; wrote a goodbye letter to his brother.",
)


def dangers(text: str) -> set[Status]:
    return {finding.status for finding in read(text) if finding.indicator in DANGERS}


@pytest.mark.parametrize("text", OF_NO_CLIENT)
def test_a_figure_a_subject_and_a_mishap_are_no_danger_of_the_client(text: str) -> None:
    assert dangers(text) <= {Status.OTHER_PERSON, Status.HYPOTHETICAL, Status.DENIED}


@pytest.mark.parametrize("text", OF_THE_CLIENT)
def test_what_the_client_does_or_wants_stays_a_danger(text: str) -> None:
    assert Status.PRESENT in dangers(text)
