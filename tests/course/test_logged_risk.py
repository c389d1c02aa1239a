"""What a client tells of danger in their own log stands in the risk statement, the arc and the signals, beside what a note denies."""

from datetime import timedelta

from tests.course.courses import course, said, week

from fullarc.charts.arc import arc
from fullarc.charts.drawing import WIDE
from fullarc.charts.numbers import numbers_table
from fullarc.course.assess import assess_timeline, until
from fullarc.course.assessment import CourseAssessment
from fullarc.course.logged_risk import logged_risk, risk_in_entries
from fullarc.course.since_last import since_last
from fullarc.course.statement import Statement
from fullarc.course.timeline import LogEntry, LoggedRisk, RiskAnswer, ScoreRecord
from fullarc.instruments.catalogue import catalogue
from fullarc.modalities.diary_card import Target, card_for
from fullarc.reports.disclosed import disclosed
from fullarc.reports.readers import Level, readers

LOG = "urges-skills"
URGE = LoggedRisk(week(6), LOG, "Urge to end my life", "4 of 5", "suicidal_ideation", "row")
HURT = LoggedRisk(week(6), LOG, "I hurt myself", "yes", "self_harm", "row")
EARLIER = ScoreRecord(week(5), "phq-9", 14.0, 5, source="phq", risk=(RiskAnswer(9, 1, "suicidal_ideation"),))
DENIED = [said("suicidal_ideation", 6, 0), said("self_harm", 6, 0)]


def seen_with(*logged: LoggedRisk, **parts: object) -> CourseAssessment:
    return assess_timeline(course(6, logged_risk=logged, scores=[EARLIER], **parts))


def told(seen: CourseAssessment, rule: str) -> list[Statement]:
    return [one for one in seen.statements if one.rule == rule]


def test_the_clients_own_answers_stand_in_the_risk_statement() -> None:
    [risk] = told(seen_with(URGE, HURT), "risk.open")
    assert "suicidal thoughts (PHQ-9 of 11 February, the client's own entry of 18 February: Urge to end my life, 4 of 5)" in risk.text
    assert "self-harm (the client's own entry of 18 February: I hurt myself, yes)" in risk.text


def test_they_outweigh_a_denial_in_the_note_of_the_same_day_and_both_are_told() -> None:
    seen = seen_with(URGE, HURT, findings=DENIED)
    [risk] = told(seen, "risk.open")
    assert "I hurt myself, yes" in risk.text
    assert "self-harm denied" not in risk.text
    assert [one.text for one in told(seen, "disagreement.risk_denied_in_note")] == [
        "The client's own entry of 18 February: Urge to end my life, 4 of 5; the note of the same day denies suicidal thoughts.",
        "The client's own entry of 18 February: I hurt myself, yes; the note of the same day denies self-harm.",
    ]
    assert "The client's own entry and the note of 18 February differ about self-harm." in seen.lead
    assert any(proof.status == "denied" for one in told(seen, "disagreement.risk_denied_in_note") for proof in one.evidence)


def test_they_ask_for_attention_and_stand_in_since() -> None:
    reasons = [one.reason for one in since_last(seen_with(URGE, HURT, findings=DENIED)).signals if one.kind == "risk"]
    assert reasons == [
        "Suicidal thoughts on 18 February (the client's own entry: Urge to end my life, 4 of 5); not denied since; "
        "the note of that day denies it.",
        "Self-harm on 18 February (the client's own entry: I hurt myself, yes); not denied since; the note of that day denies it.",
    ]


def test_the_risk_rows_of_the_arc_show_them() -> None:
    seen = seen_with(URGE, HURT, findings=DENIED)
    assert "18 Feb: self-harm told in the client&#39;s own entry (I hurt myself, yes)" in arc(seen, WIDE).replace("&#x27;", "&#39;")
    [day] = [row for row in numbers_table(seen).rows if row.day == week(6)]
    assert "the client's own entry: I hurt myself, yes" in day.also


def test_two_later_denials_close_them_as_any_other() -> None:
    seen = assess_timeline(course(9, logged_risk=[HURT], findings=[said("self_harm", 7, 0), said("self_harm", 8, 0)]))
    assert not [one for one in seen.signals if one.kind == "risk"]


def test_what_was_told_between_two_sessions_is_in_the_arc() -> None:
    later = LoggedRisk(week(6) + timedelta(days=3), LOG, "I hurt myself", "yes", "self_harm", "row")
    seen = seen_with(later)
    assert seen.as_of == later.date
    assert "21 Feb: self-harm" in arc(seen, WIDE)
    assert not until(seen.timeline, week(6)).logged_risk


def test_only_an_answer_at_its_line_counts_and_a_lower_one_denies_nothing() -> None:
    form = catalogue().logs[LOG]
    assert not list(logged_risk(form, {"urge_suicide": 3.0, "did_self_harm": False}, on=week(6), source="row"))
    [urge] = logged_risk(form, {"urge_suicide": 4.0}, on=week(6), source="row")
    assert urge == URGE
    zeros = [LogEntry(week(n), LOG, "urge_suicide", 0.0, "lower") for n in (7, 8, 9)]
    assert list(risk_in_entries([LogEntry(week(6), LOG, "did_self_harm", 1.0, "lower", "row"), *zeros])) == [HURT]


def test_a_target_of_a_diary_card_is_called_by_what_was_asked_of_it() -> None:
    card = card_for([Target("t1", "My bridge", 1)])
    [urge] = logged_risk(card, {"urge_t1": 5.0}, on=week(6), source="row")
    assert (urge.line, urge.answer, urge.about) == ("Urge", "5 of 5", "suicidal_ideation")


def test_a_reader_who_is_told_of_risk_is_told_of_them_also_without_the_log() -> None:
    levels = {**readers()["discharge"].levels(), "risk": Level.PLAIN, "log": Level.NOT}
    seen = disclosed(seen_with(HURT), levels)
    assert any("I hurt myself, yes" in one.text for one in seen.statements)
    without = disclosed(seen_with(HURT), {**levels, "risk": Level.NOT})
    assert not without.timeline.logged_risk
