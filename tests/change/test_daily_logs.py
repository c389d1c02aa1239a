"""Daily entries: two phases compared, and a control chart."""

from datetime import date, timedelta
from itertools import combinations, permutations
from statistics import mean, stdev
from time import process_time

import pytest

from fullarc.change.control_chart import TOO_FEW as NO_WATCH
from fullarc.change.control_chart import autocorrelation, ewma_chart, kendall_tau, recent_entries, rolling
from fullarc.change.direction import NotEnough
from fullarc.change.early_warning import early_warning, kendall_p
from fullarc.change.not_computed import NotComputed
from fullarc.change.single_case import (
    TOO_FEW_TO_CORRECT,
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


def test_two_entries_are_the_least_that_can_have_a_trend():
    assert kendall_p([4, 5]) == kendall_p([5, 4]) == 1.0
    assert kendall_p([1, 2, 3]) == pytest.approx(2 / 6)
    for nothing in ([4], [4, 4]):
        with pytest.raises(NotEnough, match="fewer than two entries"):
            kendall_p(nothing)


def test_the_stable_week_of_the_worked_chart_has_its_mean_and_spread():
    week = [4, 5, 4, 6, 5, 4, 5]
    assert (mean(week), stdev(week)) == (pytest.approx(4.714, abs=5e-4), pytest.approx(0.756, abs=5e-4))
    [point] = ewma_chart(week, [mean(week)], "lower", least=7)
    assert point.value == pytest.approx(4.714, abs=5e-4)
    assert point.upper - mean(week) == pytest.approx(3 * 0.2 * stdev(week))


def test_a_short_baseline_gets_no_corrected_tau():
    assert compare_phases(*FIRST, "lower").bc_tau == NotComputed(TOO_FEW_TO_CORRECT)
    assert compare_phases([6, 7, 5, 6, 7, 6, 7], FIRST[1], "lower").bc_tau == NotComputed(TOO_FEW_TO_CORRECT)
    assert compare_phases([6, 7, 5, 6, 7, 6, 7, 5], FIRST[1], "lower").bc_tau > 0.9


def test_all_indices_come_together():
    found = compare_phases(*FIRST, "lower")
    assert (found.nap, found.tau, found.tau_u) == (pytest.approx(0.9714, abs=1e-4), pytest.approx(0.9429, abs=1e-4), pytest.approx(1))
    assert (found.standard_error, found.strength) == (pytest.approx(0.0376, abs=5e-5), "strong")
    assert (found.low, found.high) == (pytest.approx(0.644, abs=1e-3), pytest.approx(0.998, abs=5e-4))


def test_four_days_are_too_few_to_compare():
    with pytest.raises(NotEnough, match="before the change to compare"):
        compare_phases(*SECOND, "lower")
    with pytest.raises(NotEnough, match="after the change to compare"):
        compare_phases(FIRST[0], [5, 5, 4, 3], "lower")
    for phases in (([], [1]), ([1], [])):
        with pytest.raises(NotEnough, match="need 5"):
            nap(*phases, "lower")
    with pytest.raises(NotEnough, match="need 5"):
        theil_sen([1])
    for phases in (([1], [1, 2]), ([1, 2], [1])):
        with pytest.raises(NotEnough, match="need 5"):
            nap_standard_error(*phases, "lower")
    assert theil_sen([1, 3]) == 2
    # NAP .5, Q1 = Q2 = .3125, Q3 = .375: .5 - 3 x .25 + 4 x .3125 - 2 x .375 = .25
    assert nap_standard_error([1, 2], [1, 2], "lower") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("share", "m", "n", "confidence", "z"), [(0.7, 8, 12, 0.95, 1.96), (0.35, 20, 6, 0.90, 1.645), (0.93, 5, 5, 0.80, 1.2816)]
)
def test_the_ends_of_the_interval_lie_so_many_standard_errors_away(share, m, n, confidence, z):
    for end in nap_interval(share, m, n, confidence):
        spread = 1 + ((m + n) / 2 - 1) * ((1 - end) / (2 - end) + end / (1 + end))
        assert (share - end) ** 2 == pytest.approx(z**2 * end * (1 - end) * spread / (m * n))


def test_phases_that_do_not_overlap_have_an_interval_that_ends_at_all_or_nothing():
    assert nap_interval(1.0, 7, 7)[1] == 1.0
    assert nap_interval(0.0, 7, 7)[0] == 0.0
    assert nap_interval(0.0, 7, 7)[1] == pytest.approx(1 - nap_interval(1.0, 7, 7)[0])
    assert 0.6 < nap_interval(1.0, 7, 7)[0] < 0.8


def test_five_days_on_either_side_are_enough():
    assert compare_phases([6, 7, 5, 6, 7], [5, 5, 4, 3, 4], "lower", 0.90).nap == pytest.approx(0.96)
    low, high = nap_interval(0.96, 5, 5, 0.90)
    assert compare_phases([6, 7, 5, 6, 7], [5, 5, 4, 3, 4], "lower", 0.90).low == low
    assert compare_phases([6, 7, 5, 6, 7], [5, 5, 4, 3, 4], "lower", 0.90).high == high


def test_both_standard_errors_of_the_share_are_those_of_the_pairs_counted_one_by_one():
    before, after = [6, 7, 5, 6, 9], [5, 6, 4, 3, 7, 2]
    won = [[1.0 if b < a else 0.5 if a == b else 0.0 for b in after] for a in before]
    m, n, share = 5, 6, sum(map(sum, won)) / 30
    by_row, by_column = sum((sum(row) / n) ** 2 for row in won) / m, sum((sum(column) / m) ** 2 for column in zip(*won, strict=True)) / n
    squares = sum(win**2 for row in won for win in row) / 30
    unbiased = (share - (m + n - 1) * share**2 + n * by_row + m * by_column - 2 * squares) / ((m - 1) * (n - 1))
    assert nap_standard_error(before, after, "lower") == pytest.approx(unbiased**0.5)
    older = (share * (1 - share) + (n - 1) * (by_row - share**2) + (m - 1) * (by_column - share**2)) / 30
    assert hanley_mcneil_error(before, after, "lower") == pytest.approx(older**0.5)


def test_the_direction_turns_the_share_round():
    assert nap(*FIRST, "higher") == pytest.approx(1 - nap(*FIRST, "lower"))


def test_words_for_the_size():
    assert [strength(value) for value in (0.5, 0.7, 0.95)] == ["weak", "medium", "strong"]
    assert [strength(value) for value in (0.659, 0.66, 0.929, 0.93)] == ["weak", "medium", "medium", "strong"]


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


def test_a_day_exactly_at_the_limit_is_no_alarm():
    at, beyond = (ewma_chart([5] * 14, [day], "lower", weight=1.0)[0] for day in (8.0, 8.01))
    assert (at.lower, at.upper, at.alarm, beyond.alarm) == (2.0, 8.0, False, True)


def test_rolling_figures_are_the_worked_ones():
    figures = rolling([4, 5, 4, 6, 5, 4, 5, 6, 7, 6, 7, 8, 7, 8], 7)
    assert [r for r, _ in figures] == pytest.approx([-0.40, -0.25, 0.09, 0.44, 0.45, 0.35, 0.24, 0.00], abs=6e-3)
    assert [sd for _, sd in figures] == pytest.approx([0.76, 0.82, 1.11, 0.98, 1.11, 1.35, 0.98, 0.82], abs=6e-3)
    assert kendall_tau([r for r, _ in figures]) == pytest.approx(0.29, abs=5e-3)
    assert kendall_p([r for r, _ in figures]) == pytest.approx(0.40, abs=5e-3)


def test_equal_values_have_no_autocorrelation():
    with pytest.raises(NotEnough, match="all alike"):
        autocorrelation([3, 3, 3, 3])
    with pytest.raises(NotEnough, match="fewer than three"):
        autocorrelation([3, 4])
    assert autocorrelation([1, 2, 3]) == 0


def test_the_lower_limit_watches_where_higher_is_better():
    points = ewma_chart([4, 5, 4, 6, 5, 4, 5], [4, 3, 3, 2, 2], "higher", least=7)
    assert points[0].lower + points[0].upper == pytest.approx(2 * 33 / 7)
    assert [point.alarm for point in points] == [point.smoothed < point.lower for point in points]
    assert points[-1].alarm


MAY = date(2026, 5, 31)


def test_entries_to_watch_are_those_of_the_last_three_weeks_one_a_day():
    entries = [(MAY - timedelta(days=ago), float(ago)) for ago in range(30)] + [(MAY, 4.0), (MAY + timedelta(days=1), 9.0)]
    found = recent_entries(entries, MAY)
    assert (len(found), found[0], found[-1]) == (21, 20, 2)
    assert len(recent_entries(entries[:14], MAY)) == 14
    with pytest.raises(NotEnough, match="need 14 in the last 21 days"):
        recent_entries(entries[:13] * 2, MAY)


def test_rolling_windows_have_at_least_three_entries_and_no_more_than_there_are():
    assert len(rolling([1, 2, 4, 7], 3)) == 2
    assert len(rolling([1, 2, 4], 3)) == 1
    for window in (2, 5):
        with pytest.raises(NotEnough, match="No rolling figures"):
            rolling([1, 2, 4, 7], window)


def test_a_trend_is_tested_exactly_or_with_a_correction_for_ties():
    assert kendall_tau([1, 2, 3]) == 1
    assert kendall_tau([3, 2, 1]) == -1
    assert kendall_p([1, 2, 3]) == pytest.approx(1 / 3)
    assert kendall_p([1, 3, 2, 4]) == pytest.approx(1 / 3)  # 8 of 24 orders lie as far out
    assert kendall_p([1, 1, 2, 3, 4]) == pytest.approx(0.0433, abs=5e-5)  # S 9, variance (300 - 18) / 18, z 2.021
    assert kendall_p([2, 1, 1, 2]) == 1
    for series in ([1], [2, 2, 2]):
        with pytest.raises(NotEnough, match="all alike"):
            kendall_p(series)
    with pytest.raises(NotEnough, match="all alike"):
        kendall_tau([2, 2])


def test_early_signs_are_described_and_never_foretold():
    swings = [5 + (0.2 + day * 0.08) * (1 if (day * day) % (7 + day // 4) < 4 else -1) for day in range(60)]
    found = early_warning(swings)
    assert (found.spread_tau > 0, found.spread_p < 0.05) == (True, True)
    assert found.rising is (found.autocorrelation_tau > 0 and found.autocorrelation_p < 0.05)
    calm = early_warning([4 + day % 3 for day in range(40)], 20)
    assert (calm.rising, calm.sentence) == (False, "No clear rise in how entries carry over from day to day.")
    steps = [3.0 if day < 40 and day % 2 else 4.0 for day in range(40)]
    ramp = early_warning([*steps, *(4 + (day / 4) ** 1.5 for day in range(30))])
    assert ramp.rising
    assert "no forecast" in ramp.sentence


def test_four_windows_that_all_rise_may_do_so_by_chance_and_five_hardly():
    level = [4, 5] * 10
    four, five = early_warning([*level, 6, 8, 11]), early_warning([*level, 6, 8, 11, 15])
    assert (four.autocorrelation_tau, four.autocorrelation_p, four.spread_tau, four.spread_p) == (1, 2 / 24, 1, 2 / 24)
    assert (five.autocorrelation_p, five.spread_p) == (2 / 120, 2 / 120)
    assert (four.rising, five.rising) == (False, True)
    assert five.sentence == "Entries carry over from day to day more than before, and vary more; this is no forecast."


def test_entries_that_swing_less_while_they_carry_over_more_are_no_rise():
    calmer = early_warning([10, 1] * 12 + [5, 6, 6, 7, 7, 6, 5, 5, 6, 7])
    assert (calmer.autocorrelation_tau > 0.9, calmer.autocorrelation_p < 0.001) == (True, True)
    assert (calmer.spread_tau < -0.9, calmer.spread_p < 0.001, calmer.rising) == (True, True, False)
    wilder = early_warning([5, 6, 7, 8, 7, 6, 5, 6, 7, 8, 7, 6, 5, 6, 7, 8, 7, 6, 5, 6] + [10, 1] * 5)
    assert (wilder.autocorrelation_tau < -0.8, wilder.spread_tau > 0.9, wilder.rising) == (True, True, False)


@pytest.mark.parametrize("series", [[3, 1, 2], [2, 1, 4, 3, 5], [6, 1, 2, 5, 3, 4], [1, 2, 4, 3, 5, 6, 7]])
def test_the_exact_p_of_a_trend_is_the_share_of_all_orders_that_lie_as_far_out(series):
    def ascents(order):
        return sum((b > a) - (b < a) for a, b in combinations(order, 2))

    orders = [abs(ascents(order)) for order in permutations(series)]
    assert kendall_p(series) == pytest.approx(sum(one >= abs(ascents(series)) for one in orders) / len(orders))


def test_early_signs_need_windows_of_twenty_entries():
    with pytest.raises(NotEnough, match="20 entries"):
        early_warning(list(range(40)), 19)
    with pytest.raises(NotEnough, match="20 entries"):
        early_warning([day % 5 for day in range(22)], 20)
    assert early_warning([day * day % 7 for day in range(23)], 20).rising is False


@pytest.mark.parametrize(
    ("values", "step", "modulus", "p"),
    [(60, 37, 61, 0.5461705542960704), (100, 37, 101, 0.8749156967693822), (400, 37, 401, 0.5517500279)],
    ids=["60", "100", "400"],
)
def test_a_long_series_has_its_p_soon(values: int, step: int, modulus: int, p: float) -> None:
    """As SciPy has it: exact for 60 and 100 values; for 400 by the normal approximation, there without correction for continuity."""
    begun = process_time()
    assert kendall_p([place * step % modulus for place in range(1, values + 1)]) == pytest.approx(p, abs=1e-3 if values > 100 else 1e-9)
    assert process_time() - begun < 10
