"""Reliable change, cut-offs and classes against published numbers, and at their edges."""

import pytest
from published_examples import published

from fullarc.change.classification import NO_NORMS, STARTED_NORMAL, ChangeClass, class_by_amount, class_by_cutoff, classify
from fullarc.change.cutoffs import NO_NORMS as NO_POPULATION
from fullarc.change.cutoffs import DrawnCutoff, cutoff, cutoff_a, cutoff_b, cutoff_c, drawn_cutoff, true_score_cutoff
from fullarc.change.direction import NotEnough, critical_z, is_clinical, whole_threshold
from fullarc.change.not_computed import NotComputed
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


def test_on_a_scale_of_small_steps_less_than_a_point_can_be_reliable():
    assert reliable_change(2.8, 2.2, better="lower", threshold=0.5).direction == "better"
    assert reliable_change(2.2, 2.8, better="lower", threshold=0.5).direction == "worse"


def test_a_formula_value_must_be_exceeded():
    exact = 1.96 * standard_error_of_difference(10, 0.5)
    assert not reliable_change(0, exact * (1 - 1e-12), better="higher", sd=10, reliability=0.5).reliable
    assert reliable_change(0, exact * (1 + 1e-9), better="higher", sd=10, reliability=0.5).reliable


def test_swapping_the_scores_swaps_the_direction():
    there = reliable_change(30, 10, better="lower", sd=8, reliability=0.8)
    back = reliable_change(10, 30, better="lower", sd=8, reliability=0.8)
    assert (there.direction, back.direction) == ("better", "worse")
    assert there.index == -back.index


def test_exactly_the_critical_number_of_errors_is_within_measurement_error():
    error = standard_error_of_difference(10, 0.8)
    assert 1.96 * error / error == 1.96
    assert reliable_change(0, 1.96 * error, better="higher", sd=10, reliability=0.8).direction == ""
    assert reliable_change(1.96 * error, 0, better="higher", sd=10, reliability=0.8).direction == ""


def test_the_index_is_the_difference_in_errors_and_keeps_its_sign():
    assert reliable_change_index(30, 20, 5, 0.5) == pytest.approx(-2.0)
    assert reliable_change_index(20, 23, 5, 0.92) == pytest.approx(1.5)
    assert reliable_change(30, 20, better="lower", sd=5, reliability=0.5).index == pytest.approx(-2.0)


def test_a_scale_of_means_has_a_measurement_error_of_less_than_a_point():
    assert standard_error_of_measurement(0.5, 0.64) == pytest.approx(0.3)
    assert reliable_change(3.0, 2.4, better="lower", threshold=0.6).direction == "better"


@pytest.mark.parametrize("known", [{"sd": 7.5}, {"reliability": 0.8}, {}])
def test_a_deviation_without_a_reliability_is_no_measurement_error(known):
    with pytest.raises(NotEnough, match=NO_VALUE):
        reliable_change(10, 5, better="lower", **known)


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
    assert (judged.kind, judged.remark, judged.clinical_pre) == (ChangeClass.IMPROVED, NO_NORMS, NotComputed(NO_NORMS))
    assert judged.clinical_post == NotComputed(NO_NORMS)
    worse = classify(reliable_change(5, 20, better="lower", threshold=6), better="lower")
    assert worse.kind is ChangeClass.DETERIORATED


def test_classes_by_a_fixed_amount_include_the_amount():
    assert class_by_amount(7, 7) is ChangeClass.IMPROVED
    assert class_by_amount(-5, 8, 5) is ChangeClass.DETERIORATED
    assert class_by_amount(-5, 8) is ChangeClass.UNCHANGED
    assert class_by_amount(-8, 8) is ChangeClass.DETERIORATED
    assert [class_by_amount(gain, 0.5, 0.3).value for gain in (0.5, 0.49, -0.29, -0.3)] == [
        "improved", "unchanged", "unchanged", "deteriorated",
    ]  # fmt: skip


def test_crossing_the_cutoff_alone_is_a_class_too():
    assert class_by_cutoff(20, 5, better="lower", cutoff=10) is ChangeClass.IMPROVED
    assert class_by_cutoff(5, 20, better="lower", cutoff=10) is ChangeClass.DETERIORATED
    assert class_by_cutoff(20, 15, better="lower", cutoff=10) is ChangeClass.UNCHANGED


def test_confidence_is_printed_for_the_usual_levels_and_computed_for_others():
    assert (critical_z(0.95), critical_z(0.90), critical_z(0.80)) == (1.96, 1.645, 1.2816)
    assert critical_z(0.99) == pytest.approx(2.5758, abs=1e-4)


CLINICAL, FUNCTIONAL = (19.7, 7.7), (4.7, 4.8)


def test_the_cutoff_that_suits_what_is_known_is_drawn_and_named():
    both = drawn_cutoff(CLINICAL, FUNCTIONAL, "lower")
    assert (both.kind, both.at) == ("c", pytest.approx(10.46, abs=5e-3))
    assert drawn_cutoff(None, FUNCTIONAL, "lower") == DrawnCutoff("b", pytest.approx(14.3))
    assert drawn_cutoff(CLINICAL, None, "lower") == DrawnCutoff("a", pytest.approx(4.3))
    with pytest.raises(NotEnough, match=NO_POPULATION):
        drawn_cutoff(None, None, "lower")


def test_populations_that_do_not_overlap_are_parted_by_b():
    apart = drawn_cutoff((40, 3), (10, 3), "lower")
    assert (apart.kind, apart.at) == ("b", 16)
    assert drawn_cutoff((10, 3), (40, 3), "higher").kind == "b"
    assert drawn_cutoff((22, 3), (10, 3), "lower").kind == "c"  # a and b meet at 16
    assert drawn_cutoff((22.5, 3), (10, 3), "lower") == DrawnCutoff("b", 16)  # they have passed each other by half a point


def test_a_cutoff_is_drawn_by_its_letter():
    found = [cutoff(kind, *CLINICAL, *FUNCTIONAL, "lower") for kind in "abc"]
    assert found == pytest.approx([4.3, 14.3, 10.46], abs=5e-3)
    with pytest.raises(ValueError, match="'a', 'b' or 'c'"):
        cutoff("d", *CLINICAL, *FUNCTIONAL, "lower")
    for sds in ((-1, 2), (2, -1), (0, 0)):
        with pytest.raises(ValueError, match="above 0"):
            cutoff_c(20, sds[0], 5, sds[1])
    assert cutoff_c(20, 0, 5, 2) == 20
    assert cutoff_c(20, 2, 5, 0) == 5


def test_the_cutoff_between_true_scores_shrinks_each_deviation():
    error = 7.7 * 0.1**0.5
    clinical, functional = 7.7 * 0.9**0.5, 4.8 * (1 - (error / 4.8) ** 2) ** 0.5
    expected = (clinical * 4.7 + functional * 19.7) / (clinical + functional)
    assert true_score_cutoff(*CLINICAL, *FUNCTIONAL, 0.9) == pytest.approx(expected)
    with pytest.raises(ValueError, match="expected it to be smaller"):
        true_score_cutoff(*CLINICAL, 4.7, 2.4, 0.9)
    with pytest.raises(ValueError, match="expected it to be smaller"):
        true_score_cutoff(20, 8, 5, 4, 0.75)  # an error of exactly one functional SD leaves nothing that is true


def test_the_side_of_a_cutoff_turns_round_with_the_direction():
    assert [is_clinical(score, 10, "lower") for score in (9, 10, 11)] == [False, False, True]
    assert [is_clinical(score, 10, "lower", inclusive=True) for score in (9, 10, 11)] == [False, True, True]
    assert [is_clinical(score, 10, "higher", inclusive=True) for score in (9, 10, 11)] == [True, True, False]


def test_thresholds_not_above_zero_and_levels_outside_zero_to_one_are_refused():
    for amounts in ((0, None), (5, 0), (-1, 5)):
        with pytest.raises(ValueError, match="amounts above 0"):
            class_by_amount(3, *amounts)
    assert class_by_amount(5, 5) is ChangeClass.IMPROVED
    assert class_by_amount(-8, 5, 8) is ChangeClass.DETERIORATED
    assert class_by_amount(-7, 5, 8) is ChangeClass.UNCHANGED
    for level in (0, 1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            critical_z(level)


def test_a_whole_value_stays_itself_as_a_threshold():
    assert [whole_threshold(value) for value in (6, 6.0000000001, 6.01, 5.99)] == [6, 6, 7, 6]


def test_the_cutoff_alone_may_count_itself_to_either_side():
    assert class_by_cutoff(20, 10, better="lower", cutoff=10) is ChangeClass.IMPROVED
    assert class_by_cutoff(20, 10, better="lower", cutoff=10, inclusive=True) is ChangeClass.UNCHANGED
    assert class_by_cutoff(10, 5, better="lower", cutoff=10, inclusive=True) is ChangeClass.IMPROVED
