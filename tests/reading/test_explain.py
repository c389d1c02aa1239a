"""What is said about a finding when somebody asks why."""

import pytest

from fullarc.reading.explain import Explanation, explain
from fullarc.reading.finding import Finding
from fullarc.reading.reader import read


def explained(text: str) -> dict[str, Explanation]:
    found: list[Finding] = read(text)
    return dict(zip((each.indicator for each in found), explain(text, found), strict=True))


def test_a_shared_denial_is_told_with_its_side_and_its_list() -> None:
    for each in explained("Denies SI, HI and panic attacks.").values():
        assert each.status == "denied: “Denies” before these words, said of 3 things together (context/denied.toml [deny])"


def test_a_cue_behind_the_words_stands_to_the_right() -> None:
    assert "“denied” after these words" in explained("Panic attacks denied.")["panic"].status


def test_a_cue_for_one_mention_is_no_list() -> None:
    assert "together" not in explained("Denies SI.")["suicidal_ideation"].status


def test_the_rule_is_told_with_its_file_and_the_wording_that_spoke() -> None:
    told = explained("Has thoughts of suicide.")["suicidal_ideation"]
    assert told.place.startswith("indicators/risk/suicidal_ideation.toml ")
    assert "[suicidal_ideation." in told.place
    assert "suicide" in told.place.split(": ", 1)[1]


def test_without_its_places_a_finding_is_told_with_the_id_of_its_rule_and_another_word_for_its_status() -> None:
    told = explained("Denies SI, HI and panic attacks.")["panic"]
    assert dict(told.lines())["status"] == "denied: “Denies” before these words, said of 3 things together (context/denied.toml [deny])"
    assert dict(told.lines(places=False)) == {
        "words": "“panic attacks”",
        "rule": "a written rule (panic.attack)",
        "status": "denied: “Denies” before these words, said of 3 things together",
    }
    findings = read("Denies SI, HI and panic attacks.")
    told, *_ = explain("Denies SI, HI and panic attacks.", findings, status_word=lambda status, finding: "not there")
    assert dict(told.lines(places=False))["status"].startswith("not there: “Denies”")


def test_only_those_of_many_alternatives_are_shown_that_the_note_has() -> None:
    for each in explained("Cannot fall asleep, wakes at 4 and cannot get back to sleep. Tearful, no appetite.").values():
        assert len(each.place) < 240


def test_a_named_list_is_told_with_its_word_in_the_quotation() -> None:
    assert "five" not in explained("Reports one panic attack, was five.")["panic"].rule


def test_words_without_anything_against_them_stand_as_they_are() -> None:
    assert explained("Panic attacks.")["panic"].status == "present: the words say so, and nothing around them says otherwise"


def test_a_heading_is_told_as_what_made_it_past() -> None:
    assert "heading" in explained("Past psychiatric history:\nPanic attacks.\n")["panic"].status


def test_a_status_by_another_sense_of_the_words_is_told_with_the_entry() -> None:
    status = explained("He has stayed in alcohol sobriety for three years.")["alcohol_use"].status
    said = explained("She will be admitted to the adolescent unit.")["hospitalization"].status
    assert said == "hypothetical: said in this way, the words mean this (other_senses/risk_help_and_stays.toml [will_be_admitted])"
    assert status.startswith("denied")


def test_a_change_is_told_by_its_numbers() -> None:
    panic = explained("Panic attacks 2 a week, was 5.")["panic"]
    assert panic.direction == "better: 5 before, 2 now"
    assert panic.value.startswith("2 per week, 5 before, from “2 a week")


def test_a_change_is_told_by_the_word_beside_it() -> None:
    direction = explained("Panic attacks have increased.")["panic"].direction
    assert direction.startswith("worse: “")


def test_a_score_is_told_with_the_measure_it_belongs_to() -> None:
    score = explained("PHQ-9 = 14 (was 19).")["measure_score"]
    assert score.place.startswith("measures_in_text.toml [phq-9]")
    assert score.value == "14 points, 19 before"


def test_text_that_stood_in_an_earlier_note_is_told() -> None:
    text = "She reports that panic attacks come three times a week."
    [first, *_] = explain(text, read(text, earlier=[text]))
    assert first.carried_forward


def test_findings_of_another_note_are_refused() -> None:
    with pytest.raises(ValueError, match="this very note"):
        explain("Nothing of the kind.", read("Panic attacks."))


def test_every_finding_of_a_long_note_is_explained_in_order() -> None:
    text = "S: Panic attacks 2x/wk. Her brother drinks daily.\nP: Monitor for insomnia.\n" * 3
    found = read(text)
    assert [each.words for each in explain(text, found)] == [" ".join(each.quote.split()) for each in found]
