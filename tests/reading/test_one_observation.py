"""One observation is one finding, and words that only point back are none."""

import pytest

from fullarc.reading.reader import read


def indicators(note: str) -> list[str]:
    return [finding.indicator for finding in read(note)]


@pytest.mark.parametrize(
    ("note", "stays", "gives_way"),
    [
        ("Plan: Ct will text the crisis line if she cannot resist urges.", "crisis_contact", "homework_assigned"),
        ("Plan: Ct will text the crisis line if she cannot resist urges.", "crisis_contact", "safety_planning"),
        ("R: Client was open and engaged.", "engagement", "response_positive"),
        ("Response: Able to name two activities she is willing to try.", "response_positive", "motivation"),
        ("Her mother is bipolar.", "elevated_mood", "family_illness"),
        ("Response: Identified being hungry as a trigger.", "response_positive", "insight"),
        ("Homework: one DEAR MAN, written.", "homework_assigned", "interpersonal_effectiveness_skill"),
        ("Data: Used box breathing on the bus.", "coping_skill_use", "relaxation"),
        ("He bailed on the reunion at the last minute.", "social_functioning", "avoidance"),
        ("Panic attack in the queue; bailed on the reunion.", "avoidance", "social_functioning"),
        ("MSE: Grooming good.", "appearance", "self_care"),
        ("Was given a written warning at work.", "disciplinary_action", "work_functioning"),
        ("Assessment: Practiced diaphragmatic breathing, which she found calming.", "relaxation", "coping_skill_use"),
    ],
)
def test_of_two_claims_on_the_same_words_the_better_one_stays(note: str, stays: str, gives_way: str) -> None:
    assert stays in indicators(note)
    assert gives_way not in indicators(note)


def test_who_does_something_is_support_also_among_what_protects_and_who_is_only_named_is_not() -> None:
    told = indicators("Passive SI, no plan. Protective: faith, two kids, sister calls daily.")
    assert "social_support" in told
    assert "protective_factor" in told
    assert "social_support" not in indicators("Passive SI, no plan. Protective: faith, two kids, sister.")


def test_ringing_a_friend_at_an_urge_is_a_skill_used_and_support() -> None:
    assert {"coping_skill_use", "social_support"} <= set(indicators("Reached out to a friend when the urge hit."))


@pytest.mark.parametrize(
    ("note", "event"),
    [
        ("Subjective: He had a stroke in May. Speech a little slurred since the stroke.", "illness_injury"),
        ("Data: They broke up in June. Intervention: Chain analysis from the breakup to the burn.", "breakup"),
    ],
)
def test_an_event_that_is_only_pointed_at_again_is_told_once(note: str, event: str) -> None:
    assert indicators(note).count(event) == 1


def test_two_tasks_of_a_plan_that_follow_each_other_are_two_pieces_of_homework() -> None:
    assert indicators("Plan: Write three gratitudes every evening. Walk ten minutes each morning.").count("homework_assigned") == 2


def test_what_annoys_the_client_in_life_is_no_response_to_treatment() -> None:
    note = (
        'Data: She lives with her aunt. He works at a mill. The car broke down. Rent is due. "It\'s dumb," he said of the stove. Sleep ok.'
    )
    assert not [each for each in indicators(note) if each.startswith("response_")]


@pytest.mark.parametrize(
    ("note", "stays"),
    [
        ("R: Client was fidgety and needed several prompts.", {"psychomotor", "engagement"}),
        ("R: Sobbed, then visibly calmer: “I thought nobody would come.”", {"affect"}),
    ],
)
def test_what_has_itself_given_way_pushes_nothing_out(note: str, stays: set[str]) -> None:
    assert stays <= set(indicators(note))


def test_a_plan_is_not_left_out_for_a_plan_that_is_left_out_itself() -> None:
    told = [
        (each.indicator, each.quote)
        for each in read("He is thinking of a certain day in spring, and of the bridge; he would not say whether he had settled on it.")
    ]
    assert ("suicide_plan", "the bridge") in told


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            "Denies any suicide attempt in college. Since the attempt she sleeps badly.",
            [("denied", "Denies any suicide attempt"), ("present", "the attempt")],
        ),
        ("Her brother made a suicide attempt in May. Since the attempt she has been numb.", [("other_person", "suicide attempt")]),
        ("Made a suicide attempt in May. Since the attempt she has been numb.", [("present", "suicide attempt")]),
    ],
)
def test_words_point_back_to_what_happened_and_not_to_what_was_denied(note: str, told: list[tuple[str, str]]) -> None:
    assert [(each.status.value, each.quote) for each in read(note) if each.indicator == "suicide_attempt"] == told


@pytest.mark.parametrize(
    ("told", "look"),
    [
        ("Laughed when telling about the soup.", "affect"),
        ("He told me unprompted about the trip.", "engagement"),
        ("Relaxed posture, smiled when telling me about it.", "psychomotor"),
    ],
)
def test_a_look_gives_way_to_no_answer_where_nothing_was_done_that_it_would_answer(told: str, look: str) -> None:
    found = indicators(f"The aunt came on Sunday. They cooked soup. The cat is well. The car is fixed. {told}")
    assert look in found
    assert "response_positive" not in found
