"""A gain that had lasted and a last score that is reliably worse: told, and a signal."""

import pytest
from courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.signal_settings import SHORT
from fullarc.course.statement import Change, Durability
from fullarc.course.summary import summary_from, summary_of
from fullarc.course.timeline import LifeEvent
from fullarc.exchange.pages.course_words import statement_durability
from fullarc.narrative.for_clinician import outcome_for_clinician
from fullarc.reports.parts import score_rows

GAIN = [20, 18, 14, 9, 8, 7, 6, 5, 5, 4, 5, 4, 4]


def seen(values: list[float], measure: str = "phq-9", **more: object) -> CourseAssessment:
    return assess_timeline(course(len(values), scores=scores(measure, values), **more))


def signals(values: list[float], measure: str = "phq-9", **more: object) -> list[Signal]:
    return [one for one in seen(values, measure, **more).signals if one.kind == "step_back"]


def test_a_reliable_step_back_after_a_lasting_gain_asks_for_a_look() -> None:
    [signal] = signals([*GAIN, 11])
    assert signal.reason == (
        "PHQ-9 had improved reliably, from 20 to 4 on 8 April, and the gain had lasted; the last score, 11 on 15 April, is a step back; "
        "6 points are reliable. Provisional: it rests on one score."
    )
    assert signal.short == "PHQ-9 4 → 11, a step back"
    assert len(signal.short) <= SHORT
    assert signal.since == week(14)
    assert [proof.date for proof in signal.proofs] == [week(1), week(13), week(14)]


def test_a_step_back_that_a_second_score_bears_out_is_no_longer_provisional() -> None:
    [signal] = signals([*GAIN, 11, 10])
    assert "it was 11 on 15 April and 10 on 22 April since" in signal.reason
    assert "Provisional" not in signal.reason
    assert signal.since == week(14)


def test_the_statement_and_the_headline_still_tell_it_when_the_next_score_is_as_bad() -> None:
    told = seen([*GAIN, 11, 10])
    [one] = [statement for statement in told.statements if statement.topic == "phq-9"]
    assert "; the last two scores, 11 on 15 April and 10 on 22 April, are reliably worse than the 4 of 8 April before them" in one.text
    assert told.lead.endswith("and the gain held until the last two scores, which are reliably worse than the one before them.")


@pytest.mark.parametrize("after", [[8], [5], [11, 5], [11, 8]])
def test_what_is_within_measurement_error_or_back_again_asks_for_nothing(after: list[float]) -> None:
    assert not signals([*GAIN, *after])


def test_a_gain_of_yesterday_is_no_lasting_gain() -> None:
    assert not signals([20, 18, 19, 9, 15])


def test_a_gain_that_is_gone_with_one_score_asks_for_a_look_too() -> None:
    [signal] = signals([*GAIN, 18])
    assert signal.short == "PHQ-9 4 → 18, a step back"


def test_a_score_that_is_worse_than_the_first_is_getting_worse_and_said_once() -> None:
    kinds = [one.kind for one in seen([*GAIN, 26, 27]).signals]
    assert "deterioration" in kinds
    assert "step_back" not in kinds


def test_a_dip_that_has_passed_is_no_step_back() -> None:
    event = LifeEvent(week(14), "Her grandmother died", "bereavement")
    assert not signals([*GAIN, 11, 4], events=[event])


def test_an_ended_course_keeps_it_in_its_words_and_asks_for_nothing() -> None:
    ended = seen([*GAIN, 11], ended=week(14))
    assert "step_back" not in [one.kind for one in ended.signals]
    assert summary_of(ended).step_back == 1


def test_where_higher_is_better_a_fall_is_the_step_back() -> None:
    [signal] = signals([10, 12, 20, 24, 25, 26, 26, 27, 14], "ors")
    assert signal.short == "ORS 27 → 14, a step back"


def test_the_row_of_the_caseload_keeps_the_step_back_and_older_rows_are_read() -> None:
    row = summary_of(seen([*GAIN, 11]))
    assert (row.change, row.durability, row.step_back) == ("improved", "sustained", 1)
    said = row.as_json()
    assert summary_from(said) == row
    del said["step_back"]
    assert summary_from(said).step_back == 0


ANXIOUS = [13, 11, 10, 8, 7, 6, 6, 5, 6, 3]


def test_one_score_back_near_the_first_does_not_undo_a_gain_that_had_lasted() -> None:
    told = seen([*ANXIOUS, 12], "gad-7")
    assert (told.scores[0].change, told.scores[0].durability) == (Change.IMPROVED, Durability.SUSTAINED)
    assert told.lead == "Anxiety improved, and the gain held until the last score, which is reliably worse than the one before."
    assert told.statements[0].text == (
        "GAD-7 improved reliably from 13 to 3, and the gain held in seven scores since 4 February; the last score, 12 on 25 March, is "
        "reliably worse than the 3 of 18 March before it and not reliably better than the first. "
        "Provisional: it is one score, and the change stands by the mean of the last three."
    )
    assert [one.reason.endswith("Provisional: it rests on one score.") for one in told.signals] == [True]


def test_a_second_score_near_the_first_says_that_the_gain_is_gone() -> None:
    told = seen([*ANXIOUS, 12, 12], "gad-7")
    assert told.scores[0].durability is Durability.LOST
    assert told.lead.startswith("A gain in anxiety was there and is gone.")


def test_a_smaller_slip_to_near_the_first_is_no_step_back_and_no_loss() -> None:
    told = seen([13, 12, 8, 8, 8, 8, 8, 10], "gad-7")
    assert not told.scores[0].step_back
    assert told.lead.endswith("and the gain held until the last score, which alone is not reliably better than the first.")
    assert "the last score, 10 on 4 March, is not reliably better than the first. Provisional" in told.statements[0].text


def test_a_gain_that_came_back_and_had_lasted_is_not_undone_by_one_score_either() -> None:
    told = seen([20, 19, 8, 8, 20, 19, 8, 7, 6, 5, 4, 4, 18])
    assert told.scores[0].durability is Durability.REGAINED
    assert "the gain was back in six scores since" in told.statements[0].text
    assert told.lead == (
        "Depression improved, and the gain was lost for a time, and was back until the last score, "
        "which is reliably worse than the one before."
    )


def test_a_gain_that_does_not_stand_by_the_mean_of_the_last_three_is_gone() -> None:
    assert seen([13, 12, 9, 9, 9, 9, 9, 13], "gad-7").scores[0].durability is Durability.LOST


def test_nowhere_does_sustained_stand_alone_beside_a_last_score_that_is_worse() -> None:
    told = seen([*GAIN, 11])
    [one] = [statement for statement in told.statements if statement.topic == "phq-9"]
    assert statement_durability(one, told) == "sustained until the last score"
    assert "(improved, sustained until the last score)" in outcome_for_clinician(told)
    assert score_rows(told, str)[0][-1][1] == "improved, sustained until the last score"
    assert told.scores[0].durability is Durability.SUSTAINED  # the word of the rule stays what it was


def test_a_gain_that_held_with_its_last_score_says_no_until() -> None:
    told = seen([*GAIN, 5])
    assert told.scores[0].held_until == ""
    assert "the gain has held" in told.lead


def test_of_two_measures_the_one_that_held_and_the_one_that_held_until_the_last_score_are_told_apart() -> None:
    both = [*scores("phq-9", GAIN), *scores("gad-7", [*ANXIOUS, 3, 3, 12])]
    lead = assess_timeline(course(13, scores=both)).lead
    assert "Depression improved, and the gain has held." in lead
    assert "Anxiety improved, and the gain held until the last score, which is reliably worse than the one before." in lead


def test_a_step_back_from_a_lasting_gain_asks_for_a_look_as_long_as_it_lasts() -> None:
    values = [*GAIN, 11, 12, 10, 13, 11, 11, 12]
    [signal] = signals(values)
    assert "in the seven scores since it was 10 to 13, the latest 12 on 27 May; " in signal.reason
    assert signal.since == week(14)
    told = next(one for one in seen(values).statements if one.topic == "phq-9")
    assert "; the last seven scores, 10 to 13, the latest 12 on 27 May, are reliably worse than the 4 of 8 April before them" in told.text
    assert not signals([*values, 5, 4])


def test_a_new_level_after_a_gain_of_a_day_is_no_step_back() -> None:
    told = seen([24, 8, 15, 15, 15, 15, 15])
    assert told.scores[0].durability is Durability.SUSTAINED
    assert told.scores[0].held_until == ""
    assert not signals([24, 8, 15, 15, 15, 15, 15])
