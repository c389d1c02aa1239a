"""The course of one measure."""

import pytest
from courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Change, Durability
from fullarc.course.timeline import LifeEvent, ScoreRecord


def judged(measure: str, *values: float | None, **parts: object) -> CourseAssessment:
    return assess_timeline(course(len(values), scores=scores(measure, values), **parts))


def test_a_fall_of_exactly_six_on_the_phq_9_is_reliable() -> None:
    [one] = judged("phq-9", 16, 15, 10).scores
    assert (one.change, one.reliable) == (Change.IMPROVED, True)


def test_a_fall_of_five_is_within_measurement_error() -> None:
    assessment = judged("phq-9", 16, 15, 11)
    assert assessment.scores[0].change is Change.NO_CLEAR_CHANGE
    assert "within measurement error" in assessment.statements[0].text


def test_a_higher_is_better_measure_improves_upwards() -> None:
    [one] = judged("ors", 15, 18, 24, 28, 30).scores
    assert one.change is Change.IMPROVED
    assert one.points[-1].reliable == "better"


def test_one_score_says_that_change_cannot_be_judged() -> None:
    assessment = judged("phq-9", 18)
    assert assessment.scores[0].change is Change.NOT_ENOUGH
    assert "change cannot be judged" in assessment.statements[0].text


def test_below_the_cut_off_and_reliably_better_is_recovered() -> None:
    [one] = judged("phq-9", 18, 16, 12, 8, 7, 6, 6, 5).scores
    assert (one.classification, one.durability) == ("recovered", Durability.SUSTAINED)


def test_who_started_in_the_normal_range_is_never_recovered() -> None:
    [one] = judged("phq-9", 9, 8, 2, 2).scores
    assert one.classification == "improved"


def test_from_healthy_to_clinical_and_reliably_worse_is_harmed() -> None:
    assert judged("phq-9", 6, 8, 14).scores[0].classification == "harmed"


def test_a_gain_that_is_gone_is_lost_and_the_sentence_says_so() -> None:
    assessment = judged("phq-9", 18, 17, 9, 8, 7, 8, 16, 17, 18)
    assert (assessment.scores[0].change, assessment.scores[0].durability) == (Change.NO_CLEAR_CHANGE, Durability.LOST)
    assert any("the gain is gone" in statement.text for statement in assessment.statements)


def test_a_gain_of_which_less_than_a_third_is_left_is_lost_though_the_rest_is_reliable() -> None:
    assessment = judged("gad-7", 17, 15, 9, 4, 3, 4, 13, 13, 13)
    assert (assessment.scores[0].change, assessment.scores[0].durability) == (Change.IMPROVED, Durability.LOST)
    assert "two thirds or more of a larger gain are lost" in assessment.statements[0].text
    assert judged("gad-7", 17, 15, 9, 9, 9, 10, 12, 12, 12).scores[0].durability is Durability.SUSTAINED


def test_a_measure_is_one_however_it_is_spelled() -> None:
    records = [ScoreRecord(week(1), "PHQ-9", 18), ScoreRecord(week(2), "phq9", 10)]
    assert [one.measure for one in assess_timeline(course(2, scores=records)).scores] == ["phq-9"]


def test_two_informants_are_two_series() -> None:
    records = [ScoreRecord(week(n), "phq-9", v, informant=who) for who, v in (("client", 18), ("parent", 9)) for n in (1, 2)]
    assert len(assess_timeline(course(2, scores=records)).scores) == 2


def test_an_unknown_measure_keeps_its_points_and_is_not_judged() -> None:
    [one] = judged("panas-positive", 6, 8, 14).scores
    assert (one.change, one.reliable_change, len(one.points)) == (Change.NOT_ENOUGH, None, 3)


def test_a_form_that_could_not_be_scored_is_a_gap_not_a_zero() -> None:
    records = [*scores("phq-9", [18, None, 17]), ScoreRecord(week(2), "phq-9", None, 2, not_scored="two items missing")]
    [one] = assess_timeline(course(3, scores=records)).scores
    assert [point.value for point in one.points] == [18, None, 17]
    assert (one.baseline, one.current) == (18, 17)


def test_several_scores_on_one_day_the_first_is_the_baseline_the_last_the_end() -> None:
    records = [ScoreRecord(week(1), "phq-9", v) for v in (18, 12)] + [ScoreRecord(week(3), "phq-9", v) for v in (16, 9)]
    [one] = assess_timeline(course(3, scores=records)).scores
    assert (one.baseline, one.current) == (18, 9)


def test_a_dip_near_a_bereavement_does_not_cost_the_gain() -> None:
    values = [18, 17, 12, 10, 9, 17, 16, 9, 8, 8, 7, 7]
    event = LifeEvent(week(5), "Her grandmother died", "bereavement")
    with_event, without = judged("phq-9", *values, events=[event]), judged("phq-9", *values)
    assert with_event.scores[0].durability is Durability.SUSTAINED
    assert without.scores[0].durability is Durability.REGAINED
    assert [dip.topics for dip in with_event.dips] == [("phq-9",)]
    assert not without.dips


def test_worse_after_an_event_and_never_back_is_no_dip() -> None:
    event = LifeEvent(week(5), "Her grandmother died", "bereavement")
    assessment = judged("phq-9", 12, 11, 10, 10, 9, 19, 19, 18, events=[event])
    assert not assessment.dips
    assert assessment.scores[0].change is Change.WORSENED


@pytest.mark.parametrize("event_week", [1, 12])
def test_an_event_far_away_makes_no_dip(event_week: int) -> None:
    event = LifeEvent(week(event_week), "Moved house", "relocation")
    values = [18, 17, 12, 10, 9, 17, 16, 9, 8, 8, 7, 7]
    assert not judged("phq-9", *values, events=[event]).dips
