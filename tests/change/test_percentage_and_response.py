"""Percentage change, response and remission."""

import pytest

from fullarc.change.percentage import BASELINE_ZERO, BELOW_CLINICAL, percentage_change, shown_percentage
from fullarc.change.response import Response, response_labels, response_of


@pytest.mark.parametrize(("pre", "post", "percent"), [(18, 8, 55.6), (18, 9, 50.0), (10, 4, 60.0), (20, 12, 40.0)])
def test_percentages_are_those_of_the_worked_examples(pre, post, percent):
    assert percentage_change(pre, post, "lower") == pytest.approx(percent, abs=0.05)


def test_half_is_exactly_a_response():
    assert response_of(percentage_change(18, 9, "lower")) is Response.RESPONSE
    assert response_of(49.9) is Response.PARTIAL
    assert response_of(24.9) is Response.NONE
    assert response_of(-30.0) is Response.WORSE


def test_a_baseline_of_zero_has_no_percentage():
    assert percentage_change(0, 5, "lower") is None
    assert shown_percentage(0, 5, "lower").reason == BASELINE_ZERO
    assert response_of(None) is Response.UNDEFINED


def test_a_rise_is_a_gain_where_higher_is_better():
    assert percentage_change(20, 30, "higher") == 50
    assert percentage_change(20, 30, "lower") == -50


def test_a_scale_without_a_true_zero_is_measured_from_its_lowest_score():
    assert percentage_change(48, 32, "lower", minimum=16) == 50


def test_a_low_baseline_gives_no_percentage_to_show():
    assert shown_percentage(9, 3, "lower", cutoff=10).reason == BELOW_CLINICAL
    assert shown_percentage(10, 5, "lower", cutoff=10).percent == 50
    assert shown_percentage(30, 35, "higher", cutoff=25).reason == BELOW_CLINICAL


def test_response_remission_and_recovery_are_four_answers():
    labels = response_labels(20, 9, "lower", remission_below=5, reliable=6, cutoff=10)
    assert labels.percent == pytest.approx(55, abs=0.5)
    assert labels.response is Response.RESPONSE
    assert (labels.remission, labels.reliable, labels.below_cutoff) == (False, True, True)


def test_a_label_without_a_value_for_the_measure_stays_open():
    labels = response_labels(20, 9, "lower")
    assert (labels.remission, labels.reliable, labels.below_cutoff) == (None, None, None)
