"""What the course says of risk: the past is told, an open risk is told whole, notes and forms are counted apart."""

import re
from dataclasses import replace
from datetime import date

from tests.course.courses import course, notes, said, source, week

from fullarc.charts.arc import arc
from fullarc.charts.drawing import WIDE
from fullarc.charts.lanes import risk_levels
from fullarc.charts.numbers import numbers_table
from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.from_notes import read_notes
from fullarc.course.risk import risk_course
from fullarc.course.risk_disagreement import without_the_other
from fullarc.course.sheet import sheet_of
from fullarc.course.statement import Statement
from fullarc.course.timeline import NotedFinding, Review, RiskAnswer, ScoreRecord, timeline_of
from fullarc.reading.finding import Severity, Status
from fullarc.reports.disclosed import disclosed
from fullarc.reports.readers import Level, readers

FRESH = (
    "She sometimes thinks it would be easier not to wake up, but denies any plan or intent and says her son keeps her going. "
    "Two panic attacks since last week."
)
ASKED = ("suicidal_ideation",)


def risk_of(seen: CourseAssessment) -> Statement:
    return next(one for one in seen.statements if one.topic == "risk_profile")


def denied(*weeks: int) -> list[NotedFinding]:
    return [said("suicidal_ideation", number, 0) for number in weeks]


def form(number: int, *, answer: int = 0) -> ScoreRecord:
    told = (RiskAnswer(9, answer, "suicidal_ideation"),) if answer else ()
    return ScoreRecord(week(number), "phq-9", 12.0, number, source=f"phq/{number}", risk=told, risk_asked=() if answer else ASKED)


def fresh() -> CourseAssessment:
    read, found = read_notes([(date(2026, 11, 22), "second", FRESH)])
    answered = ScoreRecord(date(2026, 11, 16), "phq-9", 17.0, 1, source="phq/1", risk=(RiskAnswer(9, 1, "suicidal_ideation"),))
    return assess_timeline(timeline_of(notes=read, findings=found, scores=[answered]))


def test_a_past_suicide_attempt_is_told_first_with_its_words() -> None:
    past = said("suicide_attempt", 4, None, status=Status.HISTORICAL)
    seen = assess_timeline(course(6, findings=[*denied(1, 2, 3), past]))
    assert risk_of(seen).text.startswith("Past suicide attempt (told on 4 February). No present risk signal was noted; asked and denied")
    assert past.finding.quote in {proof.quote for proof in risk_of(seen).evidence}
    assert not seen.signals


def test_a_past_attempt_is_told_where_nothing_else_is_said_of_risk() -> None:
    seen = assess_timeline(course(3, findings=[said("suicide_attempt", 1, None, status=Status.HISTORICAL)]))
    assert "Past suicide attempt" in risk_of(seen).text
    assert "not the same as absent" in risk_of(seen).text


def test_past_self_harm_violence_and_admissions_are_told_the_gravest_first() -> None:
    past = [said(one, 1, None, status=Status.HISTORICAL) for one in ("hospitalization", "violence", "self_harm", "suicide_attempt")]
    words = risk_of(assess_timeline(course(3, findings=[*past, *denied(2, 3)]))).text
    assert words.index("suicide attempt") < words.index("self-harm") < words.index("violence") < words.index("psychiatric admission")


def test_the_history_of_another_person_is_not_the_clients() -> None:
    seen = assess_timeline(course(3, findings=[said("suicide_attempt", 1, None, status=Status.OTHER_PERSON), *denied(2)]))
    assert "ast suicide attempt" not in risk_of(seen).text


def test_every_reader_who_is_told_of_risk_is_told_of_the_past_attempt() -> None:
    past = said("suicide_attempt", 4, None, status=Status.HISTORICAL)
    seen = assess_timeline(course(6, findings=[*denied(1, 2, 3), past]))
    for key in ("discharge", "referrer", "insurer"):
        levels = readers()[key].levels({"risk": Level.PLAIN})
        assert levels["risk"] > Level.NOT
        assert "Past suicide attempt" in risk_of(disclosed(seen, levels)).text, key


def test_an_open_risk_names_the_form_and_the_note_what_is_denied_and_what_protects() -> None:
    words = risk_of(fresh()).text
    assert "passive suicidal thoughts (PHQ-9 of 16 November, note of 22 November)" in words
    assert "plan and intent denied" in words
    assert "son named as protective" in words


def test_a_reader_outside_is_not_told_which_person_protects() -> None:
    told = risk_of(disclosed(fresh(), readers()["insurer"].levels({"risk": Level.PLAIN}))).text
    assert "son" not in told
    assert "something protective is named" in told


def test_one_plain_mention_makes_the_thoughts_not_passive() -> None:
    plain = said("suicidal_ideation", 2, None)
    passive = replace(plain, finding=replace(plain.finding, rule="suicidal_ideation.never_waking"), date=week(1), source=source(1))
    assert "passive" in risk_of(assess_timeline(course(2, findings=[passive]))).text
    assert "passive" not in risk_of(assess_timeline(course(2, findings=[passive, plain]))).text


def test_a_plan_that_was_noted_is_not_called_denied() -> None:
    findings = [said("suicidal_ideation", 2, None), said("suicide_plan", 2, 0), said("suicide_plan", 3, None)]
    assert "plan denied" not in risk_of(assess_timeline(course(3, findings=findings))).text


def test_notes_and_forms_that_denied_are_counted_apart_and_as_in_the_evidence() -> None:
    seen = assess_timeline(course(4, findings=denied(1, 2, 3), scores=[form(1), form(4)]))
    assert "asked and denied in three notes and two forms, last on 4 February" in risk_of(seen).text
    domain = next(one for one in seen.domains if one.domain == "risk_profile")
    assert domain.rests_on == "3 of 4 notes and 2 forms speak of it"


def test_a_form_of_the_same_day_does_not_make_a_note_speak_of_risk() -> None:
    seen = assess_timeline(course(2, findings=denied(1), scores=[form(1), form(2)]))
    assert "Risk is not mentioned in 1 of 2 notes, which is not the same as absent." in seen.not_known


def test_a_denial_in_copied_words_is_neither_asked_nor_silent() -> None:
    copied = said("suicidal_ideation", 2, 0, carried_forward=True)
    seen = assess_timeline(timeline_of(notes=notes(2), findings=[*denied(1), copied]))
    assert not any("Risk is not mentioned" in one for one in seen.not_known)
    assert any("one note speaks of it only in words copied from an earlier note" in one for one in seen.not_known)


def test_the_lane_of_risk_shows_what_a_form_was_answered() -> None:
    levels = risk_levels(fresh())["suicidal_ideation"]
    assert [(level.date.day, level.level > 0) for level in levels] == [(16, True), (22, True)]


def test_a_note_that_denies_self_harm_and_tells_of_it_is_told_as_present_everywhere() -> None:
    read, found = read_notes([(week(1), "first", "Denies SH apart from scratching her forearm w/ a hairpin on Friday. Denies SI.")])
    assert {noted.finding.status for noted in found if noted.finding.indicator == "self_harm"} == {Status.PRESENT, Status.DENIED}
    seen = assess_timeline(timeline_of(notes=read, findings=found))
    [level] = risk_levels(seen)["self_harm"]
    [of_indicator] = next(course.levels for course in seen.indicators if course.indicator == "self_harm")
    assert level.level == of_indicator.level > 0
    assert "self-harm (note of 14 January)" in risk_of(seen).text
    assert "14 Jan: self-harm present" in arc(seen, WIDE)
    table = numbers_table(seen)
    assert table.rows[0].cells[table.columns.index("Self-harm")] == "noted, no level named"


def test_the_table_of_the_arc_tells_of_a_form_that_a_note_of_the_day_denies() -> None:
    table = numbers_table(assess_timeline(course(3, findings=denied(1, 2), scores=[form(1, answer=1), form(3)])))
    at = table.columns.index("Suicidal thoughts")
    assert [row.cells[at] for row in table.rows] == ["answered on a form", "absent", "denied on a form"]


def test_a_doubtful_danger_beside_its_denial_is_drawn_as_uncertain() -> None:
    findings = [said("suicide_plan", 1, 0), said("suicide_plan", 1, None, status=Status.UNCERTAIN)]
    assert "suicide plan uncertain" in arc(assess_timeline(course(1, findings=findings)), WIDE)


def test_suicidal_thoughts_corrected_to_present_open_the_risk_though_the_words_say_none() -> None:
    none = said("suicidal_ideation", 1, 0)
    there = replace(none.finding, status=Status.PRESENT, severity=Severity.NONE)
    corrected = replace(none, finding=there, review=Review.CORRECTED, status_said=True)
    seen = assess_timeline(course(1, findings=[none, corrected]))
    assert "A risk is open: suicidal thoughts" in risk_of(seen).text
    assert [level.level for level in risk_levels(seen)["suicidal_ideation"]] == [2]


def test_answers_to_risk_items_are_kept_from_a_reader_who_is_not_told_of_risk() -> None:
    levels = dict(readers()["referrer"].levels()) | {"risk": Level.NOT}
    assert all(not score.risk and not score.risk_asked for score in disclosed(fresh(), levels).timeline.scores)


def test_a_signal_names_all_that_was_said_of_one_kind_of_risk_on_its_last_day() -> None:
    seen = assess_timeline(course(4, findings=[said("suicidal_ideation", 4), said("access_to_means", 4)]))
    [signal] = [each for each in seen.signals if each.kind == "risk"]
    assert signal.reason == "Suicidal thoughts and access to means on 4 February; not denied since."
    assert {proof.indicator for proof in signal.proofs} == {"suicidal_ideation", "access_to_means"}


def a_platform_edge_and_26_tablets() -> list[NotedFinding]:
    """Suicidal thoughts in five notes; on the second day also the edge of a platform and counted tablets."""
    grave = [said("suicide_warning_sign", 2, None), said("access_to_means", 2, None)]
    return [*(said("suicidal_ideation", number, None) for number in (1, 2, 3, 4, 5)), *grave]


def test_the_gravest_day_is_named_beside_what_is_open_with_its_evidence() -> None:
    findings = [*a_platform_edge_and_26_tablets(), *denied(6, 7), said("self_harm_urge", 12, None)]
    seen = assess_timeline(course(12, findings=findings))
    told = "he gravest noted: suicidal thoughts, a warning sign of suicide and access to means (note of 21 January), closed since."
    assert f"urges to self-harm (note of 1 April), not denied since. T{told}" in risk_of(seen).text
    assert {"suicide_warning_sign", "access_to_means"} <= {proof.indicator for proof in risk_of(seen).evidence}


def test_the_signal_on_today_and_progress_tells_of_the_gravest_though_it_is_closed() -> None:
    findings = [said("suicide_intent", 1, None), *denied(2, 3), said("self_harm_urge", 5, None)]
    seen = assess_timeline(course(5, findings=findings))
    [signal] = [each for each in seen.signals if each.kind == "risk"]
    told = "not denied since; the gravest noted: suicidal intent (note of 14 January), closed since."
    assert signal.reason == f"Urges to self-harm on 11 February; {told}"
    assert sheet_of(seen).why == signal.reason
    assert {proof.indicator for proof in signal.proofs} == {"self_harm_urge", "suicide_intent"}


def test_in_the_arc_only_what_is_open_is_called_open() -> None:
    findings = [said("suicide_intent", 1, None), *denied(2, 3), said("self_harm_urge", 5, None)]
    rows = re.findall(r">(open|resolved|denied)<", arc(assess_timeline(course(5, findings=findings)), WIDE))
    assert rows == ["resolved", "denied", "open"]


def test_the_gravest_of_an_open_kind_is_not_called_closed() -> None:
    findings = [said("suicide_plan", 1, None), *(said("suicidal_ideation", number, None) for number in range(2, 8))]
    words = risk_of(assess_timeline(course(7, findings=findings))).text
    assert words.endswith("The gravest noted: a suicide plan (note of 14 January).")


def test_the_gravest_is_not_said_twice_where_its_day_is_named_anyway() -> None:
    findings = [said("suicide_plan", 3, None), said("suicidal_ideation", 4, None)]
    assert "gravest" not in risk_of(assess_timeline(course(4, findings=findings))).text
    assert "gravest" not in risk_of(fresh()).text


def test_what_is_doubtful_is_not_the_gravest_beside_what_is_plainly_there() -> None:
    findings = [said("suicide_attempt", 1, None, status=Status.UNCERTAIN), said("suicide_plan", 2, None), *denied(3, 4)]
    risk = risk_course(course(4, findings=findings), {})
    assert [mention.indicator for mention in risk.gravest] == ["suicide_plan"]


def test_a_risk_that_has_closed_names_its_gravest_day_too() -> None:
    words = risk_of(assess_timeline(course(7, findings=[*a_platform_edge_and_26_tablets(), *denied(6, 7)]))).text
    assert "All that was noted of risk is resolved. Noted earlier: suicidal thoughts (on five days, last 11 February)" in words
    assert words.endswith("The gravest noted: suicidal thoughts, a warning sign of suicide and access to means (note of 21 January).")


def test_a_reader_who_is_not_told_of_disagreements_is_told_of_the_gravest() -> None:
    findings = [said("suicide_intent", 1, None), *denied(2, 3, 5)]
    seen = assess_timeline(course(5, findings=findings, scores=[form(5, answer=1)]))
    [signal] = [without_the_other(each) for each in seen.signals if each.kind == "risk"]
    assert signal.reason == "Suicidal thoughts on 11 February; not denied since; the gravest noted: suicidal intent (note of 14 January)."


def test_each_kind_that_is_open_says_itself_whether_it_was_denied_since() -> None:
    findings = [said("self_harm", 1, None), said("suicidal_ideation", 2, None), said("self_harm", 3, 0), said("suicide_plan", 2, 0)]
    words = risk_of(assess_timeline(course(3, findings=findings))).text
    assert words.startswith(
        "A risk is open: suicidal thoughts (note of 21 January), not denied since; "
        "self-harm (note of 14 January), denied once since (two denials close it); plan denied."
    )


def test_kinds_of_which_the_same_is_so_stand_together() -> None:
    findings = [said("self_harm", 1, None), said("suicidal_ideation", 2, None)]
    words = risk_of(assess_timeline(course(2, findings=findings))).text
    assert "suicidal thoughts (note of 21 January) and self-harm (note of 14 January), not denied since." in words


def test_what_was_told_in_the_last_two_weeks_stands_before_what_is_older_and_graver_before_lighter() -> None:
    old_violence = said("violence", 1, 3)
    seen = assess_timeline(course(9, findings=[old_violence, said("self_harm", 9, None), said("suicidal_ideation", 9, 1)]))
    assert [one.danger for one in seen.signals if one.kind == "risk"] == ["suicidal_ideation", "self_harm", "violence"]
    words = risk_of(seen).text
    assert words.index("suicidal thoughts") < words.index("self-harm") < words.index("violence")
    fresh_harm = assess_timeline(course(9, findings=[said("suicidal_ideation", 1, None), said("self_harm", 9, None)]))
    assert [one.danger for one in fresh_harm.signals if one.kind == "risk"] == ["self_harm", "suicidal_ideation"]


def test_the_headline_names_what_is_open() -> None:
    seen = assess_timeline(course(3, findings=[said("suicidal_ideation", 3, None), said("violence", 1, None)]))
    assert seen.lead.startswith("A risk is open (suicidal thoughts and violence, unclear by whom).")


def test_thoughts_that_their_own_note_denies_too_are_not_the_gravest_beside_plain_ones() -> None:
    contested = [said("suicidal_ideation", 5, None), said("suicidal_ideation", 5, 0)]
    risk = risk_course(course(6, findings=[said("suicidal_ideation", 2, None), *contested]), {})
    assert [mention.date for mention in risk.gravest] == [week(2)]
    assert [mention.date for mention in risk.unresolved] == [week(5)]


def test_thoughts_that_only_one_note_tells_are_the_gravest_though_it_denies_them_too() -> None:
    contested = [said("suicidal_ideation", 5, None), said("suicidal_ideation", 5, 0)]
    risk = risk_course(course(6, findings=contested), {})
    assert [mention.date for mention in risk.gravest] == [week(5)]


def test_a_plan_beside_denied_thoughts_is_graver_than_plain_thoughts() -> None:
    findings = [said("suicidal_ideation", 2, None), said("suicide_plan", 5, None), said("suicidal_ideation", 5, 0)]
    assert {one.indicator for one in risk_course(course(6, findings=findings), {}).gravest} == {"suicide_plan"}


def test_what_a_clinician_has_confirmed_is_plain() -> None:
    confirmed = replace(said("suicidal_ideation", 5, None), review=Review.CONFIRMED)
    findings = [said("suicidal_ideation", 2, None), confirmed, said("suicidal_ideation", 5, 0)]
    assert [mention.date for mention in risk_course(course(6, findings=findings), {}).gravest] == [week(5)]


def test_a_danger_of_another_side_makes_no_day_the_gravest() -> None:
    findings = [said("suicidal_ideation", 4, None), said("suicidal_ideation", 2, None), said("violence", 2, None)]
    risk = risk_course(course(6, findings=findings), {})
    assert [(mention.indicator, mention.date) for mention in risk.gravest] == [("suicidal_ideation", week(4))]
