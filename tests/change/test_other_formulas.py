"""The other formulas on the one person the literature compares them with."""

import pytest

from fullarc.change.direction import NotEnough
from fullarc.change.empirical_bayes import personal_slope
from fullarc.change.other_formulas import (
    Moments,
    edwards_nunnally,
    gulliksen_lord_novick,
    hageman_arrindell,
    hsu_linn_lord,
    index_of,
    jacobson_truax,
    nunnally_kotsch,
    post_reliability,
    true_score_interval,
)

SAMPLE = Moments(n=60, pre_mean=40, pre_sd=7.5, post_mean=48, post_sd=8, correlation=0.60)
PRE, POST = 32.5, 47.5


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (jacobson_truax(SAMPLE, 0.80), 3.162),
        (gulliksen_lord_novick(SAMPLE, 0.80), 3.000),
        (hsu_linn_lord(SAMPLE, 0.80), 1.222),
        (edwards_nunnally(SAMPLE, 0.80), 4.025),
        (nunnally_kotsch(SAMPLE, 0.80, post_reliability=0.82), 3.243),
        (hageman_arrindell(SAMPLE, 0.80), 3.387),
    ],
    ids=lambda value: value.method if hasattr(value, "method") else str(value),
)
def test_each_formula_gives_its_published_index(index, expected):
    assert index.at(PRE, POST) == pytest.approx(expected, abs=6e-4)


def test_the_formulas_disagree_about_one_person():
    assert hsu_linn_lord(SAMPLE, 0.80).direction(PRE, POST, "higher") == ""
    assert edwards_nunnally(SAMPLE, 0.80).direction(PRE, POST, "higher") == "better"
    assert edwards_nunnally(SAMPLE, 0.80).direction(PRE, POST, "lower") == "worse"


def test_edwards_and_nunnallys_interval_leaves_the_end_score_outside():
    low, high = true_score_interval(PRE, SAMPLE, 0.80)
    assert (low, high) == (pytest.approx(27.29, abs=5e-3), pytest.approx(40.71, abs=5e-3))
    assert not low <= POST <= high


def test_reliability_after_treatment_follows_from_the_same_error():
    assert post_reliability(SAMPLE, 0.80) == pytest.approx(0.8242, abs=5e-5)


def test_a_formula_that_needs_a_sample_is_refused_below_thirty_pairs():
    few = Moments(n=29, pre_mean=40, pre_sd=7.5, post_mean=48, post_sd=8, correlation=0.6)
    with pytest.raises(NotEnough, match="29 pairs"):
        index_of("gln", few, 0.8)
    assert index_of("jt", few, 0.8).method == "jt"


def test_an_unknown_formula_is_refused_by_name():
    with pytest.raises(ValueError, match="jt, gln, hll, en, nk, ha"):
        index_of("xyz", SAMPLE, 0.8)


def test_one_persons_slope_is_pulled_towards_the_average():
    slope = personal_slope(range(6), [18, 17, 15, 14, 11, 10], mean_slope=-0.8, slope_variance=0.25, residual_variance=9)
    assert slope.own == pytest.approx(-1.686, abs=5e-4)
    assert slope.shrinkage == pytest.approx(0.327, abs=5e-4)
    assert slope.slope == pytest.approx(-1.090, abs=5e-4)
    assert slope.sd == pytest.approx(0.410, abs=5e-4)
    assert slope.z_change == pytest.approx(-2.66, abs=5e-3)
    assert slope.z_difference == pytest.approx(-0.71, abs=5e-3)


def test_two_scores_are_no_slope():
    with pytest.raises(NotEnough, match="at least 3"):
        personal_slope([0, 1], [10, 9], mean_slope=-1, slope_variance=1, residual_variance=1)
