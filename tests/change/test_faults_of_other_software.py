"""Faults known from other software, each with an example that would show it here."""

from math import sqrt
from random import Random

import polars as pl
import pytest

from fullarc.change.caseload import Population, change_by_formula, change_by_published_values
from fullarc.change.control_chart import ewma_chart
from fullarc.change.cutoffs import cutoff_b, drawn_cutoff
from fullarc.change.direction import NotEnough
from fullarc.change.empirical_bayes import personal_slope
from fullarc.change.endpoints import endpoints
from fullarc.change.engines import in_engine
from fullarc.change.not_computed import NotComputed
from fullarc.change.other_formulas import Moments, index_of
from fullarc.change.percentage import percentage_change, shown_percentage
from fullarc.change.reliable_change import NO_VALUE, reliable_change
from fullarc.change.single_case import compare_phases, nap_standard_error, null_standard_error
from fullarc.change.sudden_gains import sudden_changes, sudden_gains
from fullarc.goals.attainment import gas_t


def test_cutoff_b_takes_the_deviation_of_the_functional_population():
    # The 1991 example has the same SD twice and hides the slip; CORE-10 shows it: 4.7 + 2 x 4.8, not 4.7 + 2 x 7.7.
    assert cutoff_b(4.7, 4.8, "lower") == pytest.approx(14.3)
    table = pl.DataFrame({"client": ["a", "b", "c"] * 2, "time": [0] * 3 + [1] * 3, "score": [20.0, 30, 40, 10, 9, 8]})
    judged = change_by_formula(table, better="lower", reliability=0.8, functional=Population(4.7, 4.8), cutoff="b")
    assert judged.cutoff == pytest.approx(14.3)
    assert drawn_cutoff(None, (4.7, 4.8), "lower").at == pytest.approx(14.3)


def test_a_client_who_improves_exactly_like_everyone_else_improves():
    # A test of the random effect alone gives such a client 0.
    like_all = personal_slope(range(6), [18 - 1.5 * t for t in range(6)], mean_slope=-1.5, slope_variance=0.25, residual_variance=4)
    assert like_all.z_difference == 0
    assert like_all.z_change < -1.96


def test_the_goal_attainment_formula_is_the_one_of_the_table_not_of_the_misprint():
    assert gas_t([1, 1, 1]) == pytest.approx(63.69, abs=5e-3)
    assert gas_t([1, 0, -1], [3, 2, 1]) == pytest.approx(54.41, abs=5e-3)  # the sum of weights is squared, not the weights summed twice


def test_a_sudden_loss_needs_a_quarter_of_the_score_before_too():
    # 40 to 47 is 7 points but 17.5 %: no loss. A negative difference held against a positive number would let it through.
    assert sudden_changes([40, 40, 40, 47, 47, 47], "lower", 7) == ()
    [loss] = sudden_changes([28, 28, 28, 35, 35, 35], "lower", 7)
    assert (loss.gain, loss.holds) == (False, True)


def test_the_error_of_nap_is_not_that_under_no_difference():
    baseline, phase = [6, 7, 5, 6, 7], [5, 5, 4, 3, 4, 3, 2]
    assert nap_standard_error(baseline, phase, "lower") == pytest.approx(0.0376, abs=5e-5)
    assert null_standard_error(5, 7) == pytest.approx(0.1759, abs=5e-5)
    found = compare_phases(baseline, phase, "lower")
    assert (found.low, found.high) == (pytest.approx(0.644, abs=1e-3), pytest.approx(0.998, abs=5e-4))
    assert found.high < 1 < found.nap + 1.96 * null_standard_error(5, 7)


def test_a_short_baseline_is_not_corrected_for_its_trend():
    assert isinstance(compare_phases([8, 7, 7, 6, 6], [6, 5, 5, 4, 3], "lower").bc_tau, NotComputed)


@pytest.mark.parametrize("engine", ["polars", "duckdb", "pandas"])
def test_the_first_score_is_the_first_in_every_engine(engine):
    # A `when` inside an aggregation gave pandas 9 for a first score of 7, without an error.
    lines = [("a", 3, 9.0), ("a", 1, 7.0), ("a", 2, 8.0), ("b", 2, 1.0), ("b", 1, 15.0)]
    table = in_engine(pl.DataFrame(lines, schema=["client", "time", "score"], orient="row"), engine)
    counts = change_by_published_values(table, better="lower", reliable=6, cutoff=10).counts
    assert (counts["recovered"], counts["unchanged"]) == (1, 1)


def test_a_missing_score_is_neither_zero_nor_the_one_before():
    lines = [("a", 1, 20.0), ("a", 2, 12.0), ("a", 3, None), ("b", 1, 20.0), ("b", 2, None), ("c", 1, 20.0), ("c", 2, 19.0)]
    table = pl.DataFrame(lines, schema=["client", "time", "score"], orient="row")
    judged = change_by_published_values(table, better="lower", reliable=6, cutoff=10)
    assert (judged.n, judged.counts["improved"], judged.counts["unchanged"]) == (2, 1, 1)
    with pytest.raises(NotEnough, match="One score"):
        endpoints([])


def test_a_percentage_is_not_taken_from_a_scale_without_a_true_zero():
    assert percentage_change(80, 48, "lower", minimum=16) == 50  # PSWQ runs from 16; 40 % of the raw score
    assert isinstance(shown_percentage(4, 2, "lower", cutoff=10), NotComputed)


def test_published_values_are_reached_and_computed_ones_exceeded():
    assert reliable_change(16, 10, better="lower", threshold=6).reliable
    sd, reliability = 6 / 1.96 / sqrt(2) / sqrt(0.2), 0.8
    assert not reliable_change(16, 10 + 1e-9, better="lower", sd=sd, reliability=reliability).reliable


def test_no_reliability_is_made_up():
    with pytest.raises(NotEnough, match=NO_VALUE):
        reliable_change(16, 10, better="lower", sd=6)


def test_no_sample_formula_is_offered_for_a_handful_of_clients():
    few = Moments(29, 40, 7.5, 48, 8, 0.6)
    for method in ("gln", "hll", "en", "nk", "ha"):
        with pytest.raises(NotEnough, match="29 pairs"):
            index_of(method, few, 0.8)
        assert index_of(method, Moments(30, 40, 7.5, 48, 8, 0.6), 0.8).method == method


def test_stable_days_that_are_all_alike_do_not_sound_at_every_step():
    assert not ewma_chart([5] * 14, [6], "lower", step=1.0)[0].alarm


def test_chance_alone_makes_sudden_gains_in_about_half_of_all_steady_courses():
    """A steady decline without any sudden gain, retest reliability .80, 15 scores: published 49 % (PMC4606893, table 2)."""
    draw = Random(11)
    found = 0
    for _ in range(400):
        level = draw.gauss(30, 8)
        scores = [level - 1.4 * session + draw.gauss(0, 4) for session in range(15)]
        found += bool(sudden_gains(scores, "lower", 7))
    assert 0.35 < found / 400 < 0.65
