"""The published rules of durability, one by one."""

from datetime import date, timedelta

import pytest

from fullarc.course.durability import Held, bridged, durability_of, held_since
from fullarc.course.statement import Durability

MONDAY = date(2026, 3, 2)


def observed(pattern: str, days: int = 7) -> list[Held]:
    """ "#" held, "." not, one observation every `days` days."""
    return [Held(MONDAY + timedelta(days=days * i), mark == "#") for i, mark in enumerate(pattern)]


@pytest.mark.parametrize(
    ("pattern", "durability"),
    [
        ("", Durability.NONE),
        ("....", Durability.NONE),
        (".#..", Durability.NONE),
        ("..##", Durability.RECENT),
        ("...###", Durability.RECENT),
        ("..#####", Durability.SUSTAINED),
        ("..####...", Durability.LOST),
        ("..###..##", Durability.REGAINED),
        ("..####..#####", Durability.REGAINED),
        (".#..#..#.", Durability.FLUCTUATING),
        ("##..##..#", Durability.FLUCTUATING),
        ("##..##..", Durability.FLUCTUATING),
        ("#..#", Durability.FLUCTUATING),
        ("##..#.", Durability.FLUCTUATING),
        ("#.##..", Durability.LOST),
    ],
)
def test_each_pattern_has_one_durability(pattern: str, durability: Durability) -> None:
    assert durability_of(observed(pattern)) is durability


def test_three_observations_within_two_weeks_are_recent_not_sustained() -> None:
    assert durability_of(observed("..###", days=7)) is Durability.RECENT
    assert durability_of(observed("..###", days=14)) is Durability.SUSTAINED


def test_a_gain_present_from_the_first_observation_can_be_sustained() -> None:
    assert durability_of(observed("#######")) is Durability.SUSTAINED


def test_one_observation_against_two_on_either_side_is_measurement_error() -> None:
    assert [one.held for one in bridged(observed("##.##"))] == [True] * 5
    assert durability_of(observed("..###.####")) is Durability.SUSTAINED


def test_two_observations_in_a_row_are_not_bridged() -> None:
    assert [one.held for one in bridged(observed("##..##"))] == [True, True, False, False, True, True]


def test_a_gain_holds_since_the_first_day_of_its_last_stretch() -> None:
    assert held_since(observed("..###")) == MONDAY + timedelta(days=14)
    assert held_since(observed("..###..")) is None
