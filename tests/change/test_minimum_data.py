"""What is said when there is too little data: each output once, at the last amount that is too little and at the first that is enough."""

from datetime import date, timedelta

import pytest

from fullarc.change import adherence, alliance, classification, control_chart, growth, single_case, sustained
from fullarc.change.classification import classify
from fullarc.change.direction import NotEnough
from fullarc.change.effect_size import wilson, within_group
from fullarc.change.endpoints import endpoints
from fullarc.change.expected_course import expected_course
from fullarc.change.not_computed import NotComputed, computed
from fullarc.change.reliable_change import PROVISIONAL, change_at_each_score, reliable_change, standard_error_of_measurement
from fullarc.change.slope_population import slope_population
from fullarc.change.sudden_gains import UNDECIDED, stability

DAY = date(2026, 3, 2)
DAYS = [(DAY + timedelta(days=n), 5.0) for n in range(14)]


@pytest.mark.parametrize(
    ("too_little", "sentence", "enough"),
    [
        (lambda: endpoints(DAYS[:1]), "One score so far", lambda: endpoints(DAYS[:2])),
        (
            lambda: growth.growth_curve([1, 2, 3], [9, 8, 7], low=0, high=27),
            "No curve: 3 scores so far, 4 are needed",
            lambda: growth.growth_curve([1, 2, 3, 4], [9, 8, 7, 7], low=0, high=27),
        ),
        (
            lambda: growth.growth_curve(range(1, 6), [9, 8, 7, 7, 6], low=0, high=27).expected(6),
            "No look ahead: 5 scores so far, 6 are needed",
            lambda: growth.growth_curve(range(1, 7), [9, 8, 7, 7, 6, 6], low=0, high=27).expected(7),
        ),
        (
            lambda: expected_course(18, slope=-3, scatter=3.5, cases=49, better="lower"),
            "fewer than 50 comparable finished cases",
            lambda: expected_course(18, slope=-3, scatter=3.5, cases=50, better="lower"),
        ),
        (
            lambda: single_case.compare_phases([5, 6, 5, 6], [4, 4, 3, 4, 3], "lower"),
            "need 5",
            lambda: single_case.compare_phases([5, 6, 5, 6, 5], [4, 4, 3, 4, 3], "lower"),
        ),
        (
            lambda: control_chart.recent_entries(DAYS[:13], DAYS[-1][0]),
            "need 14 in the last 21 days",
            lambda: control_chart.recent_entries(DAYS, DAYS[-1][0]),
        ),
        (
            lambda: control_chart.ewma_chart([5, 6] * 6 + [5], [5], "lower"),
            "need 14",
            lambda: control_chart.ewma_chart([5, 6] * 7, [5], "lower"),
        ),
        (
            lambda: sustained.maintenance((DAY, 5), None, "lower", reliable=6, cutoff=10),
            "Lasting change not known",
            lambda: sustained.maintenance((DAY, 5), (DAY + timedelta(days=28), 5), "lower", reliable=6, cutoff=10),
        ),
        (lambda: alliance.drops([38, 30]), "fewer than three ratings", lambda: alliance.drops([38, 30, 30])),
        (lambda: adherence.adherence([]), "no measure was due", lambda: adherence.adherence([adherence.Due(DAY, scored=False)])),
        (lambda: within_group([5, 6], [4, 3], "lower"), "No effect size: 2 pairs", lambda: within_group([5, 6, 8], [4, 3, 2], "lower")),
        (lambda: wilson(0, 0), "No rate", lambda: wilson(0, 1)),
        (
            lambda: slope_population([([0, 1, 2], [9, 8 + n % 3, 7]) for n in range(29)]),
            "30 are needed",
            lambda: slope_population([([0, 1, 2], [9, 8 + n % 3, 7]) for n in range(30)]),
        ),
        (lambda: change_at_each_score([9], better="lower", threshold=6), "One score", lambda: endpoints(DAYS)),
    ],
)
def test_the_sentence_comes_with_too_little_and_the_figure_with_enough(too_little, sentence, enough):
    with pytest.raises(NotEnough, match=sentence):
        too_little()
    assert sentence in computed(too_little).because
    assert not isinstance(computed(enough), NotComputed)


def test_a_figure_that_was_not_computed_counts_as_none_and_has_its_sentence():
    missing = NotComputed("No score at the end.")
    assert not missing
    assert str(missing) == "not computed, because: No score at the end."
    with pytest.raises(ValueError, match="say in a sentence why"):
        NotComputed(" ")


def test_a_gain_is_tested_with_two_scores_on_either_side():
    assert stability([18, 16], [9], "lower") == NotComputed(UNDECIDED)
    assert stability([16], [9, 10], "lower") == NotComputed(UNDECIDED)
    assert not isinstance(stability([18, 16], [9, 10], "lower"), NotComputed)


def test_a_client_who_started_well_is_told_apart_from_one_without_norms():
    better = reliable_change(9, 1, better="lower", threshold=6)
    assert classify(better, better="lower", cutoff=10).remark == classification.STARTED_NORMAL
    assert classify(better, better="lower").remark == classification.NO_NORMS
    level = reliable_change(19, 18, better="lower", threshold=6)
    assert classify(level, better="lower", cutoff=10).remark == "No reliable change (difference within measurement error)."
    assert classify(reliable_change(19, 12, better="lower", threshold=6), better="lower", cutoff=10).remark == ""


def test_looking_every_week_is_remarked_as_provisional():
    assert change_at_each_score([18, 12, 19, 12], better="lower", threshold=6) == (
        ("better", PROVISIONAL),
        ("", PROVISIONAL),
        ("better", ""),
    )
    assert change_at_each_score([18, 24], better="lower", threshold=6) == (("worse", ""),)


def test_the_level_of_a_threshold_is_kept_with_it():
    assert reliable_change(20, 13, better="lower", threshold=6, threshold_confidence=0.90).confidence == 0.90
    unknown = reliable_change(20, 13, better="lower", threshold=6)
    assert (unknown.inclusive, reliable_change(20, 13, better="lower", sd=6, reliability=0.8).inclusive) == (True, False)
    assert "not on file" in unknown.confidence.because
    assert "published number of points" in unknown.index.because
    computed_one = reliable_change(20, 10, better="lower", sd=6, reliability=0.8, confidence=0.90)
    assert (computed_one.confidence, computed_one.sem) == (0.90, pytest.approx(6 * 0.2**0.5))
    assert computed_one.threshold == pytest.approx(1.645 * computed_one.s_diff)


@pytest.mark.parametrize("reliability", [-0.1, 1.0, 1.2])
def test_a_reliability_that_cannot_be_is_refused(reliability):
    with pytest.raises(ValueError, match="expected 0 or more and below 1"):
        standard_error_of_measurement(6, reliability)
    assert standard_error_of_measurement(6, 0) == 6
    with pytest.raises(ValueError, match="points above 0"):
        reliable_change(20, 10, better="lower", threshold=0)
