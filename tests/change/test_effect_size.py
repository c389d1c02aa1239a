"""Effect sizes and rates with their intervals."""

import pytest

from fullarc.change.anchor import group_change_against
from fullarc.change.direction import NotEnough
from fullarc.change.effect_size import (
    NO_SPREAD,
    between_groups,
    individual_difference,
    pooled_sd,
    small_sample_correction,
    wilson,
    within_group,
    within_group_of,
)
from fullarc.change.not_computed import NotComputed
from fullarc.change.other_formulas import Moments
from fullarc.change.student import t_probability, t_quantile

PRE, POST = [18, 15, 21, 12, 16, 19, 14, 17], [9, 11, 14, 10, 6, 15, 12, 8]


def test_change_within_a_group_has_its_published_figures():
    group = within_group(PRE, POST, "lower")
    assert group.mean_improvement == 5.875
    assert (group.low, group.high) == (pytest.approx(3.141, abs=5e-4), pytest.approx(8.609, abs=5e-4))
    assert group.correlation == pytest.approx(0.386, abs=5e-4)
    assert group.effect.d == pytest.approx(2.041, abs=6e-4)
    assert small_sample_correction(7) == pytest.approx(0.8889, abs=5e-5)
    assert group.effect.g == pytest.approx(1.814, abs=6e-4)
    assert group.effect.standard_error == pytest.approx(0.599, abs=5e-4)
    assert (group.effect.low, group.effect.high) == (pytest.approx(0.640, abs=6e-4), pytest.approx(2.989, abs=6e-4))
    assert group.d_z == pytest.approx(1.796, abs=6e-4)
    assert group.d_av == pytest.approx(1.992, abs=6e-4)


def test_the_effect_turns_round_with_the_direction():
    assert within_group(PRE, POST, "higher").effect.g == -within_group(PRE, POST, "lower").effect.g


def test_two_groups_have_their_published_figures():
    first, second = (9.2, 5.1, 30), (12.4, 5.6, 28)
    effect = between_groups(first, second, "lower")
    assert pooled_sd(first, second) == pytest.approx(5.347, abs=5e-4)
    assert effect.d == pytest.approx(0.598, abs=6e-4)
    assert effect.g == pytest.approx(0.590, abs=6e-4)
    assert effect.standard_error == pytest.approx(0.268, abs=6e-4)
    assert (effect.low, effect.high) == (pytest.approx(0.064, abs=6e-4), pytest.approx(1.117, abs=6e-4))


def test_rates_carry_wilsons_interval():
    rate = wilson(26, 50)
    assert (rate.share, rate.low, rate.high) == (0.52, pytest.approx(0.385, abs=5e-4), pytest.approx(0.652, abs=5e-4))
    few = wilson(4, 6)
    assert (few.low, few.high) == (pytest.approx(0.30, abs=5e-3), pytest.approx(0.90, abs=5e-3))
    assert rate.shown
    assert not few.shown


def test_nothing_is_no_rate_and_one_pair_no_effect():
    with pytest.raises(NotEnough, match="0 of 0"):
        wilson(0, 0)
    with pytest.raises(NotEnough, match="1 pairs"):
        within_group([1], [2], "lower")


@pytest.mark.parametrize(
    ("low", "estimate", "high", "words"),
    [
        (-1, 1, 3, "includes zero"),
        (1, 2, 4, "smaller"),
        (1, 4, 7, "not clearly"),
        (3, 6, 9, "probably"),
        (6, 8, 10, "larger"),
        (-4, -2, -1, "worse"),
        (-4, -2, 0, "includes zero"),
        (0, 2, 4, "includes zero"),
        (0.1, 3, 5, "not clearly"),
        (0.1, 3, 4.9, "smaller"),
        (1, 5, 9, "probably"),
        (1, 4.9, 9, "not clearly"),
        (5, 7, 9, "probably"),
        (5.1, 7, 9, "larger"),
    ],
)
def test_an_interval_is_read_against_the_meaningful_change(low, estimate, high, words):
    assert words in group_change_against(low, estimate, high, 5)


@pytest.mark.parametrize(("df", "critical"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (10, 2.228), (29, 2.045)])
def test_students_t_is_that_of_the_tables(df, critical):
    assert t_quantile(0.975, df) == pytest.approx(critical, abs=5e-4)
    assert t_quantile(0.025, df) == pytest.approx(-critical, abs=5e-4)


def test_students_t_goes_over_into_the_expansion_without_a_step():
    assert t_quantile(0.975, 500) == pytest.approx(1.96472, abs=1e-5)
    assert t_quantile(0.975, 501) == pytest.approx(t_quantile(0.975, 500), abs=1e-5)
    for df in (501, 2000):
        assert t_probability(t_quantile(0.975, df), df) == pytest.approx(0.975, abs=1e-10)
        assert t_probability(t_quantile(0.9995, df), df) == pytest.approx(0.9995, abs=1e-10)


def test_a_t_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="degrees of freedom"):
        t_probability(1.0, 0)
    for probability in (0, 1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            t_quantile(probability, 5)


def test_the_same_figures_come_from_means_deviations_and_correlation():
    whole = within_group(PRE, POST, "lower")
    parts = within_group_of(Moments(8, 16.5, 2.8784916685156976, 10.625, 3.0207614933986426, whole.correlation), "lower")
    assert parts.effect.g == pytest.approx(whole.effect.g)
    assert (parts.low, parts.d_z) == (pytest.approx(whole.low), pytest.approx(whole.d_z))


def test_a_published_deviation_may_stand_in_for_that_of_a_selected_sample():
    assert within_group(PRE, POST, "lower", benchmark_sd=5.875).effect.d == 1
    assert within_group(PRE, POST, "lower", benchmark_sd=5.875).mean_improvement == 5.875


def test_an_interval_is_shown_from_ten_pairs_on():
    assert not within_group(PRE, POST, "lower").shown
    assert not within_group([*PRE, 18], [*POST, 9], "lower").shown
    assert within_group([*PRE, 18, 15], [*POST, 9, 11], "lower").shown


def test_differences_without_spread_have_no_d_z():
    assert within_group([10, 12, 14], [8, 10, 12], "lower").d_z == NotComputed(NO_SPREAD)


def test_an_end_where_all_are_alike_has_no_correlation():
    group = within_group([10, 12, 14], [5, 5, 5], "lower")
    assert (group.correlation, group.d_av) == (0, 7)


def test_a_rate_is_printed_with_its_interval_or_as_a_count():
    assert wilson(26, 50).words == "26 of 50 (52 %, 95 % interval 39 to 65 %)"
    assert wilson(4, 6).words == "4 of 6"
    assert wilson(10, 20, 0.90).words.startswith("10 of 20 (50 %, 90 % interval")
    assert (wilson(19, 19).shown, wilson(20, 20).shown) == (False, True)


def test_rates_at_either_end_stay_between_nothing_and_all():
    for of in range(1, 800):
        assert (wilson(0, of).low, wilson(of, of).high) == (0.0, 1.0)
    assert wilson(0, 555).words == "0 of 555 (0 %, 95 % interval 0 to 1 %)"
    for count, of in ((21, 20), (-1, 20)):
        with pytest.raises(NotEnough, match="No rate"):
            wilson(count, of)


def test_groups_of_one_or_without_spread_have_no_effect():
    with pytest.raises(NotEnough, match="at least 2"):
        between_groups((9, 5, 1), (12, 5, 30), "lower")
    with pytest.raises(NotEnough, match="any spread"):
        between_groups((9, 0, 30), (12, 0, 30), "lower")
    assert between_groups((9, 5, 2), (12, 5, 2), "lower").n == 4


def test_pairs_without_spread_or_of_unequal_number_are_refused():
    with pytest.raises(NotEnough, match="no spread"):
        within_group([5, 5, 5], [1, 2, 3], "lower")
    with pytest.raises(ValueError, match="expected pairs"):
        within_group([5, 6], [1], "lower")
    assert within_group([5, 6, 8], [4, 3, 2], "lower").n == 3


def test_a_sample_known_by_its_figures_alone_needs_three_pairs_and_a_spread_too():
    for n, sd in ((30, 0), (1, 5), (2, 5)):
        with pytest.raises(NotEnough, match=f"No effect size: {n} pairs, or no spread among the first scores"):
            within_group_of(Moments(n, 18, sd, 10, 5, 0.5), "lower")
    assert within_group_of(Moments(3, 18, 5, 10, 5, 0.5), "lower").effect.g == pytest.approx(8 / 5 * (1 - 3 / 7))


def test_scores_of_small_steps_have_the_figures_of_a_hand_calculation():
    """Means 2.0 and 1.5, SDs 0.4 and 0.3, r .25: the differences have an SD of sqrt(.16 + .09 - .06)."""
    group = within_group_of(Moments(16, 2.0, 0.4, 1.5, 0.3, 0.25), "lower")
    assert group.d_z == pytest.approx(0.5 / 0.19**0.5)
    assert group.d_av == pytest.approx(0.5 / 0.35)
    assert (group.effect.d, group.effect.g) == (pytest.approx(1.25), pytest.approx(1.25 * (1 - 3 / 59)))
    assert group.effect.standard_error == pytest.approx((2 * 0.75 / 16 + group.effect.g**2 / 32) ** 0.5)
    assert group.effect.high - group.effect.g == pytest.approx(1.96 * group.effect.standard_error)
    assert group.high - 0.5 == pytest.approx(2.13145 * 0.19**0.5 / 4, abs=1e-5)
    assert (0.5 - group.low, group.correlation) == (pytest.approx(group.high - 0.5), 0.25)
    wide = within_group_of(Moments(16, 2.0, 0.4, 1.5, 0.3, 0.25), "lower", 0.90)
    assert wide.effect.g - wide.effect.low == pytest.approx(1.645 * group.effect.standard_error)
    assert wide.high - 0.5 == pytest.approx(1.75305 * 0.19**0.5 / 4, abs=1e-5)


def test_two_different_last_scores_are_enough_for_a_correlation():
    assert within_group([10, 12, 14], [5, 5, 6], "lower").correlation == pytest.approx(3**0.5 / 2)


def test_changes_that_are_all_the_same_have_an_effect_without_error_beyond_that_of_its_size():
    group = within_group([10, 12, 14], [8, 10, 12], "lower")
    assert group.effect.standard_error == pytest.approx(abs(group.effect.g) / 6**0.5)
    assert within_group([10, 12, 14], [10, 12, 14], "lower").effect.standard_error == pytest.approx(0, abs=1e-7)


def test_an_interval_above_zero_is_never_called_worse():
    assert group_change_against(0.2, 0.5, 0.8, 1) == "a change, but smaller than the meaningful one"
    assert group_change_against(-0.8, -0.5, -0.2, 1) == "worse"
    assert group_change_against(-0.2, 0.3, 0.8, 1) == group_change_against(0, 0.3, 0.8, 1) == "no clear change: the interval includes zero"


def test_one_persons_difference_is_told_in_deviations_of_the_functional_population():
    assert individual_difference(18, 10, "lower", 4) == 2
    assert individual_difference(18, 10, "higher", 4) == -2
    assert individual_difference(0.75, 0.25, "lower", 0.5) == 1
    with pytest.raises(NotEnough, match="above 0"):
        individual_difference(18, 10, "lower", 0)
