"""The golden thread: what is missing is said in words, with where it is put in, and the list becomes empty as it is put in."""

from dataclasses import replace
from datetime import date, timedelta

from tests.course.threads import BEGAN, PANIC, PLAN, TODAY, TRAIN, known, note

from fullarc.course.golden_thread import Link, Mend, Thread, golden_thread
from fullarc.diagnoses.diagnosis import Diagnosis
from fullarc.goals.goal import Goal
from fullarc.plans.plan import Kind, Plan, without_line


def rules(thread: Thread) -> list[str]:
    return [one.rule for one in thread.missing]


def test_the_list_becomes_empty_step_by_step() -> None:
    nothing = known(plan=None, diagnoses=(), goals=(), ratings=())
    steps = [
        nothing,
        replace(nothing, diagnoses=(PANIC,)),
        replace(nothing, diagnoses=(PANIC,), goals=(TRAIN,)),
        known(plan=Plan(), ratings=()),
        known(plan=Plan(PLAN.lines[:1], PLAN.review_on), ratings=()),
        known(plan=Plan(PLAN.lines[:2], PLAN.review_on), ratings=()),
        known(plan=Plan(PLAN.lines[:3], PLAN.review_on), ratings=()),
        known(ratings=()),
        known(),
    ]
    assert [rules(golden_thread(step)) for step in steps] == [
        ["course.diagnosis", "course.goal", "course.plan"],
        ["course.goal", "course.plan"],
        ["course.plan", "goal.no_number"],
        ["plan.diagnosis_without_problem", "plan.no_problem", "plan.goal_missing", "goal.no_number"],
        ["plan.problem_without_goal", "plan.goal_missing", "goal.no_number"],
        ["plan.goal_without_objective", "goal.no_number"],
        ["plan.objective_without_intervention", "goal.no_number"],
        ["goal.no_number"],
        [],
    ]


def test_a_note_that_says_everything_lacks_nothing() -> None:
    thread = golden_thread(known(note()))
    assert thread.missing == ()
    assert thread.in_words == "No link of the thread is missing."


def test_what_was_done_in_copied_words_alone_is_said_to_be_copied() -> None:
    said = note(intervention="", response="Practiced exposure with response prevention in session; provided psychoeducation about panic.")
    copied = replace(said, findings=tuple(replace(each, carried_forward=True) for each in said.findings))
    assert "note.intervention" not in rules(golden_thread(known(said)))
    [told] = [one.sentence for one in golden_thread(known(copied)).missing if one.rule == "note.intervention"]
    assert told == "It says what was done only in words copied from an earlier note."


def test_the_list_of_a_note_becomes_empty_as_it_is_written() -> None:
    empty = {"risk": "", "intervention": "", "response": "", "progress": "", "plan": ""}
    wanted = ["note.goal", "note.intervention", "note.response", "note.plan", "note.risk"]
    assert rules(golden_thread(known(note(goals=(), **empty)))) == wanted
    written = dict(empty)
    left = []
    for key in ("intervention", "response", "progress", "plan", "risk"):
        written = {other: text for other, text in written.items() if other != key}
        left.append([rule.removeprefix("note.") for rule in rules(golden_thread(known(note(**written))))])
    assert left == [["response", "progress", "plan", "risk"], ["progress", "plan", "risk"], ["plan", "risk"], ["risk"], []]


def test_support_and_a_school_are_no_technique() -> None:
    for words in (
        "Supportive therapy.",
        "CBT.",
        "Provided empathic listening and discussed the week's events.",
        "Individual therapy, validated feelings",
    ):
        (missing,) = golden_thread(known(note(intervention=words))).missing
        assert (missing.link, missing.rule, missing.mend) == (Link.INTERVENTION, "note.intervention", Mend.NOTE), words
        assert missing.sentence == "It names no technique, only support or a school of therapy."


def test_a_technique_that_the_reader_does_not_know_is_one() -> None:
    assert not golden_thread(known(note(intervention="Drew the map of her family, to see who sides with whom."))).missing


def test_a_technique_planned_for_next_time_was_not_done() -> None:
    missing = golden_thread(known(note(intervention="", plan="Exposure on the bus next week."))).missing
    assert [one.rule for one in missing] == ["note.intervention"]


def test_progress_on_a_measured_objective_wants_a_number() -> None:
    told = golden_thread(known(note(progress="More rides than before.")))
    assert [one.rule for one in told.missing] == ["note.number"]
    assert not golden_thread(known(note(progress="More rides than before.", rated=("g1",)))).missing
    plain = Plan(
        tuple(replace(line, text="Ride more often") if line.kind is Kind.OBJECTIVE else line for line in PLAN.lines), PLAN.review_on
    )
    assert rules(golden_thread(known(note(progress="More rides than before."), plan=plain))) == ["plan.objective_not_measured"]


def test_a_form_that_asked_about_risk_counts_as_asked() -> None:
    assert not golden_thread(known(note(risk="", risk_asked=True))).missing


def test_risk_of_somebody_else_is_not_the_clients() -> None:
    missing = golden_thread(known(note(risk="", client_report="Her brother tried to kill himself last year."))).missing
    assert [one.rule for one in missing] == ["note.risk"]


def test_prose_without_headings_is_understood_by_what_is_read_in_it() -> None:
    prose = "Did exposure on the bus. She responded well. Denies SI. We will meet next week. 2 rides."
    thread = golden_thread(known(replace(note(rated=("g1",)), text=prose, parts={}, findings=note(client_report=prose).findings)))
    assert not thread.missing


def test_a_note_is_judged_by_the_plan_and_diagnosis_of_its_own_day() -> None:
    ended = replace(PANIC, until=date(2026, 2, 1))
    newer = Diagnosis("F32.1", "Depressive episode, moderate", date(2026, 2, 1), principal=True)
    early, late = note(date(2026, 1, 20)), note(date(2026, 2, 10))
    thread = golden_thread(known(early, late, diagnoses=(ended, newer)))
    assert [(one.rule, one.on) for one in thread.missing if one.source] == [("note.diagnosis", late.date)]
    assert [one.rule for one in thread.of_the_course] == ["plan.diagnosis_ended", "plan.diagnosis_without_problem"]


def test_a_goal_that_five_notes_do_not_speak_to_is_told_of() -> None:
    swim = Goal("g2", "Swim again on Sundays.", BEGAN)
    notes = [note(TODAY - timedelta(days=7 * week)) for week in range(5)]
    course = known(*notes, goals=(TRAIN, swim))
    assert ("goal.unspoken", "Swim again on Sundays.") in [(one.rule, one.about) for one in golden_thread(course).missing]
    assert "goal.unspoken" not in rules(golden_thread(replace(course, notes=tuple(notes[:4]))))


def test_an_intervention_of_the_plan_that_no_note_tells_of() -> None:
    other = {"intervention": "Behavioural activation: planned three walks."}
    three = [note(TODAY - timedelta(days=7 * week), **other) for week in range(3)]
    (missing,) = golden_thread(known(*three)).missing
    assert (missing.rule, missing.about) == ("plan.intervention_unused", "Exposure on trains")
    assert not golden_thread(known(*three[:2])).missing
    assert not golden_thread(known(*three, note(TODAY - timedelta(days=1)))).missing


def test_a_number_older_than_the_review_interval_is_told_of() -> None:
    later = known(today=TODAY + timedelta(days=91))
    assert rules(golden_thread(later)) == ["course.review", "goal.old_number"]
    assert rules(golden_thread(replace(later, observed={"g1": (later.today,)}))) == ["course.review"]


def test_a_draft_of_a_plan_is_no_plan() -> None:
    (missing,) = [one for one in golden_thread(known(plan=None, draft=True)).missing if one.link is Link.PLAN]
    assert missing.sentence == "The treatment plan is a draft that nobody has signed."


def test_a_strand_tells_what_hangs_on_a_goal() -> None:
    (strand,) = golden_thread(known(note())).strands
    assert strand.diagnosis == "F40.01 Agoraphobia with panic disorder"
    assert (strand.objectives, strand.interventions) == (("3 train rides a week",), ("Exposure on trains",))
    assert (strand.spoken, strand.answered, strand.latest_number) == (1, 1, TODAY)
    assert strand.next_step.startswith("Ride on Tuesday")


def test_the_sentence_above_the_list_counts() -> None:
    thread = golden_thread(known(note(risk=""), ratings=()))
    assert thread.in_words == "Two links are missing: one link of the course, one link in one note."


def test_nothing_is_missing_below_a_line_that_was_taken_out() -> None:
    gone = without_line(PLAN, "l2")
    assert "plan.problem_without_goal" in rules(golden_thread(known(plan=gone)))
