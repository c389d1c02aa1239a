"""What the reader hands over: sections, answers to interventions, text carried forward, statuses in their order."""

import pytest

import fullarc
from fullarc.reading.finding import Finding
from fullarc.reading.reader import RULES_VERSION, read, status_of


def first(indicator: str, note: str, earlier: tuple[str, ...] = ()) -> Finding:
    return next(finding for finding in read(note, earlier=earlier) if finding.indicator == indicator)


def test_a_denied_symptom_is_reported_as_denied() -> None:
    finding = first("suicidal_ideation", "She denies any thoughts of suicide.")
    assert finding.status == "denied"
    assert ("denied", "denies") in finding.cues


def test_denies_si_and_hi_is_two_findings_both_denied() -> None:
    found = {finding.indicator: finding.status for finding in read("Denies SI/HI.")}
    assert found == {"suicidal_ideation": "denied", "homicidal_ideation": "denied"}


def test_passive_si_without_plan_or_intent_is_three_findings() -> None:
    found = {finding.indicator: str(finding.status) for finding in read("Passive SI, denies plan or intent.")}
    assert found == {"suicidal_ideation": "present", "suicide_plan": "denied", "suicide_intent": "denied"}


def test_no_plan_after_a_denial_is_not_turned_into_a_plan() -> None:
    assert first("suicide_plan", "Denies SI, no plan or intent.").status == "denied"


def test_a_negated_wellness_is_a_difficulty() -> None:
    assert first("sleep_disturbance", "She is not sleeping well.").status == "present"
    assert first("sleep_disturbance", "She is sleeping well.").status == "denied"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("No family history of suicide attempts.", "denied"),
        ("Her brother attempted suicide in 2010.", "other_person"),
        ("If she attempts suicide again, call 911.", "hypothetical"),
        ("He attempted suicide in 2010.", "historical"),
        ("Possible suicide attempt.", "uncertain"),
    ],
)
def test_where_several_statuses_hold_the_first_of_the_fixed_order_wins(note: str, status: str) -> None:
    assert first("suicide_attempt", note).status == status


def test_a_finding_knows_its_section_and_sentence() -> None:
    note = "S: Sleeping badly. Panic attacks.\nP: Walk."
    finding = first("panic", note)
    assert finding.section == "subjective"
    assert note[slice(*finding.sentence)] == "Panic attacks."


def test_a_response_names_the_intervention_it_answers() -> None:
    note = "Practiced diaphragmatic breathing. Client found it helpful."
    assert first("response_positive", note).intervention == "relaxation"


def test_a_sentence_of_an_earlier_note_is_marked_as_carried_forward() -> None:
    former = "S: Client continues to report panic attacks on the bus to work."
    assert first("panic", former, earlier=(former,)).carried_forward
    assert not first("panic", former, earlier=("S: Something else.",)).carried_forward


def test_the_status_of_marked_words_names_its_rule() -> None:
    reading = status_of("No evidence of psychosis.", 15, 24)
    assert reading.status == "denied"
    assert reading.rule.startswith("denied.")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (3, 2), (0, 99)])
def test_a_place_that_is_not_in_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="expected a stretch"):
        status_of("No SI.", start, end)


def test_the_rules_have_a_version() -> None:
    assert len(RULES_VERSION) == 16


def test_the_library_offers_read() -> None:
    assert fullarc.read is read
