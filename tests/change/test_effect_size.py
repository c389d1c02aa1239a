"""Effect sizes and rates with their intervals."""

import pytest

from fullarc.change.direction import NotEnough
from fullarc.change.effect_size import between_groups, group_change_against, pooled_sd, small_sample_correction, wilson, within_group
from fullarc.change.student import t_quantile

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
    ],
)
def test_an_interval_is_read_against_the_meaningful_change(low, estimate, high, words):
    assert words in group_change_against(low, estimate, high, 5)


@pytest.mark.parametrize(("df", "critical"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (10, 2.228), (29, 2.045)])
def test_students_t_is_that_of_the_tables(df, critical):
    assert t_quantile(0.975, df) == pytest.approx(critical, abs=5e-4)
    assert t_quantile(0.025, df) == pytest.approx(-critical, abs=5e-4)
