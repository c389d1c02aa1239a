"""A gain that was there and is gone stays a signal until it is back, also after the end of the course."""

import pytest
from courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.signal_settings import SHORT
from fullarc.course.summary import summary_of
from fullarc.course.timeline import LifeEvent
from fullarc.course.why_and_what_next import why_and_what_next
from fullarc.course.worth_asking import worth_asking

GAIN = [56, 50, 44, 30, 20, 12, 5, 1, 2, 1, 1]
RELAPSE = [*GAIN, 50, 52, 51, 57, 55]


def seen(values: list[float], measure: str = "pcl-5", **more: object) -> CourseAssessment:
    return assess_timeline(course(len(values), scores=scores(measure, values), **more))


def signals(values: list[float], measure: str = "pcl-5", **more: object) -> list[Signal]:
    return [one for one in seen(values, measure, **more).signals if one.kind == "lost_gain"]


def test_a_full_relapse_is_said_with_its_best_score_and_how_long_it_lasts() -> None:
    [signal] = signals(RELAPSE)
    assert signal.reason == (
        "PCL-5 had improved reliably, from 56 to 1 on 4 March, and the gain is gone in the last five scores: "
        "50 to 57, the latest 55 on 29 April; no reliable change from the first is left."
    )
    assert signal.short == "PCL-5 1 → 55, gain lost"
    assert len(signal.short) <= SHORT
    assert signal.since == week(12)
    assert {proof.date for proof in signal.proofs} == {week(1), week(8), *(week(n) for n in range(12, 17))}


@pytest.mark.parametrize("scores_since", range(2, 12))
def test_it_stays_for_as_long_as_the_gain_is_gone(scores_since: int) -> None:
    assert len(signals([*GAIN, *[54.0] * scores_since])) == 1


def test_a_gain_that_went_little_by_little_is_as_lost() -> None:
    assert signals([20, 18, 14, 9, 8, 7, 6, 5, 4, 6, 8, 10, 12, 14, 16, 18], "phq-9")


def test_a_gain_that_comes_and_goes_asks_while_it_is_gone() -> None:
    gone = seen([18, 17, 8, 8, 17, 17, 8, 8, 18, 18], "phq-9")
    assert [one.kind for one in gone.signals] == ["lost_gain"]
    assert gone.lead == "A gain in depression has come and gone."
    assert not signals([18, 17, 8, 8, 17, 17, 8, 8, 18, 18, 8, 8], "phq-9")


def test_less_than_a_third_of_it_is_no_gain_that_has_held() -> None:
    [signal] = signals([17, 14, 8, 5, 4, 3, 3, 3, 3, 12, 13, 13], "gad-7")
    assert signal.reason.endswith("less than a third of it is left.")


@pytest.mark.parametrize("values", [[*GAIN, 54], [56, 50, 30, 54, 55], [56, 55, 54, 55, 56], [*GAIN, 50, 52, 5, 2]])
def test_one_score_that_was_better_or_worse_is_no_gain_lost_and_what_came_back_is_none(values: list[float]) -> None:
    assert not signals(values)


def test_a_dip_is_no_lost_gain() -> None:
    event = LifeEvent(week(12), "Her grandmother died", "bereavement")
    assert not signals([*GAIN, 50, 2], events=[event])


def test_what_is_worse_than_at_the_start_is_getting_worse_and_said_once() -> None:
    kinds = {one.kind for one in seen([20, 18, 12, 8, 5, 4, 4, 26, 27, 27], "phq-9").signals}
    assert "deterioration" in kinds
    assert not kinds & {"lost_gain", "step_back"}


def test_it_outlives_the_end_of_the_course() -> None:
    ended = seen(RELAPSE, ended=week(16))
    assert "lost_gain" in [one.kind for one in ended.signals]
    assert summary_of(ended).ended


def test_it_is_worth_asking_about_and_opens_the_why() -> None:
    told = seen([*GAIN, 50, 52])
    assert [one.kind for one in told.signals] == ["lost_gain"]
    assert worth_asking(told).rule == "worsening"
    assert why_and_what_next(told) is not None
