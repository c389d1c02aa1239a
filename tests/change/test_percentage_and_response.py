"""Percentage change, response and remission."""

import pytest

from fullarc.change.anchor import NO_MID, meaningful_change
from fullarc.change.direction import NotEnough
from fullarc.change.not_computed import NotComputed
from fullarc.change.percentage import BASELINE_ZERO, BELOW_CLINICAL, percentage_change, shown_percentage
from fullarc.change.response import NO_CUTOFF, NO_REMISSION_LINE, NO_VALUE, Response, response_labels, response_of


@pytest.mark.parametrize(("pre", "post", "percent"), [(18, 8, 55.6), (18, 9, 50.0), (10, 4, 60.0), (20, 12, 40.0)])
def test_percentages_are_those_of_the_worked_examples(pre, post, percent):
    assert percentage_change(pre, post, "lower") == pytest.approx(percent, abs=0.05)


def test_half_is_exactly_a_response():
    assert response_of(percentage_change(18, 9, "lower")) is Response.RESPONSE
    assert response_of(49.9) is Response.PARTIAL
    assert response_of(24.9) is Response.NONE
    assert response_of(-30.0) is Response.WORSE


def test_a_baseline_of_zero_has_no_percentage():
    assert percentage_change(0, 5, "lower") == NotComputed(BASELINE_ZERO)
    assert shown_percentage(0, 5, "lower", cutoff=10) == NotComputed(BASELINE_ZERO)
    assert response_of(percentage_change(16, 20, "lower", minimum=16)) is Response.UNDEFINED
    assert response_labels(0, 5, "lower").percent == NotComputed(BASELINE_ZERO)


def test_a_rise_is_a_gain_where_higher_is_better():
    assert percentage_change(20, 30, "higher") == 50
    assert percentage_change(20, 30, "lower") == -50


def test_a_scale_without_a_true_zero_is_measured_from_its_lowest_score():
    assert percentage_change(48, 32, "lower", minimum=16) == 50


def test_a_low_baseline_gives_no_percentage_to_show():
    assert shown_percentage(9, 3, "lower", cutoff=10) == NotComputed(BELOW_CLINICAL)
    assert shown_percentage(10, 5, "lower", cutoff=10) == 50
    assert shown_percentage(9, 3, "lower") == pytest.approx(66.7, abs=0.05)
    assert shown_percentage(30, 35, "higher", cutoff=25) == NotComputed(BELOW_CLINICAL)


def test_response_remission_and_recovery_are_four_answers():
    labels = response_labels(20, 9, "lower", remission_below=5, reliable=6, cutoff=10)
    assert labels.percent == pytest.approx(55, abs=0.5)
    assert labels.response is Response.RESPONSE
    assert (labels.remission, labels.reliable, labels.below_cutoff) == (False, True, True)


def test_a_label_without_a_value_for_the_measure_stays_open():
    labels = response_labels(20, 9, "lower")
    assert labels.remission == NotComputed(NO_REMISSION_LINE)
    assert labels.reliable == NotComputed(NO_VALUE)
    assert labels.below_cutoff == NotComputed(NO_CUTOFF)


def test_the_labels_begin_at_their_lines():
    at = response_labels(16, 10, "lower", remission_below=10, reliable=6, cutoff=10)
    assert (at.remission, at.reliable, at.below_cutoff) == (False, True, False)
    past = response_labels(16, 9, "lower", remission_below=10, reliable=8, cutoff=10)
    assert (past.remission, past.reliable, past.below_cutoff) == (True, False, True)
    assert (response_of(25.0), response_of(-25.0), response_of(-24.9)) == (Response.PARTIAL, Response.WORSE, Response.NONE)
    assert response_of(35.0, response=35, partial=25) is Response.RESPONSE  # Y-BOCS


# Anchor-based change


@pytest.mark.parametrize(
    ("post", "meaningful", "reliable", "words"),
    [
        (42, True, False, "within measurement error"),  # WHO-5: MID 10, reliable from about 17.5 points
        (50, True, True, "Meaningfully and reliably better"),
        (40, True, False, "Meaningfully better"),
        (35, False, False, "Neither"),
        (10, True, True, "reliably worse"),
    ],
)
def test_a_change_can_be_meaningful_without_being_reliable(post, meaningful, reliable, words):
    verdict = meaningful_change(30, post, "higher", mid=10, reliable=17.5)
    assert (verdict.gain, verdict.meaningful, verdict.reliable) == (post - 30, meaningful, reliable)
    assert words in verdict.sentence


def test_amounts_of_less_than_a_point_count_and_so_does_exactly_that_much():
    assert meaningful_change(3.0, 2.4, "lower", mid=0.6, reliable=0.7).sentence == "Meaningfully better, but within measurement error."
    assert meaningful_change(3.0, 2.4, "lower", mid=0.7, reliable=0.6).sentence == "Reliably better, but by less than is meaningful."
    assert meaningful_change(2.4, 3.0, "lower", mid=0.6, reliable=0.6).sentence == "Meaningfully and reliably worse."
    assert meaningful_change(2.4, 3.0, "lower", mid=0.61, reliable=0.61).sentence.startswith("Neither a meaningful nor a reliable")


def test_a_change_can_be_reliable_and_trivial():
    verdict = meaningful_change(20, 14, "lower", mid=8, reliable=6)
    assert (verdict.meaningful, verdict.reliable) == (False, True)
    assert verdict.sentence == "Reliably better, but by less than is meaningful."


def test_without_a_published_difference_there_is_no_verdict():
    with pytest.raises(NotEnough, match=NO_MID):
        meaningful_change(20, 14, "lower", mid=None, reliable=6)
    for amounts in ({"mid": 0, "reliable": 6}, {"mid": 5, "reliable": 0}):
        with pytest.raises(ValueError, match="above 0"):
            meaningful_change(20, 14, "lower", **amounts)
