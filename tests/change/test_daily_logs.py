"""Daily entries: two phases compared, and a control chart."""

import pytest

from fullarc.change.control_chart import TOO_FEW as NO_WATCH
from fullarc.change.control_chart import autocorrelation, ewma_chart, kendall_tau, rolling
from fullarc.change.direction import NotEnough
from fullarc.change.single_case import (
    baseline_corrected_tau,
    compare_phases,
    hanley_mcneil_error,
    kendall_sum,
    nap,
    nap_interval,
    nap_standard_error,
    null_standard_error,
    strength,
    tau,
    tau_u,
    theil_sen,
)

FIRST = ([6, 7, 5, 6, 7], [5, 5, 4, 3, 4, 3, 2])
SECOND = ([8, 7, 7, 6], [6, 5, 5, 4, 3])


def test_the_first_worked_example_comes_out():
    baseline, phase = FIRST
    assert nap(*FIRST, "lower") == pytest.approx(0.971, abs=5e-4)
    assert tau(*FIRST, "lower") == pytest.approx(0.943, abs=5e-4)
    assert tau_u(*FIRST, "lower") == pytest.approx(1.000)
    assert baseline_corrected_tau(*FIRST, "lower") == pytest.approx(1.000)
    assert kendall_sum(baseline, "lower") == -2
    assert theil_sen(baseline) == pytest.approx(0.125)
    assert nap_standard_error(*FIRST, "lower") == pytest.approx(0.0376, abs=5e-5)
    assert hanley_mcneil_error(*FIRST, "lower") == pytest.approx(0.0398, abs=5e-5)
    assert null_standard_error(len(baseline), len(phase)) == pytest.approx(0.1759, abs=5e-5)
    assert nap_interval(nap(*FIRST, "lower"), 5, 7) == (pytest.approx(0.644, abs=1e-3), pytest.approx(0.998, abs=5e-4))


def test_a_trend_over_four_points_carried_on_corrects_too_much():
    assert nap(*SECOND, "lower") == pytest.approx(0.975)
    assert tau(*SECOND, "lower") == pytest.approx(0.950)
    assert tau_u(*SECOND, "lower") == pytest.approx(0.700)
    assert baseline_corrected_tau(*SECOND, "lower") == pytest.approx(-0.400)
    assert kendall_sum(SECOND[0], "lower") == 5
    assert theil_sen(SECOND[0]) == pytest.approx(-0.583, abs=5e-4)


def test_a_short_baseline_gets_no_corrected_tau():
    assert compare_phases(*FIRST, "lower").bc_tau is None
    assert compare_phases([6, 7, 5, 6, 7, 6, 7, 5], FIRST[1], "lower").bc_tau is not None


def test_four_days_are_too_few_to_compare():
    with pytest.raises(NotEnough, match="need 5"):
        compare_phases(*SECOND, "lower")


def test_the_direction_turns_the_share_round():
    assert nap(*FIRST, "higher") == pytest.approx(1 - nap(*FIRST, "lower"))


def test_words_for_the_size():
    assert [strength(value) for value in (0.5, 0.7, 0.95)] == ["weak", "medium", "strong"]


def test_the_control_chart_sounds_on_the_fourth_day():
    points = ewma_chart([4, 5, 4, 6, 5, 4, 5], [5, 6, 6, 7, 7, 8], "lower", least=7)
    assert [point.smoothed for point in points] == pytest.approx([4.77, 5.02, 5.21, 5.57, 5.86, 6.29], abs=6e-3)
    assert [point.upper for point in points] == pytest.approx([5.17, 5.30, 5.36, 5.40, 5.43, 5.44], abs=6e-3)
    assert [point.alarm for point in points] == [False, False, False, True, True, True]


def test_a_drift_towards_health_is_no_alarm():
    assert not any(point.alarm for point in ewma_chart([4, 5, 4, 6, 5, 4, 5], [5, 6, 6, 7, 7, 8], "higher", least=7))


def test_watching_needs_fourteen_stable_days():
    with pytest.raises(NotEnough, match="need 14"):
        ewma_chart([4, 5, 4, 6, 5, 4, 5], [5], "lower")
    assert "14" in NO_WATCH


def test_stable_days_without_spread_use_the_smallest_step_of_the_scale():
    [point] = ewma_chart([5] * 14, [5], "lower", step=0.5)
    assert point.upper == pytest.approx(5 + 3 * 0.5 * 0.2)


def test_rolling_figures_are_the_worked_ones():
    figures = rolling([4, 5, 4, 6, 5, 4, 5, 6, 7, 6, 7, 8, 7, 8], 7)
    assert [r for r, _ in figures] == pytest.approx([-0.40, -0.25, 0.09, 0.44, 0.45, 0.35, 0.24, 0.00], abs=6e-3)
    assert [sd for _, sd in figures] == pytest.approx([0.76, 0.82, 1.11, 0.98, 1.11, 1.35, 0.98, 0.82], abs=6e-3)
    assert kendall_tau([r for r, _ in figures]) == pytest.approx(0.29, abs=5e-3)


def test_equal_values_have_no_autocorrelation():
    with pytest.raises(NotEnough, match="all alike"):
        autocorrelation([3, 3, 3, 3])
