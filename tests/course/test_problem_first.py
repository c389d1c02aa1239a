"""What somebody came for comes first: in the sentence at the top, and among the statements."""

from dataclasses import replace

from tests.course.courses import course, said, scores, story

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.summary import summary_of
from fullarc.course.timeline import Timeline

FELL = [18, 17, 15, 12, 9, 8, 7, 6, 6, 5, 5, 4]
PANIC = [3, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1]


def judged(timeline: Timeline, *, problem: str = "", diagnoses: tuple[str, ...] = ()) -> CourseAssessment:
    return assess_timeline(replace(timeline, presenting_problem=problem, diagnoses=diagnoses))


def full() -> Timeline:
    return course(12, findings=story("panic", PANIC), scores=[*scores("gad-7", FELL), *scores("phq-9", FELL)])


def test_the_presenting_problem_comes_before_the_measures() -> None:
    seen = judged(full(), problem="Panic attacks on the train. I have stopped going places.")
    assert seen.lead.startswith("Panic attacks and ")
    assert seen.statements[0].topic == "panic"


def test_the_diagnosis_speaks_where_the_clients_words_name_nothing() -> None:
    seen = judged(full(), problem="I get up because the alarm rings.", diagnoses=("F33.1 Major depressive disorder, recurrent, moderate",))
    assert seen.statements[0].topic == "phq-9"
    assert seen.lead.startswith("Depression and anxiety improved")


def test_without_problem_and_diagnosis_the_measures_come_first() -> None:
    assert judged(full()).statements[0].topic in {"gad-7", "phq-9"}


def test_a_symptom_that_a_measure_speaks_to_is_not_named_beside_it() -> None:
    timeline = course(12, findings=story("depressed_mood", PANIC), scores=scores("phq-9", FELL))
    assert judged(timeline, problem="Low mood since the summer").lead.startswith("Depression improved")


def test_a_lost_gain_in_the_presenting_problem_is_told_first() -> None:
    lost = story("panic", [3, 3, 3, 1, 0, 0, 0, 0, 3, 3, 3, 3])
    seen = judged(course(12, findings=lost, scores=scores("phq-9", [18] * 12)), problem="Panic attacks on the train.")
    assert seen.lead.startswith("A gain in panic attacks was there and is gone.")


def test_an_open_risk_stays_first_and_the_problem_is_named_after_it() -> None:
    seen = judged(course(1, findings=[said("suicidal_ideation", 1, None)]), problem="Low mood and panic attacks since losing her job")
    assert seen.lead == "A risk is open (suicidal thoughts). Low mood and panic attacks: too little is recorded to say what changed."


def test_the_row_of_the_caseload_is_led_by_a_measure_of_the_problem() -> None:
    flat = [13, 12, 13, 12, 11, 12, 13, 12, 12, 11, 12, 11]
    seen = course(12, scores=[*scores("gad-7", flat), *scores("phq-9", [None, None, *FELL[2:]])])
    assert summary_of(judged(seen, diagnoses=("F33.1 Major depressive disorder, recurrent, moderate",))).measure == "PHQ-9"
    assert summary_of(judged(seen, diagnoses=("F41.1 Generalized anxiety disorder",))).measure == "GAD-7"
    assert summary_of(judged(seen)).measure == "GAD-7"  # of all, the one with most scores


def test_one_score_alone_leads_no_row() -> None:
    seen = course(12, scores=[*scores("gad-7", FELL), *scores("phq-9", [18])])
    assert summary_of(judged(seen, diagnoses=("F33.1 Major depressive disorder, recurrent, moderate",))).measure == "GAD-7"
