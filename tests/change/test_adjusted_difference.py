"""The adjusted difference between two groups of courses, held against the same model worked with matrices."""

from math import sqrt
from random import Random

import numpy as np
import pytest

from fullarc.change.adjusted_difference import (
    ENTANGLED,
    ERROR_OF_A_SCORE,
    adjusted_difference,
    counterparts,
    with_both_sides,
)
from fullarc.change.direction import NotEnough
from fullarc.change.student import t_probability

Courses = tuple[list[float], list[list[float]], list[bool], list[str]]


def courses(number: int, *, louder: float, seed: int = 1) -> Courses:
    """Courses of three kinds with two covariates; those that have it scatter `louder` times as much."""
    rng = Random(seed)
    strata = [("low mood", "anxiety", "grief")[n % 3] for n in range(number)]
    has = [n % 5 < 2 for n in range(number)]
    severity, age = [rng.gauss(3, 1) for _ in range(number)], [rng.gauss(0, 2) for _ in range(number)]
    gains = [0.4 * one + 0.7 * there + rng.gauss(0, louder if there else 1) for one, there in zip(severity, has, strict=True)]
    return gains, [severity, age], has, strata


def with_matrices(gains: list[float], covariates: list[list[float]], has: list[bool], strata: list[str]) -> tuple[float, float, float, int]:
    """Difference, usual error, HC3 error and degrees of freedom of gain = stratum + covariates + has."""
    kinds = [[float(stratum == kind) for stratum in strata] for kind in sorted(set(strata))]
    x, y = np.array([*kinds, *covariates, [float(one) for one in has]]).T, np.array(gains)
    inverse = np.linalg.inv(x.T @ x)
    weights = inverse @ x.T @ y
    rest, leverage, df = y - x @ weights, np.einsum("ij,jk,ik->i", x, inverse, x), len(y) - x.shape[1]
    robust = inverse @ (x.T * (rest / (1 - leverage)) ** 2) @ x @ inverse
    return weights[-1], sqrt(rest @ rest / df * inverse[-1, -1]), sqrt(robust[-1, -1]), df


@pytest.mark.parametrize(("louder", "seed", "larger"), [(6.0, 1, "robust"), (0.2, 6, "usual")])
def test_it_is_that_of_least_squares_with_the_larger_of_two_errors(louder: float, seed: int, larger: str) -> None:
    given = courses(30, louder=louder, seed=seed)
    difference, usual, robust, df = with_matrices(*given)
    seen = adjusted_difference(*given, least_error=0.0)
    assert (robust > usual) is (larger == "robust")
    assert (seen.difference, seen.usual_error, seen.df) == (pytest.approx(difference), pytest.approx(usual), df)
    assert seen.standard_error == pytest.approx(max(usual, robust))
    assert seen.p == pytest.approx(2 * (1 - t_probability(abs(difference) / max(usual, robust), df)))


def test_a_course_alone_of_its_kind_and_a_covariate_that_says_nothing_new_change_nothing() -> None:
    gains, covariates, has, strata = courses(30, louder=3.0)
    seen = adjusted_difference(gains, covariates, has, strata)
    twice = [*covariates, [2 * severity + 1 for severity in covariates[0]], [5.0] * 30]
    assert adjusted_difference(gains, twice, has, strata).difference == pytest.approx(seen.difference)
    assert adjusted_difference(gains, twice, has, strata).df == seen.df == 30 - 3 - 2 - 1
    alone = adjusted_difference([*gains, 9.0], [[*values, 4.0] for values in covariates], [*has, True], [*strata, "tinnitus"])
    assert alone.standard_error > ERROR_OF_A_SCORE / sqrt(30)
    assert (alone.difference, alone.standard_error) == (pytest.approx(seen.difference), pytest.approx(seen.standard_error))
    assert alone.df == seen.df


def test_the_scatter_is_floored_at_what_the_caller_says() -> None:
    gains, has = [2.0] * 12 + [1.0] * 12, [True] * 12 + [False] * 12
    assert adjusted_difference(gains, [], has, ["all"] * 24, least_error=0.6).standard_error == pytest.approx(0.6 / sqrt(6))
    assert adjusted_difference(gains, [], has, ["all"] * 24).standard_error == pytest.approx(1 / (1.96 * sqrt(2)) / sqrt(6))


def test_groups_that_do_not_differ_at_all_have_a_p_of_one() -> None:
    seen = adjusted_difference([1.0, 2.0] * 12, [], [True, True, False, False] * 6, ["all"] * 24)
    assert (seen.difference, seen.p) == (0.0, 1.0)


def test_a_difference_far_beyond_its_error_has_a_p_that_is_not_below_nought() -> None:
    for size in (1e3, 1e6, 1e9):
        seen = adjusted_difference([size] * 12 + [0.0] * 12, [], [True] * 12 + [False] * 12, ["all"] * 24)
        assert 0 <= seen.p < 1e-12


def test_eight_degrees_of_freedom_are_the_least() -> None:
    gains, has = [1.0, 2.0, 4.0] * 4, [True, False] * 6
    assert adjusted_difference(gains[:10], [], has[:10], ["all"] * 10).df == 8
    assert adjusted_difference(gains[:11], [list(map(float, range(11)))], has[:11], ["all"] * 11).df == 8
    with pytest.raises(NotEnough, match="Too few to tell: 9 courses in 1 groups of their kind"):
        adjusted_difference(gains[:9], [], has[:9], ["all"] * 9)
    with pytest.raises(NotEnough, match="Too few to tell: 10 courses in 2 groups of their kind"):
        adjusted_difference(gains[:10], [], has[:10], ["a"] * 5 + ["b"] * 5)


def test_one_course_among_twelve_is_told_apart_unless_its_severity_gives_it_away() -> None:
    """What is left of the group once kind and covariates are taken out adds up to 11/12 for one of twelve, to nearly nothing beside
    a severity that nobody else has."""
    one = [True] + [False] * 11
    assert adjusted_difference([3.0] + [1.0] * 11, [], one, ["all"] * 12).difference == pytest.approx(2.0)
    nearly = [2.0] + [1.0 if n % 2 else 0.5 for n in range(11)]
    with pytest.raises(NotEnough, match=ENTANGLED):
        adjusted_difference([3.0] + [1.0] * 11, [nearly], one, ["all"] * 12)


def test_a_counterpart_stands_on_the_other_side_of_the_same_kind() -> None:
    has = [True, False, True, True, False, True]
    strata = ["both", "both", "both", "only with", "only without", "only with"]
    assert with_both_sides(has, strata) == {"both"}
    assert counterparts(has, strata) == (2, 1)
