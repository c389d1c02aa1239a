"""The expected course of one practice from its own finished cases."""

from math import ceil, floor, log
from random import Random
from statistics import linear_regression

import pytest

from fullarc.change.direction import NotEnough
from fullarc.change.expected_course import BELOW_CLINICAL, NO_ARCHIVE
from fullarc.change.local_expected_course import FinishedCase, LocalCourse, held_in_band, local_course


def archive(count: int, seed: int = 1, by_baseline: float = 0.0, better: str = "lower") -> list[FinishedCase]:
    rng = Random(seed)
    turn = 1 if better == "lower" else -1
    cases = []
    for _ in range(count):
        baseline = rng.uniform(12, 24)
        slope = -turn * (3 + by_baseline * (baseline - 18)) + rng.gauss(0, 0.5)
        cases.append(FinishedCase(tuple((k, baseline + slope * log(k) + (rng.gauss(0, 2) if k > 1 else 0)) for k in range(1, 13))))
    return cases


def fitted(cases: list[FinishedCase], better: str = "lower", cutoff: float | None = None) -> LocalCourse:
    return local_course(cases, better=better, low=-50, high=80, cutoff=cutoff)


def test_fewer_than_50_finished_cases_are_refused_with_the_sentence() -> None:
    with pytest.raises(NotEnough, match="fewer than 50 comparable finished cases") as refused:
        fitted(archive(49))
    assert str(refused.value) == NO_ARCHIVE
    assert fitted(archive(50)).cases == 50


def test_cases_with_three_scores_or_a_healthy_baseline_do_not_count() -> None:
    short = [FinishedCase(case.scores[:3]) for case in archive(40)]
    with pytest.raises(NotEnough):
        fitted([*archive(49), *short])
    with pytest.raises(NotEnough):
        fitted(archive(60), cutoff=20)


def test_the_slope_is_found_again() -> None:
    course = fitted(archive(200))
    assert course.mean_slope == pytest.approx(-3, abs=0.15)
    assert course.expected(18, 1) == 18
    assert course.expected(18, 12) == pytest.approx(18 - 3 * log(12), abs=0.6)


def test_severity_that_makes_a_difference_is_kept_and_one_that_makes_none_is_drawn_in() -> None:
    kept, drawn_in = fitted(archive(200, by_baseline=0.2)), fitted(archive(60, seed=5))
    assert kept.pooled > 0.9
    assert kept.slope_by_baseline == pytest.approx(-0.2, abs=0.05)
    assert abs(drawn_in.slope_by_baseline) < 0.05


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_the_band_of_80_holds_about_80_of_100_scores_of_other_cases(better: str) -> None:
    course = fitted(archive(150, better=better), better)
    assert course.coverage is not None
    assert 0.75 <= course.coverage <= 0.85
    inside, of = held_in_band(course, archive(200, seed=9, better=better))
    assert 0.75 <= inside / of <= 0.85
    assert f"{course.covered} of {course.tested}" in course.calibration_in_words()


def test_the_band_ends_at_the_tenth_and_the_ninetieth_of_a_hundred_taken_outwards() -> None:
    cases = archive(50)
    course = fitted(cases)
    for spread, (begin, end) in zip(course.spreads, ((2, 5), (5, 8), (8, 12), (12, 99)), strict=True):
        off = sorted(score - course.expected(case.baseline, k) for case in cases for k, score in case.later if begin <= k < end)
        assert spread.residuals == len(off)
        assert spread.worse == pytest.approx(off[ceil(0.9 * (len(off) + 1)) - 1])
        assert spread.better == pytest.approx(off[floor(0.1 * (len(off) + 1)) - 1])


def test_the_influence_of_severity_is_drawn_in_by_as_much_as_it_is_uncertain() -> None:
    cases = archive(60, seed=3, by_baseline=0.1)
    course = fitted(cases)
    slopes = [sum((y - c.baseline) * log(k) for k, y in c.later) / sum(log(k) ** 2 for k, _ in c.later) for c in cases]
    line = linear_regression([c.baseline for c in cases], slopes)
    rest = sum((y - line.intercept - line.slope * c.baseline) ** 2 for c, y in zip(cases, slopes, strict=True))
    error = (rest / 58 / sum((c.baseline - course.mean_baseline) ** 2 for c in cases)) ** 0.5
    assert course.pooled == pytest.approx(1 - (error / line.slope) ** 2)
    assert course.slope_by_baseline == pytest.approx(course.pooled * line.slope)
    slope = course.mean_slope + course.slope_by_baseline * (24 - course.mean_baseline)
    assert course.expected(24, 12) == pytest.approx(24 + slope * log(12))


def test_a_course_that_was_not_tried_on_cases_left_out_says_so() -> None:
    course = local_course(archive(50), better="lower", low=-50, high=80, calibrate=False)
    assert (course.covered, course.tested, course.coverage) == (0, 0, None)
    assert course.calibration_in_words() == "From 50 finished cases of this practice; its coverage was not measured."


def test_where_everybody_began_alike_severity_says_nothing() -> None:
    alike = [FinishedCase(tuple((k, 18 - case.baseline + score) for k, score in case.scores)) for case in archive(50)]
    course = fitted(alike)
    assert (course.mean_baseline, course.slope_by_baseline, course.pooled) == (18, 0, 0)
    assert course.expected(18, 12) == pytest.approx(18 + course.mean_slope * log(12))


def test_a_stretch_with_few_scores_shares_the_spread_of_all() -> None:
    short = [FinishedCase(case.scores[:4]) for case in archive(60)]
    course = fitted(short)
    assert [spread.residuals for spread in course.spreads] == [180] * 4
    assert len({spread.worse for spread in course.spreads}) == 1
    with pytest.raises(ValueError, match="sessions count from 1"):
        course.expected(18, 0)


def test_red_begins_where_the_band_ends_and_the_first_session_has_no_flag() -> None:
    course = fitted(archive(100))
    _, upper = course.band(18, 6)
    assert course.flag(18, 6, upper + 0.01) == "red"
    assert course.flag(18, 6, upper - 0.2) == "amber"
    assert course.flag(18, 6, course.expected(18, 6)) == ""
    assert course.flag(18, 1, 27) == ""
    assert course.flag(18, 2, 27) == "red"


def test_higher_is_better_turns_the_flags_round() -> None:
    course = fitted(archive(100, better="higher"), "higher")
    assert course.flag(15, 6, course.band(15, 6)[0] - 1) == "red"
    assert course.flag(15, 6, course.band(15, 6)[1] + 1) == ""


def test_a_baseline_on_the_healthy_side_has_no_flag() -> None:
    with pytest.raises(NotEnough, match=BELOW_CLINICAL):
        fitted(archive(100), cutoff=10).flag(9, 6, 20)
