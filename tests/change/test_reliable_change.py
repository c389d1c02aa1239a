"""Reliable change, cut-offs and classes against published numbers, and at their edges."""

import pytest
from published_examples import published

from fullarc.change.classification import NO_NORMS, STARTED_NORMAL, ChangeClass, class_by_amount, class_by_cutoff, classify
from fullarc.change.cutoffs import cutoff_a, cutoff_b, cutoff_c
from fullarc.change.direction import NotEnough, critical_z, whole_threshold
from fullarc.change.reliable_change import (
    NO_VALUE,
    reliable_change,
    reliable_change_index,
    smallest_reliable_change,
    standard_error_of_difference,
    standard_error_of_measurement,
)

NUMBERS = published("jacobson_truax")


@pytest.mark.parametrize("example", NUMBERS["example"], ids=lambda example: example["source"])
def test_errors_and_cutoffs_are_the_published_ones(example):
    (mean, sd), (normal_mean, normal_sd), better = example["clinical"], example["functional"], example["better"]
    assert standard_error_of_measurement(sd, example["reliability"]) == pytest.approx(example["sem"], abs=5e-4)
    assert standard_error_of_difference(sd, example["reliability"]) == pytest.approx(example["s_diff"], abs=5e-4)
    for confidence, key in ((0.95, "rc95"), (0.90, "rc90"), (0.80, "rc80")):
        if key in example:
            assert smallest_reliable_change(sd, example["reliability"], confidence) == pytest.approx(example[key], abs=5.1e-3)
    assert cutoff_a(mean, sd, better) == pytest.approx(example["a"])
    assert cutoff_b(normal_mean, normal_sd, better) == pytest.approx(example["b"])
    assert cutoff_c(mean, sd, normal_mean, normal_sd) == pytest.approx(example["c"], abs=5e-3)


def test_the_1991_client_changed_reliably_but_recovered_only_by_cutoff_b():
    change = reliable_change(32.5, 47.5, better="higher", sd=7.5, reliability=0.80)
    assert change.index == pytest.approx(3.162, abs=5e-4)
    assert change.threshold == pytest.approx(9.297, abs=5e-4)
    assert change.direction == "better"
    assert classify(change, better="higher", cutoff=50).kind is ChangeClass.IMPROVED
    assert classify(change, better="higher", cutoff=45).kind is ChangeClass.RECOVERED


@pytest.mark.parametrize("row", NUMBERS["whole"][0]["rows"])
def test_a_computed_value_becomes_the_next_whole_number(row):
    value = smallest_reliable_change(row["sd"], row["reliability"])
    assert value == pytest.approx(row["rc95"], abs=5.1e-3)
    assert whole_threshold(value) == row["whole"]


def test_a_published_value_counts_when_it_is_just_reached():
    assert reliable_change(18, 12, better="lower", threshold=6).direction == "better"
    assert reliable_change(18, 13, better="lower", threshold=6).direction == ""
    assert reliable_change(12, 18, better="lower", threshold=6).direction == "worse"


def test_a_published_value_reached_in_tenths_of_a_point_counts():
    assert reliable_change(20.1, 25.1, better="higher", threshold=5).reliable
    assert reliable_change(16.3, 21.3, better="higher", threshold=5).reliable


def test_a_formula_value_must_be_exceeded():
    exact = 1.96 * standard_error_of_difference(10, 0.5)
    assert not reliable_change(0, exact * (1 - 1e-12), better="higher", sd=10, reliability=0.5).reliable
    assert reliable_change(0, exact * (1 + 1e-9), better="higher", sd=10, reliability=0.5).reliable


def test_swapping_the_scores_swaps_the_direction():
    there = reliable_change(30, 10, better="lower", sd=8, reliability=0.8)
    back = reliable_change(10, 30, better="lower", sd=8, reliability=0.8)
    assert (there.direction, back.direction) == ("better", "worse")
    assert there.index == -back.index


def test_without_reliability_the_raw_difference_is_all_there_is():
    with pytest.raises(NotEnough, match=NO_VALUE):
        reliable_change(10, 5, better="lower")


def test_scores_that_do_not_differ_give_no_measurement_error():
    with pytest.raises(NotEnough, match="do not differ"):
        reliable_change_index(10, 5, 0.0, 0.8)


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="'lower' or 'higher'"):
        reliable_change(10, 5, better="up", threshold=3)


@pytest.mark.parametrize(
    ("pre", "post", "expected"),
    [
        (20, 5, ChangeClass.RECOVERED),
        (20, 12, ChangeClass.IMPROVED),
        (9, 2, ChangeClass.IMPROVED),
        (20, 18, ChangeClass.UNCHANGED),
        (11, 20, ChangeClass.DETERIORATED),
        (1, 8, ChangeClass.DETERIORATED),
        (5, 15, ChangeClass.HARMED),
        (16, 10, ChangeClass.IMPROVED),  # 10 itself is a case
        (15, 9, ChangeClass.RECOVERED),
    ],
)
def test_the_class_follows_from_reliable_change_and_the_side_of_the_cutoff(pre, post, expected):
    change = reliable_change(pre, post, better="lower", threshold=6)
    assert classify(change, better="lower", cutoff=10).kind is expected


@pytest.mark.parametrize(
    ("pre", "post", "expected"), [(20, 30, ChangeClass.RECOVERED), (30, 20, ChangeClass.HARMED), (10, 3, ChangeClass.DETERIORATED)]
)
def test_the_classes_turn_round_where_higher_is_better(pre, post, expected):
    change = reliable_change(pre, post, better="higher", threshold=5)
    assert classify(change, better="higher", cutoff=25, inclusive=False).kind is expected


def test_a_client_who_started_well_is_said_to_have_started_well():
    judged = classify(reliable_change(8, 1, better="lower", threshold=6), better="lower", cutoff=10)
    assert judged.kind is ChangeClass.IMPROVED
    assert judged.remark == STARTED_NORMAL


def test_without_norms_reliable_change_is_judged_and_recovery_is_not():
    judged = classify(reliable_change(20, 5, better="lower", threshold=6), better="lower")
    assert (judged.kind, judged.remark, judged.clinical_pre) == (ChangeClass.IMPROVED, NO_NORMS, None)


def test_classes_by_a_fixed_amount_include_the_amount():
    assert class_by_amount(7, 7) is ChangeClass.IMPROVED
    assert class_by_amount(-5, 8, 5) is ChangeClass.DETERIORATED
    assert class_by_amount(-5, 8) is ChangeClass.UNCHANGED


def test_crossing_the_cutoff_alone_is_a_class_too():
    assert class_by_cutoff(20, 5, better="lower", cutoff=10) is ChangeClass.IMPROVED
    assert class_by_cutoff(5, 20, better="lower", cutoff=10) is ChangeClass.DETERIORATED
    assert class_by_cutoff(20, 15, better="lower", cutoff=10) is ChangeClass.UNCHANGED


def test_confidence_is_printed_for_the_usual_levels_and_computed_for_others():
    assert (critical_z(0.95), critical_z(0.90), critical_z(0.80)) == (1.96, 1.645, 1.2816)
    assert critical_z(0.99) == pytest.approx(2.5758, abs=1e-4)
