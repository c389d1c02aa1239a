"""A note and a form of the same day that differ about suicidality: said, with both pieces of evidence, as a prompt and not a verdict."""

import pytest
from tests.course.courses import course, said, source, week
from tests.course.test_risk_statements import form

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Kind, Statement
from fullarc.exchange.pages.assessment_json import assessment_json
from fullarc.exchange.pages.course_words import statement_state, statement_topic
from fullarc.narrative.for_client import story_as_text, story_for_client
from fullarc.reading.finding import Status
from fullarc.reports.disclosed import disclosed
from fullarc.reports.readers import Level, readers

IDEATION = "suicidal_ideation"


def differ(seen: CourseAssessment) -> list[Statement]:
    return [one for one in seen.statements if one.rule.startswith("disagreement.risk")]


def denied_and_answered(answer: int = 2, number: int = 3) -> CourseAssessment:
    return assess_timeline(course(number, findings=[said(IDEATION, number, 0)], scores=[form(number, answer=answer)]))


def test_a_note_that_denies_and_an_answer_above_zero_are_said_with_both() -> None:
    seen = denied_and_answered()
    [one] = differ(seen)
    assert one.text == "PHQ-9 of 28 January answers the item on suicidal thoughts with 2; the note of the same day denies them."
    assert [(proof.kind, proof.date) for proof in one.evidence] == [(Kind.SCORE, week(3)), (Kind.NOTE, week(3))]
    assert one.evidence[1].quote == IDEATION
    assert [proof.value for proof in one.evidence] == [2, None]


def test_a_note_that_tells_of_it_and_an_answer_of_zero_are_said_as_well() -> None:
    findings = [said(IDEATION, 3), said("suicide_plan", 3)]
    [one] = differ(assess_timeline(course(3, findings=findings, scores=[form(3)])))
    assert one.text == (
        "The note of 28 January tells of suicidal thoughts and a suicide plan; "
        "PHQ-9 of the same day answers the item on suicidal thoughts with 0."
    )
    assert {proof.indicator for proof in one.evidence} == {IDEATION, "suicide_plan"}


def test_several_days_are_one_sentence_for_each_way() -> None:
    findings = [said(IDEATION, 1, 0), said(IDEATION, 2, 0), said(IDEATION, 3)]
    seen = assess_timeline(course(3, findings=findings, scores=[form(1, answer=1), form(2, answer=1), form(3)]))
    assert sorted(one.text for one in differ(seen)) == [
        "PHQ-9 answers the item on suicidal thoughts above 0, and the notes of the same days deny them: 14 and 21 January.",
        "The note of 28 January tells of suicidal thoughts; PHQ-9 of the same day answers the item on suicidal thoughts with 0.",
    ]


@pytest.mark.parametrize(
    ("findings", "number", "answer"),
    [
        ([said(IDEATION, 3, 0)], 3, 0),  # both deny
        ([said(IDEATION, 3)], 3, 1),  # both tell
        ([], 3, 2),  # not mentioned is not denied
        ([said(IDEATION, 2, 0)], 3, 2),  # of another day
        ([said(IDEATION, 3, 0), said("self_harm", 3)], 3, 1),  # the item may mean hurting oneself
        ([said("suicide_plan", 3, 0)], 3, 1),  # thoughts are not denied with the plan
        ([said(IDEATION, 3, status=Status.UNCERTAIN)], 3, 0),  # doubtful words say nothing against a form
        ([said(IDEATION, 3, status=Status.HISTORICAL)], 3, 0),
        ([said(IDEATION, 3, 0), said("suicide_plan", 3)], 3, 1),
    ],
)
def test_what_does_not_contradict_is_not_said(findings: list, number: int, answer: int) -> None:  # type: ignore[type-arg]
    assert not differ(assess_timeline(course(3, findings=findings, scores=[form(number, answer=answer)])))


def test_it_stands_among_the_disagreements_in_the_headline_and_in_the_signal_of_the_risk() -> None:
    seen = denied_and_answered()
    [one], [told] = differ(seen), seen.disagreements
    assert (told.measure, told.indicators, told.begin, told.end, told.statement) == ("phq-9", (IDEATION,), week(3), week(3), one.id)
    assert statement_topic(one, seen) == "Form and note differ"
    assert statement_state(one, seen) == ("differ", "a prompt to look, not a verdict")
    assert seen.lead.startswith("A risk is open (suicidal thoughts). PHQ-9 and the note of 28 January differ about suicidal thoughts.")
    assert one.id in seen.lead_statements
    [signal] = [each for each in seen.signals if each.kind == "risk"]
    assert signal.reason == "Suicidal thoughts on 28 January; not denied since; the note of that day denies it."
    assert {proof.kind for proof in signal.proofs} == {Kind.SCORE, Kind.NOTE}
    assert source(3) in {proof.source for proof in signal.proofs}
    assert [each.kind for each in seen.signals].count("disagreement") == 0  # one thing, one signal


def test_once_the_risk_is_resolved_the_headline_no_longer_says_it_and_the_statement_stays() -> None:
    findings = [said(IDEATION, number, 0) for number in (3, 4, 5)]
    seen = assess_timeline(course(5, findings=findings, scores=[form(3, answer=1)]))
    assert "differ" not in seen.lead
    assert len(differ(seen)) == 1


def test_in_json_it_is_a_disagreement_about_risk() -> None:
    [told] = assessment_json(denied_and_answered())["disagreements"]
    assert (told["measure"], told["about"]) == ("phq-9", "risk")


def test_a_report_tells_it_only_to_who_is_told_of_both_risk_and_disagreements() -> None:
    seen = denied_and_answered()
    told = dict.fromkeys(readers()["discharge"].levels(), Level.QUOTED)
    for part in ("risk", "disagreements"):
        without = disclosed(seen, {**told, part: Level.NOT})
        assert not differ(without)
        assert not without.disagreements
        assert "differ" not in without.lead
        assert not any("denies it" in signal.reason for signal in without.signals)
    assert differ(disclosed(seen, told))


def test_a_client_is_told_nothing_of_it() -> None:
    assert "differ" not in story_as_text(story_for_client(denied_and_answered()))
