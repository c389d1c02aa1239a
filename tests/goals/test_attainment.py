"""Goal attainment: the published table, weights, and what is said when there is no T-score."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from fullarc.goals.attainment import NoAttainment, attainment, gas_t, is_meaningful_progress, step_of, weight_of
from fullarc.goals.goal import Goal, Rating

NUMBERS = tomllib.loads((Path(__file__).parent / "goal_attainment.toml").read_text(encoding="utf-8"))
LEVELS = ("much less", "less", "as expected", "more", "much more")
MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.mark.parametrize("row", NUMBERS["table"], ids=lambda row: f"{row['n']} goals")
def test_goals_at_one_level_give_the_published_t(row):
    for level, t in zip((-2, -1, 0, 1, 2), row["t"], strict=True):
        assert gas_t([level] * row["n"]) == pytest.approx(t, abs=5.1e-3)
    assert step_of([1.0] * row["n"]) == pytest.approx(row["step"], abs=5.1e-4)


@pytest.mark.parametrize("row", NUMBERS["mixed"], ids=lambda row: f"{row['levels']} {row['weights']}")
def test_mixed_levels_and_weights_give_the_published_t(row):
    assert gas_t(row["levels"], row["weights"]) == pytest.approx(row["t"], abs=5.1e-3)


@pytest.mark.parametrize("row", NUMBERS["gasr"], ids=lambda row: f"{row['levels']} {row['weights']}")
def test_t_agrees_with_independent_software(row):
    assert gas_t(row["levels"], row["weights"]) == pytest.approx(row["t"], abs=1e-6)


def test_change_is_the_difference_of_two_ts():
    assert gas_t([1, 0, -1], [3, 2, 1]) - gas_t([-1, -1, -2], [3, 2, 1]) == pytest.approx(19.83, abs=6e-3)


def test_half_steps_and_a_level_below_minus_two_are_allowed():
    assert gas_t([-0.5]) == 45
    assert gas_t([-3]) == 20
    with pytest.raises(NoAttainment, match="from -2 to \\+2"):
        gas_t([3])


def test_a_weight_of_zero_removes_the_goal():
    assert weight_of(0, 3) == 0
    assert gas_t([2, -2], [1, 0]) == gas_t([2])
    with pytest.raises(NoAttainment, match="no goal is left"):
        gas_t([1, 1], [0, 0])


def test_weights_are_importance_times_difficulty():
    assert weight_of(3, 3) == 9
    with pytest.raises(NoAttainment, match="importance runs from 0 to 3"):
        weight_of(4, 1)


def goal(name, **more):
    return Goal(name, "to sleep through", levels=LEVELS, **more)


def rated(name, day, value):
    return Rating(day, name, value, "gas")


def test_attainment_compares_the_same_goals_at_both_times():
    goals = [goal("a"), goal("b"), goal("c")]
    ratings = [rated("a", MARCH, -1), rated("a", JUNE, 1), rated("b", MARCH, -1), rated("b", JUNE, 0), rated("c", JUNE, 2)]
    result = attainment(goals, ratings)
    assert result.compared == ("a", "b")
    assert result.baseline == pytest.approx(37.60, abs=5e-3)
    assert result.current == pytest.approx(gas_t([1, 0]))
    assert result.change == pytest.approx(result.current - result.baseline)
    assert result.t == pytest.approx(gas_t([1, 0, 2]))
    assert "Goal 3 has one rating so far and is left out of the change." in result.remarks


def test_a_closed_goal_stays_in_with_its_last_rating():
    goals = [goal("a", closed_on=JUNE), goal("b")]
    ratings = [rated("a", MARCH, -1), rated("a", date(2026, 4, 1), 0), rated("b", MARCH, -2), rated("b", JUNE, -1)]
    result = attainment(goals, ratings)
    assert result.current == pytest.approx(gas_t([0, -1]))
    assert "Goal 1 was closed; its last rating stays in." in result.remarks


def test_one_goal_is_said_to_move_in_steps_of_ten():
    assert attainment([goal("a")], [rated("a", MARCH, -1)]).remarks == ("1 goal only: T moves in steps of 10.",)


@pytest.mark.parametrize(
    ("goals", "ratings", "sentence"),
    [
        ([], [], "No T-score: no goal is agreed."),
        ([goal("a")], [], "No T-score: no goal is rated yet."),
        (
            [goal("a"), Goal("b", "to go out")],
            [rated("a", MARCH, 0), rated("b", MARCH, 0)],
            "No T-score: levels for goal 2 are not written.",
        ),
    ],
)
def test_what_is_missing_is_said(goals, ratings, sentence):
    result = attainment(goals, ratings)
    assert (result.t, result.reason) == (None, sentence)


def test_one_rating_gives_a_t_and_no_change():
    result = attainment([goal("a")], [rated("a", MARCH, 0)])
    assert (result.t, result.change) == (50, None)
    assert result.reason == "One rating so far; change needs a baseline and a later rating."


def test_ratings_from_nought_to_ten_do_not_count_as_levels():
    assert attainment([goal("a")], [Rating(MARCH, "a", 2, "0-10")]).t is None


def test_progress_from_nought_to_ten_is_meaningful_from_three_points():
    assert is_meaningful_progress(4, 7)
    assert not is_meaningful_progress(4, 6)
    with pytest.raises(NoAttainment, match="0 to 10"):
        is_meaningful_progress(4, 11)
