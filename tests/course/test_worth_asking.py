"""One question, by the published order, with its reason."""

from dataclasses import replace
from datetime import date

from courses import course, said, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import Signal
from fullarc.course.from_notes import read_notes
from fullarc.course.sheet import sheet_from, sheet_of
from fullarc.course.since_last import since_last
from fullarc.course.timeline import LifeEvent, timeline_of
from fullarc.course.worth_asking import Question, Unspoken, Worse, worth_asking
from fullarc.goals.goal import Goal

HOMEWORK = Unspoken("Ride the train twice", week(5), week(6))
RELIABLY = Worse("PHQ-9", 9, 16, week(6), True)
GOAL = Goal("g1", "Swim again on Sundays", week(1))


def asked(*, worse: tuple[Worse, ...] = (), unspoken: tuple[Unspoken, ...] = (), **parts: object) -> Question:
    return worth_asking(assess_timeline(course(6, **parts)), worse, unspoken)  # type: ignore[arg-type]


def test_a_reliably_worse_score_goes_before_homework_and_homework_before_a_goal() -> None:
    every = {"goals": [GOAL]}
    assert asked(worse=(RELIABLY,), unspoken=(HOMEWORK,), **every).rule == "worse"
    assert asked(unspoken=(HOMEWORK,), **every).rule == "homework"
    assert asked(**every).rule == "goal"


def test_a_step_within_measurement_error_asks_nothing() -> None:
    assert asked(worse=(Worse("PHQ-9", 3, 4, week(6), False),)).rule == "better"
    assert asked(worse=(Worse("Own form", 3, 4, week(6), None),)).rule == "worse_by_an_unknown_error"


def test_each_question_says_its_reason_in_words() -> None:
    question = asked(unspoken=(HOMEWORK,))
    assert question.why == "“Ride the train twice” was planned on 11 February; the note of 18 February does not mention it."
    assert "because" not in question.why


def test_what_the_client_found_hard_last_time_is_asked_before_all_but_risk() -> None:
    found_hard = said("response_negative", 6, None)
    question = asked(worse=(RELIABLY,), unspoken=(HOMEWORK,), findings=[found_hard])
    assert question.rule == "hard"
    assert question.why == "The note of 18 February says: “response_negative”."
    assert asked(findings=[found_hard, said("suicidal_ideation", 6, None)]).rule == "risk"


def test_what_was_hard_some_sessions_ago_is_not_asked_again() -> None:
    assert asked(findings=[said("response_negative", 4, None)]).rule == "better"


def test_a_recent_event_is_asked_about_when_nothing_else_is() -> None:
    assert asked(events=[LifeEvent(week(5), "Moved house", "relocation")]).rule == "event"
    assert asked(events=[LifeEvent(date(2025, 3, 1), "Moved house", "relocation")]).rule == "better"


def test_the_page_since_last_time_asks_the_same_way() -> None:
    seen = assess_timeline(course(6, scores=scores("phq-9", [9, 9, 9, 9, 9, 18])))
    assert since_last(seen).question.rule == "worse"


def test_a_course_that_is_not_on_track_is_asked_about_and_not_what_went_better() -> None:
    seen = assess_timeline(course(24, scores=scores("phq-9", [16, 15, 17] * 8)))
    question = worth_asking(seen)
    assert question.rule == "too_slow"
    assert question.why.startswith("No reliable improvement on PHQ-9 in 24 sessions")
    assert worth_asking(seen, unspoken=(HOMEWORK,)).rule == "homework"


def test_a_course_that_gets_worse_is_asked_about_before_homework() -> None:
    seen = replace(assess_timeline(course(6)), signals=(Signal("deterioration", "PHQ-9 rose from 9 to 18.", week(6), ()),))
    question = worth_asking(seen, unspoken=(HOMEWORK,))
    assert (question.rule, question.why) == ("worsening", "PHQ-9 rose from 9 to 18.")


def test_the_reason_never_says_that_nothing_asks_while_a_signal_is_open() -> None:
    signal = Signal("silence", "No note for six weeks.", week(6), ())
    seen = replace(assess_timeline(course(6)), signals=(signal,))
    assert worth_asking(seen).why == "No question is set for what asks for attention."
    assert worth_asking(replace(seen, signals=())).why == "Nothing else in the record asks first."


def test_a_sheet_survives_being_written_down() -> None:
    seen = assess_timeline(course(6, goals=[GOAL], scores=scores("phq-9", [18, 17, 12, None, 9, 7])))
    sheet = sheet_of(seen, plan=["Look at sleep"], homework=["Ride"], plan_on=week(6), unspoken=[HOMEWORK])
    assert sheet_from(sheet.as_json()) == sheet
    assert sheet.goals == (("Swim again on Sundays", 5),)
    assert sheet.lines[0].values[-1] == 7


def test_the_question_about_a_risk_is_about_that_risk() -> None:
    questions = {
        danger: asked(findings=[said(danger, 6, None)]).text for danger in ("suicidal_ideation", "self_harm", "violence", "crisis_contact")
    }
    assert len(set(questions.values())) == 4
    assert "hurting yourself" in questions["self_harm"]
    assert "anybody in danger" in questions["violence"]
    read, found = read_notes([(week(6), "note", "Her husband hit her on Saturday.")])
    assert "are you safe where you are now" in worth_asking(assess_timeline(timeline_of(notes=read, findings=found))).text
