"""Which two scores a course is judged by, and a figure that was not computed."""

from datetime import date

import pytest

from fullarc.change.direction import NotEnough
from fullarc.change.endpoints import NO_BASELINE, NO_END, ONE_SCORE, Administration, endpoints, refuse_incomparable
from fullarc.change.not_computed import NotComputed, computed
from fullarc.change.reliable_change import NO_VALUE, reliable_change


def day(number):
    return date(2026, 3, number)


def test_the_first_score_is_the_baseline_and_the_last_before_the_end_the_end_point():
    scores = [(day(9), 12.0), (day(2), 18.0), (day(16), 8.0), (day(30), 15.0)]
    found = endpoints(scores, second_contact=day(9), ended=day(20))
    assert (found.baseline, found.end, found.flags) == ((day(2), 18.0), (day(16), 8.0), ())
    assert endpoints(scores).end == (day(30), 15.0)
    assert endpoints(scores, ended=day(30)).end == (day(30), 15.0)


def test_of_several_scores_on_one_day_the_first_begins_and_the_last_ends():
    found = endpoints([(day(2), 18.0), (day(2), 16.0), (day(9), 9.0), (day(9), 7.0)])
    assert (found.baseline[1], found.end[1]) == (18, 7)
    assert len(found.flags) == 2
    same_day = endpoints([(day(2), 18.0), (day(2), 16.0)])
    assert (same_day.baseline[1], same_day.end[1], len(same_day.flags)) == (18, 16, 1)


def test_a_missing_total_is_missing_and_neither_zero_nor_carried_forward():
    found = endpoints([(day(2), None), (day(3), 18.0), (day(9), 9.0), (day(16), None)])
    assert (found.baseline, found.end) == ((day(3), 18.0), (day(9), 9.0))
    with pytest.raises(NotEnough, match=ONE_SCORE):
        endpoints([(day(2), 18.0), (day(9), None)])


def test_a_baseline_given_after_the_second_contact_is_none():
    scores = [(day(9), 18.0), (day(16), 8.0)]
    with pytest.raises(NotEnough, match=NO_BASELINE):
        endpoints(scores, second_contact=day(8))
    assert endpoints(scores, second_contact=day(9)).baseline == scores[0]
    with pytest.raises(NotEnough, match=NO_END):
        endpoints(scores, ended=day(15))


def test_a_reset_begins_a_new_episode():
    scores = [(day(2), 18.0), (day(9), 9.0), (day(16), 15.0), (day(23), 12.0)]
    assert endpoints(scores, reset=day(16)).baseline == (day(16), 15.0)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Administration("gad-7"), "different measures"),
        (Administration("phq-9", version="2"), "different versions"),
        (Administration("phq-9", informant="parent"), "different informants"),
        (Administration("phq-9", language="de"), "different languages"),
        (Administration("phq-9", recall_days=7), "different recall windows"),
        (Administration("phq-9", items=8), "different numbers of items"),
    ],
)
def test_scores_that_came_about_differently_are_not_compared(other, words):
    with pytest.raises(NotEnough, match=words):
        refuse_incomparable(Administration("phq-9"), other)
    assert refuse_incomparable(other, other) is None


def test_a_figure_that_is_not_computed_says_why():
    found = computed(reliable_change, 18, 8, better="lower")
    assert found == NotComputed(NO_VALUE)
    assert str(found) == f"not computed, because: {NO_VALUE}"
    assert not found
    assert computed(reliable_change, 18, 8, better="lower", threshold=6).direction == "better"


def test_a_wrong_argument_is_still_an_error_and_a_reason_is_never_empty():
    with pytest.raises(ValueError, match="'lower' or 'higher'"):
        computed(reliable_change, 18, 8, better="up")
    with pytest.raises(ValueError, match="found no reason"):
        NotComputed(" ")
