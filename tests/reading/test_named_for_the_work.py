"""A symptom that names what the work was about, a row of words for one symptom, and which of two indicators keeps shared words."""

import pytest

from fullarc.reading.reader import read


def _indicators(text: str) -> list[str]:
    return [finding.indicator for finding in read(text)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Practiced opposite action for anger in session.", "anger"),
        ("We weighed the pros and cons of vaping.", "tobacco_use"),
        ("Plan: log nightmares until next week.", "nightmares"),
        ("Normalizing voices with the group leaflet.", "hallucinations"),
        ("Drew the vicious circle of panic on the board.", "panic"),
        ("Explored guilt using a thought log.", "worthlessness_guilt"),
        ("He was given a worry diary.", "worry"),
    ],
)
def test_the_bare_subject_of_the_work_is_no_symptom(text: str, indicator: str) -> None:
    assert indicator not in _indicators(text)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Explored shame of needing help.", "shame"),
        ("She practiced breathing daily; panic is down to one a week.", "panic"),
        ("Client reports anger at his brother.", "anger"),
        ("Discussed the plan. Voices are louder at night.", "hallucinations"),
    ],
)
def test_what_is_said_of_the_client_stays_a_symptom(text: str, indicator: str) -> None:
    assert indicator in _indicators(text)


def test_a_row_of_words_for_one_symptom_is_one_finding() -> None:
    assert _indicators("Reports heart racing, chest tight on the bus.").count("somatic_complaints") == 1


def test_habits_of_watchfulness_are_counted_each() -> None:
    assert _indicators("Jumpy, sits facing doors.").count("hypervigilance") == 2


def test_an_anxious_affect_is_affect_alone() -> None:
    found = _indicators("Anxious affect, rapid speech, fidgeting.")
    assert "affect" in found
    assert "anxiety" not in found
    assert "social_anxiety" not in found


def test_a_thought_of_harming_another_is_no_obsession() -> None:
    found = _indicators("Denied any thoughts of hurting his brother.")
    assert "homicidal_ideation" in found
    assert "obsessions" not in found


def test_what_a_drug_does_for_the_client_is_a_subject_and_no_use() -> None:
    assert "substance_use" not in _indicators("We looked at what cannabis does for him.")


def test_a_second_denial_denies_again() -> None:
    found = {finding.indicator: str(finding.status) for finding in read("He denies any suicidal thoughts and denies drinking.")}
    assert found["alcohol_use"] == "denied"
