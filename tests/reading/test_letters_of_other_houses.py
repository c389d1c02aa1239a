"""Referrals, discharge letters and consultations: what stands around a mention there decides as in a note of therapy."""

import pytest

from fullarc.reading.reader import read
from fullarc.reading.senses.other_fields import is_of_another_field

EXAMINATION = "Lungs clear to auscultation. Abdomen nontender. No edema, no cyanosis. Pupils equal. Incision dry, suture in place. "


def said(text: str) -> set[tuple[str, str]]:
    return {(finding.indicator, finding.status.value) for finding in read(text)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("He was assaultive in the emergency room on the morning prior to admission.", ("hospitalization", "present")),
        ("He has had suicidal ideation, but this is currently in remission.", ("suicidal_ideation", "denied")),
        ("She self-mutilated, but she stopped at age 22.", ("self_harm", "historical")),
        ("When asked if she is suicidal at present, she states no.", ("suicidal_ideation", "denied")),
        ("He seems to understand why he is in the psychiatric hospital.", ("hospitalization", "present")),
        ("A suicidal gesture was reported by friends, which she denies.", ("suicide_attempt", "denied")),
        ("The patient is unlikely to have bipolar disorder.", ("elevated_mood", "uncertain")),
        ("She currently has symptoms of dysthymia.", ("depressed_mood", "present")),
        ("PSYCH: Negative for anxiety, irritability, apathy, depression, sleep disturbances.", ("sleep_disturbance", "denied")),
    ],
)
def test_the_turns_of_speech_of_letters_decide_the_status(text: str, claim: tuple[str, str]) -> None:
    assert claim in said(text)


def test_the_history_that_a_report_opens_with_is_of_today_and_the_past_one_is_not() -> None:
    assert ("depressed_mood", "present") in said("HX: She is depressed.\nPMH: asthma.\n")
    assert ("depressed_mood", "historical") in said("Hx: depressed.\nPlan: return in a week.\n")
    assert ("anxiety", "historical") in said("HX: She is depressed.\nPMH: anxiety.\n")


def test_a_stay_for_the_body_gives_its_reason_to_the_bare_words_that_follow() -> None:
    text = "She was hospitalized over the weekend for DKA. Her sleep was poor in the hospital."
    assert "hospitalization" not in {indicator for indicator, _ in said(text)}
    text = "She was hospitalized in May for DKA and in June for mania. Her sleep was poor in the hospital."
    assert "hospitalization" in {indicator for indicator, _ in said(text)}


def test_a_stay_caused_by_the_body_is_none_of_the_mind() -> None:
    assert not {("hospitalization", "present"), ("hospitalization", "historical")} & said(
        "He was hospitalized due to confusion and odd behavior stemming from his liver failure."
    )


def test_a_psychiatric_letter_with_laboratory_and_examination_is_no_report_about_the_body() -> None:
    letter = (
        "Psychiatric consultation. Depressed mood, anxious affect, no delusions, no mania, insight fair, judgment fair, no hallucinations. "
        "Suicidal ideation denied. "
    )
    assert is_of_another_field(EXAMINATION)
    assert not is_of_another_field(letter + EXAMINATION)


@pytest.mark.parametrize(
    "text",
    [
        "He was admitted with mental status changes.",
        "According to the emergency room physician, who sees her for alcohol abuse.",
        "The vessels were cauterized with bipolar cautery and cut with scissors.",
        "Using cement gun, the canal was filled.",
    ],
)
def test_in_a_report_about_the_body_a_danger_needs_its_reason_of_the_mind(text: str) -> None:
    risk = {"hospitalization", "emergency_visit", "self_harm", "access_to_means", "violence", "suicide_attempt"}
    assert not risk & {indicator for indicator, _ in said(EXAMINATION + text)}


def test_an_admission_after_an_attempt_is_one_there_too() -> None:
    found = {indicator for indicator, _ in said(EXAMINATION + "She was admitted after a suicide attempt by overdose.")}
    assert {"hospitalization", "suicide_attempt"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "She presented to the emergency department with flank tenderness and hematuria.",
        "The lesion was excised. There are open wounds on the thigh with abscesses.",
        "Mother called EMS when the baby vomited. Pulmonary edema on arrival.",
        "He has been diabetic and insulin-dependent for twenty years.",
    ],
)
def test_a_few_lines_about_the_body_with_no_word_of_the_mind_name_no_danger(text: str) -> None:
    risk = {"hospitalization", "emergency_visit", "self_harm", "access_to_means", "crisis_contact"}
    assert not risk & {indicator for indicator, _ in said(text)}


def test_a_few_lines_about_an_overdose_do_whatever_the_body_shows() -> None:
    found = {indicator for indicator, _ in said("Taken to the emergency room after an overdose. Sodium and potassium normal, no edema.")}
    assert {"emergency_visit", "suicide_attempt"} <= found
