"""What a client does or says right behind the clinician's work is the answer to it, and a note's form is not a goal that was set."""

import pytest

from fullarc.reading.finding import Finding
from fullarc.reading.reader import read


def answers(note: str) -> list[tuple[str, str]]:
    return [(each.indicator, each.evidence.quote) for each in read(note) if each.indicator.startswith("response_")]


def test_a_clause_about_the_client_behind_the_work_is_the_answer() -> None:
    assert answers("P: Practiced box breathing and body scan; he grew less pale.") == [("response_positive", "he grew less pale")]


def test_few_words_behind_the_work_are_neither_good_nor_bad() -> None:
    assert answers("P: Introduced the worry diary and taught box breathing, ct listened, few comments.")[0][0] == "response_neutral"


def test_what_a_client_has_or_wants_is_no_answer() -> None:
    assert answers("P: Taught box breathing; she has two sons and needs a lift home.") == []


def test_among_responses_a_sentence_of_its_own_is_an_answer() -> None:
    note = "I: Challenged the belief that nobody cares.\nR: Found two people who do.\nP: Return in a week."
    assert answers(note) == [("response_positive", "Found two people who do")]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("P: Taught box breathing, she froze, then got through it.", ["response_positive"]),
        ("P: Taught box breathing; found it hard but was glad of it.", ["response_positive"]),
        ("P: Taught box breathing; he rolled his eyes.", ["response_negative"]),
    ],
)
def test_what_was_hard_only_at_first_ended_well(note: str, expected: list[str]) -> None:
    assert [indicator for indicator, _ in answers(note)] == expected


def test_a_quotation_that_turns_the_work_down_is_no_good_answer() -> None:
    assert answers('P: Role-played the call: "I can\'t picture it."')[0][0] == "response_negative"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("P: Worked on the sleep window; he was sceptical at first but agreed to give it a fortnight.", ["response_positive"]),
        ("P: Two-chair work with the critic; felt fake, but he stayed with it.", ["response_neutral"]),
        ('P: Psychoeducation about bipolar disorder was met with "I\'m not that".', ["response_negative"]),
        ("P: Defusion exercise fell flat.", ["response_negative"]),
        ("P: Suggested opposite action, K. said it was daft.", ["response_negative"]),
        ("P: Mindful breathing for ten minutes; she could feel her feet again.", ["response_positive"]),
        ("P: Discussed harm reduction; he said he'd sleep on it.", ["response_neutral"]),
        ("P: Psychoeducation on grief given; daughter commented that it explained a lot.", ["response_positive"]),
        ("I: Role play, safety plan.\nR: Accepted the plan, declined the group.", ["response_positive", "response_negative"]),
        ("P: Taught box breathing. Dan agreed, a little grudgingly.", ["response_neutral"]),
        ("P: Offered three coping statements, and he shrugged.", ["response_neutral"]),
        ("P: Introduced behavioural experiments, half convinced.", ["response_neutral"]),
        ("P: Gave information about clozapine; pt had no questions.", ["response_neutral"]),
        ("P: Taught grounding to dad as well, who tried it there and then.", ["response_positive"]),
        ("I: Card sort.\nR: Finished all six cards without help.", ["response_positive"]),
    ],
)
def test_an_answer_is_told_by_all_of_its_words(note: str, expected: list[str]) -> None:
    assert [indicator for indicator, _ in answers(note)] == expected


@pytest.mark.parametrize(
    "note",
    [
        "P: Therapist to teach breathing next week if he is willing to try.",
        "P: Discussed what a better week could look like.",
        "A: Depression in partial response.",
        "P: Consider EMDR if client is open to it.",
        "P: Taught deep breathing and helped ct label feelings.",
    ],
)
def test_hopes_and_work_of_the_clinician_are_no_answers(note: str) -> None:
    assert answers(note) == []


def of(note: str, indicator: str) -> list[Finding]:
    return [each for each in read(note) if each.indicator == indicator]


def test_tasks_between_semicolons_are_two() -> None:
    assert len(of("P: HW: log sleep nightly; walk to the lake twice.", "homework_assigned")) == 2


def test_a_refill_beside_a_task_does_not_hide_the_task() -> None:
    found = of("Plan: refill sertraline 50 mg; walk to the lake daily; labs next week.", "homework_assigned")
    assert [each.evidence.quote for each in found] == ["walk to the lake daily"]


def test_words_that_speak_against_a_mention_do_so_only_near_it() -> None:
    far = "and spoke of the garden and the two hens and the allotment by the river and the shed " * 2
    assert len(of(f"S: Neighbor has been kind to her {far}and her custody case.", "social_support")) == 1
    assert of("S: Neighbor has been kind to her, custody case.", "social_support") == []


def test_the_goal_at_the_head_of_a_form_was_not_set_today() -> None:
    form = "Goal: Sleep seven hours.\nIntervention: Taught box breathing.\nResponse: Calmer.\nPlan: Weekly."
    assert of(form, "goal_setting") == []
    assert len(of("S: Slept badly.\nP: Taught box breathing. Goal: seven hours of sleep.", "goal_setting")) == 1


def test_a_problem_with_a_number_is_a_heading() -> None:
    note = "P1: Sleeps badly.\nP#2: Rent is owed.\nI: Taught box breathing.\nE: Calmer by the end."
    assert {each.section.value for each in read(note) if each.indicator == "sleep_disturbance"} == {"behavior"}


def test_looks_are_not_read_where_the_client_reports() -> None:
    assert of("S: Teary in the lab twice.\nO: Bright affect.", "affect")[0].section.value == "objective"
    assert len(of("S: Teary in the lab twice.\nO: Bright affect.", "affect")) == 1


@pytest.mark.parametrize(
    ("note", "indicator"),
    [
        ("P: Ran through interview replies with him.", "role_play"),
        ("P: Practiced turning down the second round.", "role_play"),
        ("P: Coached on telling her supervisor about the shifts.", "interpersonal_effectiveness_skill"),
        ("P: Walked the chain of Friday with him.", "chain_analysis"),
        ("P: Gently tested the idea that all will leave.", "cognitive_restructuring"),
        ("P: Tried thanking her mind for the worry.", "defusion"),
        ("P: Practiced breathing + ice.", "distress_tolerance_skill"),
        ("P: Neurology referral placed.", "medication_coordination"),
        ("P: Explained the startle reflex.", "psychoeducation"),
        ("P: Talked about what could throw her off track in May.", "relapse_prevention"),
        ("P: Cut 20 min from time in bed.", "sleep_intervention"),
        ("P: Made room for the anger.", "supportive_listening"),
        ("P: Explored what kind of aunt she wants to be.", "values_work"),
        ("P: Started activity schedule.", "behavioral_activation"),
        ("P: Fear ladder drawn up.", "exposure"),
        ("P: Warm line number given.", "safety_planning"),
        ("P: To phone the union by Wed.", "homework_assigned"),
        ("P: I explained flashbacks to her aunt.", "psychoeducation"),
        ("P: Agreed on a quit date.", "goal_setting"),
        ("S: Still takes venlafaxine.", "medication_adherence"),
        ("S: Tried time outs twice.", "coping_skill_use"),
        ("I: Reviewed the thought record.\nR: He lit up.", "response_positive"),
        ("I: Reviewed the thought record.\nR: Sounds like her mother.", "response_negative"),
        ("S: Neighbor has been kind to her.", "social_support"),
        ("P: Cousin will drive her to appointments.", "social_support"),
        ("P: Continue lamotrigine.", "medication_adherence"),
        ("S: Can see herself finishing by May.", "self_efficacy"),
        ("S: Motivation zero.", "motivation"),
        ("S: Offered a beer and declined.", "coping_skill_use"),
        ("S: Did not keep the sleep log.", "homework_not_done"),
        ("S: She wrote the letter we discussed last time.", "homework_done"),
    ],
)
def test_work_and_strengths_are_read_in_wordings_of_a_family(note: str, indicator: str) -> None:
    assert indicator in {each.indicator for each in read(note)}


@pytest.mark.parametrize(
    ("note", "indicator"),
    [
        ("P: Thank you for the consultation.", "homework_assigned"),
        ("S: His dog is kind to her.", "social_support"),
        ("O: Tablet in the pill box, cover torn.", "medication_adherence"),
    ],
)
def test_what_only_sounds_like_a_family_is_not_read(note: str, indicator: str) -> None:
    assert indicator not in {each.indicator for each in read(note)}
