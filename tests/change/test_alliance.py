"""Ratings of the sessions: low ones, drops, and whether they were made good."""

import pytest

from fullarc.change.alliance import (
    ALWAYS_HIGHEST,
    NO_TREND,
    Repair,
    always_highest,
    below_own_range,
    drops,
    item_mean_fell,
    low_ratings,
    rupture_or_bad_day,
)
from fullarc.change.direction import NotEnough


def test_a_low_total_a_low_line_and_a_fall_are_named():
    assert low_ratings(35.9) == ("total 35.9, below 36",)
    assert low_ratings(37, [9.5, 8.9, 9, 9.6]) == ("line 2: 8.9, below 9",)
    assert low_ratings(37, previous=38) == ("1 points less than the time before",)
    assert low_ratings(36, [9, 9, 9, 9], previous=36.9) == ()


def test_a_drop_that_comes_back_is_a_rupture_and_its_repair():
    [drop] = drops([38, 34, 36, 37.5])
    assert (drop.place, drop.size, drop.kind, drop.back_at) == (1, 4, Repair.REPAIRED, 3)
    assert drops([38, 34, 37])[0].back_at == 2
    assert drops([38, 34, 35, 36, 37])[0].back_at == 4


def test_a_drop_that_does_not_come_back_in_three_sessions_is_unrepaired():
    assert drops([38, 34, 35, 36, 36.9])[0].kind is Repair.UNREPAIRED
    assert drops([38, 34, 35, 35, 35.5, 38])[0].kind is Repair.UNREPAIRED
    assert drops([38, 34, 35, 36])[0].kind is Repair.OPEN
    assert drops([38, 38, 34])[0].back_at == -1


def test_a_fall_of_one_point_is_made_good_only_by_rising_again():
    assert drops([38, 37, 37, 37, 37])[0].kind is Repair.UNREPAIRED
    assert drops([38, 37, 37.5])[0].kind is Repair.REPAIRED
    assert drops([38, 37.1, 37.1]) == ()


def test_two_ratings_are_no_trend():
    with pytest.raises(NotEnough, match=NO_TREND):
        drops([38, 30])
    with pytest.raises(NotEnough, match=NO_TREND):
        item_mean_fell([5, 4])


def test_a_rating_is_held_against_the_clients_own_range_after_five_sessions():
    assert below_own_range([38, 37, 39, 38, 38, 36.9])  # mean 38, SD 0.71: below 36.94
    assert not below_own_range([38, 37, 39, 38, 38, 37])
    with pytest.raises(NotEnough, match="5 are needed"):
        below_own_range([38, 37, 39, 38, 30])


def test_ratings_that_are_always_the_highest_tell_nothing():
    assert always_highest([40, 40, 40], 40) == ALWAYS_HIGHEST
    assert always_highest([40, 40], 40) == ""
    assert always_highest([40, 39, 40], 40) == ""


def test_the_working_alliance_fell_by_half_a_point_or_by_ones_own_deviation():
    assert item_mean_fell([4.5, 4.5, 4.0])
    assert item_mean_fell([4.4, 4.5, 4.42])  # own SD 0.07
    assert item_mean_fell([4.0, 4.25, 4.5, 4.25])  # exactly one own SD
    assert not item_mean_fell([4.0, 4.25, 4.5, 4.26])
    assert not item_mean_fell([4.0, 4.5, 4.2])
    assert not item_mean_fell([4.5, 4.5, 4.5])


def test_a_bad_day_is_looked_at_before_a_drop_is_called_a_rupture():
    [drop] = drops([38, 34, 36])
    assert "ask about the day" in rupture_or_bad_day(drop, outcome_worse_that_day=True)
    assert "fell by 4" in rupture_or_bad_day(drop, outcome_worse_that_day=False)
