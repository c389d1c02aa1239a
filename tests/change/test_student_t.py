"""Student's t against its closed forms for few degrees of freedom, and against the expansion about the normal curve for many."""

from math import atan, pi, sqrt, tan
from statistics import NormalDist

import pytest

from fullarc.change.student import t_probability, t_quantile

CLOSED = {
    1: lambda t: 0.5 + atan(t) / pi,
    2: lambda t: 0.5 + t / (2 * sqrt(2 + t * t)),
    3: lambda t: 0.5 + (t / sqrt(3) / (1 + t * t / 3) + atan(t / sqrt(3))) / pi,
    4: lambda t: 0.5 + 3 / 8 * t / sqrt(1 + t * t / 4) * (1 - t * t / (1 + t * t / 4) / 12),
    5: lambda t: 0.5 + (t / sqrt(5) / (1 + t * t / 5) * (1 + 2 / (3 * (1 + t * t / 5))) + atan(t / sqrt(5))) / pi,
}


@pytest.mark.parametrize("df", CLOSED)
@pytest.mark.parametrize("t", [-3.5, -0.4, 0.0, 0.7, 2.0, 12.0])
def test_the_probability_is_the_closed_form(df, t):
    assert t_probability(t, df) == pytest.approx(CLOSED[df](t), rel=1e-13)


@pytest.mark.parametrize("share", [0.0005, 0.2, 0.5, 0.55, 0.75, 0.975, 0.9995])
def test_the_quantile_of_one_and_two_degrees_of_freedom_is_the_closed_form(share):
    assert t_quantile(share, 1) == pytest.approx(tan(pi * (share - 0.5)), rel=1e-9, abs=1e-12)
    turned = 2 * share - 1
    assert t_quantile(share, 2) == pytest.approx(turned * sqrt(2 / (1 - turned * turned)), rel=1e-9, abs=1e-12)


def test_above_five_hundred_degrees_of_freedom_it_is_the_expansion_in_three_terms():
    """Two standard deviations out: (8 + 2) / 4, (160 + 128 + 6) / 96 and (384 + 608 + 136 - 30) / 384."""
    share = NormalDist().cdf(2)
    for df in (501, 100_000):
        assert t_quantile(share, df) == pytest.approx(2 + 2.5 / df + 3.0625 / df**2 + 2.859375 / df**3, abs=2e-13)


def test_up_to_five_hundred_it_is_found_by_halving_to_the_last_digit():
    for df in (6, 29, 500):
        assert t_probability(t_quantile(0.999, df), df) == pytest.approx(0.999, abs=1e-15)
