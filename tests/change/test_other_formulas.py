"""The other formulas on the one person the literature compares them with."""

from dataclasses import replace
from random import Random
from statistics import linear_regression, mean

import pytest

from fullarc.change.direction import NotEnough
from fullarc.change.empirical_bayes import NO_DIFFERENCE, personal_slope
from fullarc.change.other_formulas import (
    METHODS,
    Index,
    Moments,
    by_points,
    edwards_nunnally,
    gulliksen_lord_novick,
    hageman_arrindell,
    hageman_arrindell_end_state,
    hsu_linn_lord,
    index_of,
    jacobson_truax,
    nunnally_kotsch,
    post_reliability,
    true_score_interval,
)
from fullarc.change.slope_population import slope_population

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


def test_each_formula_has_its_published_critical_value():
    for formula in (jacobson_truax, gulliksen_lord_novick, hsu_linn_lord, edwards_nunnally, nunnally_kotsch):
        assert formula(SAMPLE, 0.80).critical == 1.96
    assert hageman_arrindell(SAMPLE, 0.80).critical == hageman_arrindell_end_state(SAMPLE, 0.80, 45).critical == 1.65


def test_the_reliability_of_the_difference_is_the_worked_one():
    index = hageman_arrindell(SAMPLE, 0.80)  # the weight of the score at the end is sqrt(r_dd) / (sqrt(2) SEM)
    assert (index.post_weight * 2**0.5 * index.error) ** 2 == pytest.approx(0.5337, abs=5e-5)
    assert index.pre_weight == -index.post_weight


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
    assert index_of("gln", replace(few, n=30), 0.8).method == "gln"
    assert {index_of(method, SAMPLE, 0.8).method for method in METHODS} == set(METHODS)


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
    assert personal_slope([0, 1, 2], [10, 9, 7], mean_slope=-1, slope_variance=1, residual_variance=1).own == -1.5


def test_slopes_that_do_not_differ_give_no_personal_slope():
    for variances in ({"slope_variance": 0, "residual_variance": 1}, {"slope_variance": 1, "residual_variance": 0}):
        with pytest.raises(NotEnough, match=NO_DIFFERENCE):
            personal_slope([0, 1, 2], [10, 9, 7], mean_slope=-1, **variances)


def courses(clients, sd_slope, seed=5):
    """Invented courses of 5 to 9 scores: mean slope -0.8, residual SD 3."""
    draw = Random(seed)
    for client in range(clients):
        slope, start = draw.gauss(-0.8, sd_slope), draw.gauss(18, 4)
        times = list(range(5 + client % 5))
        yield times, [start + slope * time + draw.gauss(0, 3) for time in times]


def test_the_average_slope_and_its_spread_are_found_again_in_simulated_courses():
    found = slope_population(list(courses(3000, 0.5)))
    assert found.clients == 3000
    assert found.mean_slope == pytest.approx(-0.8, abs=0.05)
    assert found.slope_variance == pytest.approx(0.25, abs=0.05)
    assert found.residual_variance == pytest.approx(9, abs=0.4)


def test_the_variance_between_clients_explains_the_scatter_and_long_courses_weigh_more():
    cases = list(courses(40, 0.8))
    found = slope_population(cases)
    lines = [(linear_regression(times, scores).slope, sum((t - mean(times)) ** 2 for t in times)) for times, scores in cases]
    weights = [1 / (found.slope_variance + found.residual_variance / sxx) for _, sxx in lines]
    centre = sum(w * slope for w, (slope, _) in zip(weights, lines, strict=True)) / sum(weights)
    assert found.mean_slope == pytest.approx(centre)
    assert sum(w * (slope - centre) ** 2 for w, (slope, _) in zip(weights, lines, strict=True)) == pytest.approx(39)


@pytest.mark.parametrize("sd_slope", [0.1, 0.4, 1.5, 4.0])
def test_the_variance_between_clients_is_nothing_only_where_error_explains_all_of_the_scatter(sd_slope):
    beyond_error = []
    for seed in range(8):
        cases = list(courses(30, sd_slope, seed))
        lines = [(linear_regression(times, scores), times, scores) for times, scores in cases]
        rests = [
            sum((y - line.intercept - line.slope * x) ** 2 for x, y in zip(times, scores, strict=True)) for line, times, scores in lines
        ]
        residual = sum(rests) / sum(len(times) - 2 for _, times, _ in lines)
        spreads = [sum((t - mean(times)) ** 2 for t in times) for _, times, _ in lines]

        def excess(between, lines=lines, spreads=spreads, residual=residual):
            weights = [1 / (between + residual / spread) for spread in spreads]
            centre = sum(w * line.slope for w, (line, *_) in zip(weights, lines, strict=True)) / sum(weights)
            return sum(w * (line.slope - centre) ** 2 for w, (line, *_) in zip(weights, lines, strict=True)) - 29

        found = slope_population(cases)
        assert found.residual_variance == pytest.approx(residual)
        assert excess(found.slope_variance) == (pytest.approx(0, abs=1e-9) if found.slope_variance else pytest.approx(excess(0)))
        assert (found.slope_variance > 0) is (excess(0) > 0)
        beyond_error.append(excess(0) > 0)
    assert any(beyond_error)


def test_slopes_that_scatter_by_error_alone_have_no_variance_between_clients():
    level = [([0, 1, 2, 3], [10 + n % 2, 9, 8 + n % 2, 7]) for n in range(30)]
    assert slope_population(level).slope_variance == 0


def test_an_average_slope_needs_thirty_clients_with_three_scores():
    enough = list(courses(30, 0.5))
    assert slope_population(enough).clients == 30
    with pytest.raises(NotEnough, match="29 clients"):
        slope_population([*enough[:29], ([0, 1], [10, 9]), ([0, 0, 1], [10, 9, 8])])
    with pytest.raises(NotEnough, match="without any error"):
        slope_population([([0, 1, 2], [9, 8, 7])] * 30)


def test_a_formula_at_its_critical_value_is_within_measurement_error():
    index = jacobson_truax(Moments(n=2, pre_mean=0, pre_sd=1, post_mean=0, post_sd=1, correlation=0), 0.5)
    assert index.direction(0, 1.96 * index.error * (1 - 1e-12), "higher") == ""
    assert index.direction(0, 1.96 * index.error * (1 + 1e-12), "higher") == "better"
    assert index.direction(0, -2 * index.error, "higher") == "worse"
    plain = Index("published", post_weight=1.0, pre_weight=-1.0, constant=0.0, error=1.0, critical=0.5)
    assert [plain.direction(0, post, "higher") for post in (0.5, 0.6, -0.5, -0.6)] == ["", "better", "", "worse"]
    assert [plain.direction(0, post, "lower") for post in (0.6, -0.6)] == ["worse", "better"]
    published = by_points(0.5)
    assert [published.direction(0, post, "higher") for post in (0.5, 0.49, -0.5, -0.49)] == ["better", "", "worse", ""]
    assert (published.at(20.1, 25.1), published.direction(20.1, 25.1 - 4.5, "higher")) == (pytest.approx(5), "better")


def test_differences_that_are_only_error_cannot_be_judged_by_hageman_and_arrindell():
    noisy = Moments(n=60, pre_mean=40, pre_sd=7.5, post_mean=41, post_sd=7.5, correlation=0.8)
    with pytest.raises(NotEnough, match="no more than error"):
        hageman_arrindell(noisy, 0.80)
    narrow = Moments(n=60, pre_mean=40, pre_sd=7.5, post_mean=41, post_sd=3, correlation=0.1)
    with pytest.raises(NotEnough, match="end state cannot be judged"):
        hageman_arrindell_end_state(narrow, 0.80, 45)
    nothing_true = Moments(n=60, pre_mean=40, pre_sd=2, post_mean=41, post_sd=1, correlation=0.1)
    with pytest.raises(NotEnough, match="end state cannot be judged"):
        hageman_arrindell_end_state(nothing_true, 0.75, 45)  # the error of measurement is the whole spread after treatment
    with pytest.raises(NotEnough, match="no more than error"):
        hageman_arrindell(Moments(n=60, pre_mean=40, pre_sd=2, post_mean=41, post_sd=2, correlation=0.75), 0.75)


def test_the_end_state_is_judged_between_true_scores():
    after = 1 - 7.5**2 * 0.2 / 8**2
    expected = (48 + (47.5 - 48) * after - 45) / (after**0.5 * 7.5 * 0.2**0.5)
    assert hageman_arrindell_end_state(SAMPLE, 0.80, 45).at(PRE, POST) == pytest.approx(expected)
