"""Estimates drawn together, against the same model as one normal distribution of all differences at once."""

import numpy as np
import pytest

from fullarc.change.partial_pooling import Pooled, towards_each_other, towards_none
from fullarc.change.student import t_quantile

Groups = list[tuple[float, float, int]]
PROBLEMS: Groups = [(0.9, 0.3, 18), (0.1, 0.2, 40), (-0.4, 0.5, 9)]


def jointly(groups: Groups, prior: float, between: float) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances of the true differences, averaged over 80 spreads between problems, up to four times the scale of their prior."""
    seen = np.array([value for value, *_ in groups])
    errors = np.array([error * t_quantile(0.975, df) / 1.96 for _, error, df in groups])
    shares, means, variances = [], [], []
    for tau in 4 * between * (np.arange(80) + 0.5) / 80:
        true = prior**2 * np.ones((len(groups), len(groups))) + tau**2 * np.eye(len(groups))
        inverse = np.linalg.inv(true + np.diag(errors**2))
        shares.append(np.exp(-0.5 * seen @ inverse @ seen - 0.5 * (tau / between) ** 2) * np.linalg.det(inverse) ** 0.5)
        means.append(true @ inverse @ seen)
        variances.append(np.diag(true - true @ inverse @ true))
    weights = np.array(shares)[:, None] / sum(shares)
    mean = (weights * means).sum(axis=0)
    return mean, (weights * (np.array(variances) + (np.array(means) - mean) ** 2)).sum(axis=0)


@pytest.mark.parametrize(("prior", "between"), [(1.0, 0.5), (0.4, 0.3), (2.0, 1.0)])
def test_differences_by_problem_are_those_of_the_joint_distribution(prior: float, between: float) -> None:
    means, variances = jointly(PROBLEMS, prior, between)
    seen = towards_each_other(PROBLEMS, prior=prior, between=between)
    assert [one.difference for one in seen] == pytest.approx(list(means))
    assert [one.standard_error for one in seen] == pytest.approx(list(variances**0.5))
    for one, (_, error, df) in zip(seen, PROBLEMS, strict=True):
        assert (one.low, one.high) == (
            pytest.approx(one.difference - 1.96 * one.standard_error),
            pytest.approx(2 * one.difference - one.low),
        )
        assert one.kept == pytest.approx(min(1.0, (one.standard_error / (error * t_quantile(0.975, df) / 1.96)) ** 2))


def test_one_reliable_change_about_none_and_half_of_one_between_problems_are_thought_usual() -> None:
    assert towards_each_other(PROBLEMS) == towards_each_other(PROBLEMS, prior=1.0, between=0.5)
    assert towards_none(0.7, 0.3, 20) == towards_none(0.7, 0.3, 20, prior=1.0, confidence=0.95)


def test_a_difference_is_drawn_towards_none_by_hand() -> None:
    """Error 0.5 under a prior of 1: four fifths are kept, the error becomes the root of 0.8 x 0.25."""
    seen = towards_none(3.0, 0.5, 12)
    half = 2.178813 * 0.2**0.5
    assert seen == Pooled(
        pytest.approx(2.4), pytest.approx(0.2**0.5), pytest.approx(2.4 - half), pytest.approx(2.4 + half), pytest.approx(0.8)
    )
    narrow = towards_none(3.0, 0.5, 12, confidence=0.80)
    assert narrow.high - 2.4 == pytest.approx(1.356217 * 0.2**0.5)


@pytest.mark.parametrize(("error", "prior"), [(0.0, 1.0), (-1.0, 1.0), (0.5, 0.0), (0.5, -1.0)])
def test_an_error_or_a_prior_of_nothing_is_refused(error: float, prior: float) -> None:
    with pytest.raises(ValueError, match="expected both above 0"):
        towards_none(1.0, error, 30, prior=prior)


def test_problems_that_lie_very_far_apart_or_are_very_many_have_their_figures_too() -> None:
    apart = towards_each_other([(-100.0, 0.1, 30), (100.0, 0.1, 30)])
    assert [one.difference for one in apart] == [pytest.approx(-99.7, abs=0.3), pytest.approx(99.7, abs=0.3)]
    many = towards_each_other([(0.5, 0.001, 30)] * 300)
    assert {round(one.difference, 3) for one in many} == {0.5}
