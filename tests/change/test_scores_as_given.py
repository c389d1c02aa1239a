"""Scores come from spreadsheets and data frames: NumPy's numbers count like plain ones, and what is missing is never "no change"."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from fullarc.change.alliance import below_own_range, drops
from fullarc.change.anchor import group_change_against, meaningful_change
from fullarc.change.classification import ChangeClass, class_by_amount, class_by_cutoff, classify
from fullarc.change.control_chart import autocorrelation, ewma_chart, rolling
from fullarc.change.direction import NotEnough, as_number, as_numbers, number_or_none
from fullarc.change.early_response import early_response
from fullarc.change.effect_size import between_groups, within_group
from fullarc.change.endpoints import endpoints
from fullarc.change.growth import growth_curve
from fullarc.change.percentage import percentage_change
from fullarc.change.reliable_change import change_at_each_score, reliable_change, standard_error_of_measurement
from fullarc.change.remission import phases
from fullarc.change.response import response_labels
from fullarc.change.single_case import baseline_corrected_tau, compare_phases, kendall_sum, nap_standard_error, theil_sen
from fullarc.change.sudden_gains import stability, sudden_gains
from fullarc.change.talking_therapies import talking_therapies

NAN, INFINITE = float("nan"), float("inf")
PRE, POST = [18, 15, 21, 12, 16, 19, 14, 17], [9, 11, 14, 10, 6, 15, 12, 8]
ENTRIES = [4, 5, 4, 6, 5, 4, 5, 6, 7, 6, 7, 8, 7, 8]
DAYS = [date(2024, 1, 1) + timedelta(days=7 * week) for week in range(8)]
RATINGS = [20, 12, 4, 4, 3, 4, 12, 15]

FIGURES = {
    "effect size": lambda as_: within_group(as_(PRE), as_(POST), "lower"),
    "change at each score": lambda as_: change_at_each_score(as_(PRE), better="lower", threshold=6),
    "phases compared": lambda as_: compare_phases(as_([6, 7, 5, 6, 7]), as_([5, 5, 4, 3, 4, 3, 2]), "lower"),
    "trend of a baseline": lambda as_: (kendall_sum(as_(ENTRIES), "higher"), theil_sen(as_(RATINGS))),
    "corrected tau": lambda as_: baseline_corrected_tau(as_(PRE), as_(POST), "lower"),
    "error of NAP": lambda as_: nap_standard_error(as_(PRE), as_(POST), "lower"),
    "sudden gains": lambda as_: sudden_gains(as_([17, 18, 16, 9, 10, 8]), "lower", 6),
    "stability of a gain": lambda as_: stability(as_([17, 18, 18]), as_([9, 10, 8]), "lower"),
    "growth": lambda as_: growth_curve(as_([1, 2, 3, 4, 5, 6]), as_([17, 15, 13, 13, 11, 12]), low=0, high=27),
    "control chart": lambda as_: ewma_chart(as_(ENTRIES), as_([5, 6, 6, 7, 7, 8]), "lower"),
    "autocorrelation": lambda as_: (autocorrelation(as_(ENTRIES)), rolling(as_(ENTRIES), 7)),
    "remission": lambda as_: phases(list(zip(DAYS, as_(RATINGS), strict=True)), "lower", remission_at=5, case_at=10),
    "talking therapies": lambda as_: talking_therapies(tuple(as_([18, 8])), tuple(as_([6, 15]))),
    "session ratings": lambda as_: (drops(as_([38, 37, 30, 37, 38])), below_own_range(as_([38, 37, 38, 37, 38, 30]))),
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("kind", ["int64", "int8", "uint8", "float64"])
def test_a_figure_from_an_array_is_that_of_the_same_plain_numbers(figure: str, kind: str) -> None:
    work_out = FIGURES[figure]
    assert work_out(lambda scores: np.array(scores, dtype=kind)) == work_out(list)


@pytest.mark.parametrize(("pre", "post"), [(120, -20), (5, 18), (18, 5)])
@pytest.mark.parametrize("kind", [np.int16, np.int64, np.float32, Decimal])
def test_one_pair_of_scores_of_any_kind_of_number(pre: int, post: int, kind: type) -> None:
    assert reliable_change(kind(pre), kind(post), better="lower", threshold=6) == reliable_change(pre, post, better="lower", threshold=6)


def test_whole_numbers_of_eight_bits_do_not_overflow() -> None:
    assert reliable_change(np.int8(120), np.int8(-20), better="lower", threshold=6).improvement == 140
    assert reliable_change(np.uint8(5), np.uint8(18), better="lower", threshold=6).direction == "worse"


@pytest.mark.parametrize("missing", [NAN, None, np.float64("nan")])
def test_a_missing_score_is_never_no_change(missing: float) -> None:
    judged = (
        lambda: reliable_change(18, missing, better="lower", threshold=6),
        lambda: reliable_change(missing, 18, better="lower", sd=6, reliability=0.8),
        lambda: percentage_change(18, missing, "lower"),
        lambda: response_labels(18, missing, "lower", remission_below=5, reliable=6, cutoff=10),
        lambda: meaningful_change(18, missing, "lower", mid=5, reliable=6),
        lambda: class_by_cutoff(18, missing, better="lower", cutoff=10),
        lambda: class_by_amount(missing, 5),
        lambda: within_group([18, 15, missing], [9, 8, 7], "lower"),
        lambda: compare_phases([6, 7, 5, 6, missing], [5, 5, 4, 3, 4], "lower"),
        lambda: phases([(DAYS[0], 12), (DAYS[1], missing)], "lower", remission_at=5, case_at=10),
        lambda: growth_curve([1, 2, 3, 4], [17, missing, 13, 12], low=0, high=27),
    )
    for judge in judged:
        with pytest.raises(NotEnough, match="missing"):
            judge()


def test_where_a_missing_score_has_a_meaning_nan_is_missing_as_none_is() -> None:
    assert sudden_gains([NAN, 18, 16, 9, 10, NAN], "lower", 6) == sudden_gains([None, 18, 16, 9, 10, None], "lower", 6) != ()
    assert endpoints([(DAYS[0], NAN), (DAYS[1], 12), (DAYS[2], 9)]).baseline == (DAYS[1], 12)
    assert talking_therapies((18, NAN), (15, 6)) == talking_therapies((18, None), (15, 6))
    assert talking_therapies((NAN, NAN), (15, 6)) == talking_therapies((None, None), (15, 6))
    assert early_response(20, {3: NAN, 4: 12}, "lower", low=0, high=27, cutoff=10).gain == 8


@pytest.mark.parametrize("score", [INFINITE, -INFINITE, "18", b"18", [18, 17], True])
def test_what_is_no_number_of_points_is_refused(score: object) -> None:
    with pytest.raises(ValueError, match=r"^found .* expected a number"):
        as_number(score)  # type: ignore[arg-type]


def test_plain_numbers_stay_as_they_are() -> None:
    assert [type(number) for number in as_numbers([18, 17.5, np.int64(16)])] == [int, float, float]
    assert number_or_none(NAN) is number_or_none(None) is None


@pytest.mark.parametrize("setting", [NAN, INFINITE])
def test_a_setting_that_is_no_number_is_refused(setting: float) -> None:
    for judge in (
        lambda: reliable_change(18, 5, better="lower", threshold=setting),
        lambda: standard_error_of_measurement(setting, 0.8),
        lambda: classify(reliable_change(18, 5, better="lower", threshold=6), better="lower", cutoff=setting),
        lambda: within_group(PRE, POST, "lower", benchmark_sd=setting),
    ):
        with pytest.raises(ValueError, match="expected"):
            judge()
    with pytest.raises(ValueError, match="expected"):
        group_change_against(NAN, NAN, NAN, 5)


def test_spreads_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        between_groups((9.2, -5.1, 30), (12.4, 5.6, 28), "lower")
    with pytest.raises(ValueError, match="expected"):
        within_group(PRE, POST, "lower", benchmark_sd=0)


def test_a_first_score_below_the_scale_s_minimum_has_no_percentage() -> None:
    with pytest.raises(ValueError, match="below the lowest possible score"):
        percentage_change(10, 4, "lower", minimum=16)


def test_an_amount_of_tenths_that_is_reached_is_reached() -> None:
    assert class_by_amount(1.3 - 1.0, 0.3) is class_by_amount(0.3, 0.3) is ChangeClass.IMPROVED
    assert class_by_amount(1.2 - 1.5, 0.3) is class_by_amount(1.0 - 1.3, 0.3) is ChangeClass.DETERIORATED
    assert class_by_amount(0.9 - 1.0, 0.1) is class_by_amount(1.0 - 1.1, 0.1) is ChangeClass.DETERIORATED
