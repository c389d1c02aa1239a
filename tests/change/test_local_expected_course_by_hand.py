"""The expected course of a practice against the same figures worked in another way, and at the edges of its stretches."""

from math import ceil, floor, log
from random import Random

import numpy as np
import pytest

from fullarc.change.expected_course import AMBER, RED
from fullarc.change.local_expected_course import FinishedCase, LocalCourse, Spread, held_in_band, local_course

STRETCHES = ((2, 5), (5, 8), (8, 12), (12, 10**6))


def archive(
    count: int, seed: int, *, by_baseline: float = 0.15, sessions: tuple[int, ...] = (1, 2, 4, 5, 7, 8, 11, 12, 15)
) -> list[FinishedCase]:
    """Courses of a measure on which lower is better, the more scattered the longer they last."""
    rng, cases = Random(seed), []
    for _ in range(count):
        baseline = rng.uniform(12, 24)
        slope = -3 - by_baseline * (baseline - 18) + rng.gauss(0, 0.8)
        later = [(k, baseline + slope * log(k) + rng.gauss(0, 1 + k / 5)) for k in sessions[1:]]
        cases.append(FinishedCase(((1, baseline), *later)))
    return cases


def turned(cases: list[FinishedCase]) -> list[FinishedCase]:
    return [FinishedCase(tuple((session, 40 - score) for session, score in case.scores)) for case in cases]


def worked(cases: list[FinishedCase]) -> tuple[float, float, float, list[tuple[float, float, int]]]:
    """Mean slope, pooling weight, slope by baseline, and the ends of each stretch, from numpy; lower is better, nothing is clipped."""
    slopes = []
    for case in cases:
        x, y = np.array([[log(k)] for k, _ in case.scores[1:]]), np.array([score - case.scores[0][1] for _, score in case.scores[1:]])
        slopes.append(np.linalg.lstsq(x, y, rcond=None)[0][0])
    baselines = np.array([case.scores[0][1] for case in cases])
    design = np.column_stack([np.ones(len(cases)), baselines])
    (_, b), [rest], *_ = np.linalg.lstsq(design, np.array(slopes), rcond=None)
    error = (rest / (len(cases) - 2) * np.linalg.inv(design.T @ design)[1, 1]) ** 0.5
    weight = max(0.0, 1 - error**2 / b**2)
    mean = float(np.mean(slopes))
    off = [
        (k, score - case.scores[0][1] - (mean + weight * b * (case.scores[0][1] - baselines.mean())) * log(k))
        for case in cases
        for k, score in case.scores[1:]
    ]
    ends = []
    for begin, end in STRETCHES:
        inside = sorted(value for k, value in off if begin <= k < end)
        n = len(inside)
        ends.append((inside[floor((n + 1) / 10) - 1], inside[ceil(9 * (n + 1) / 10) - 1], n))
    return mean, weight, weight * b, ends


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fitted_course_is_that_of_least_squares(seed: int) -> None:
    cases = archive(60, seed)
    mean, weight, by_baseline, ends = worked(cases)
    seen = local_course(cases, better="lower", low=-99, high=99, calibrate=False)
    assert 0 < weight < 1
    assert (seen.cases, seen.mean_slope, seen.pooled) == (60, pytest.approx(mean), pytest.approx(weight))
    assert seen.slope_by_baseline == pytest.approx(by_baseline)
    assert seen.mean_baseline == pytest.approx(np.mean([case.baseline for case in cases]))
    for spread, (low, high, count) in zip(seen.spreads, ends, strict=True):
        assert (spread.better, spread.worse, spread.residuals) == (pytest.approx(low), pytest.approx(high), count)


def test_where_higher_is_better_all_is_mirrored() -> None:
    cases = archive(60, 1)
    lower = local_course(cases, better="lower", low=-99, high=99)
    higher = local_course(turned(cases), better="higher", low=-99, high=139)
    assert (higher.mean_slope, higher.slope_by_baseline) == (pytest.approx(-lower.mean_slope), pytest.approx(lower.slope_by_baseline))
    assert [spread.worse for spread in higher.spreads] == pytest.approx([spread.worse for spread in lower.spreads])
    assert (higher.covered, higher.tested) == (lower.covered, lower.tested)
    assert higher.worse_by(22, 5, 20) == pytest.approx(lower.worse_by(18, 5, 20))
    assert higher.band(22, 5) == pytest.approx(tuple(40 - end for end in reversed(lower.band(18, 5))))


@pytest.mark.parametrize(("session", "stretch"), [(1, 0), (2, 0), (4, 0), (5, 1), (7, 1), (8, 2), (11, 2), (12, 3), (40, 3)])
def test_every_session_has_the_band_of_its_stretch(session: int, stretch: int) -> None:
    seen = local_course(archive(60, 1), better="lower", low=-99, high=99, calibrate=False)
    assert len({spread.worse for spread in seen.spreads}) == 4
    middle, spread = 18 + seen.slope(18) * log(session), seen.spreads[stretch]
    assert seen.expected(18, session) == pytest.approx(middle)
    assert seen.band(18, session) == (pytest.approx(middle + spread.better), pytest.approx(middle + spread.worse))
    assert seen.worse_by(18, session, middle + spread.worse) == pytest.approx(RED)


def steady(*spreads: float) -> LocalCourse:
    """A course that does not move from its baseline, with these distances to the worse end of the band in each stretch."""
    ends = tuple(Spread(-worse, worse, 50) for worse in spreads)
    return LocalCourse(50, "lower", 0.0, 27.0, None, 0.0, 15.0, 0.0, 0.0, ends)


def test_amber_is_a_standard_deviation_and_red_the_end_of_the_band() -> None:
    course = steady(RED, RED, 2 * RED, 2 * RED)
    assert course.worse_by(15, 2, 16.0) == pytest.approx(1.0)
    assert [course.flag(15, 2, 15 + worse) for worse in (AMBER - 0.001, AMBER + 0.001, RED - 0.001, RED + 0.001)] == [
        "",
        "amber",
        "amber",
        "red",
    ]
    assert [course.flag(15, 8, 15 + worse) for worse in (2 * AMBER - 0.001, 2 * AMBER + 0.001, 2 * RED + 0.001)] == ["", "amber", "red"]
    assert course.worse_by(15, 8, 14.0) == pytest.approx(-0.5)


def test_exactly_the_amber_or_the_red_amount_is_not_yet_that_colour() -> None:
    course = steady(RED, RED, RED, RED)
    assert [course.flag(0.0, 2, score) for score in (AMBER, RED)] == ["", "amber"]


def test_expected_scores_and_bands_stay_on_the_scale() -> None:
    course = steady(4.0, 4.0, 4.0, 4.0)
    assert (course.band(25, 3), course.band(2, 3)) == ((21, 27), (0, 6))
    assert (course.expected(30, 1), course.expected(-1, 1)) == (27, 0)


def test_a_band_without_width_calls_every_worse_score_red() -> None:
    course = steady(0.0, 0.0, 0.0, 0.0)
    assert course.worse_by(15, 3, 16.0) == pytest.approx(RED * 1e6)
    assert (course.flag(15, 3, 15.0), course.flag(15, 3, 15.001)) == ("", "red")


@pytest.mark.parametrize("late", [-5.0, 5.0])
def test_the_expected_score_itself_always_lies_in_the_band(late: float) -> None:
    """Courses on one curve that all end lower, or all higher, than the curve says: the band reaches from there to the curve."""
    rng = Random(4)
    cases = [
        FinishedCase(((1, 18.0), *((k, 18 - 2 * log(k) + rng.gauss(0, 0.1)) for k in (2, 3, 4, 5, 6)), (12, 13 + late + rng.gauss(0, 0.1))))
        for _ in range(50)
    ]
    last = local_course(cases, better="lower", low=-99, high=99, calibrate=False).spreads[-1]
    assert last.residuals == 50
    assert (last.worse if late < 0 else last.better) == 0.0
    assert (last.better if late < 0 else last.worse) * late > 0


def test_severity_has_no_influence_where_mild_and_severe_changed_alike() -> None:
    courses = [((1, start), (2, start - fall), (3, start), (4, start)) for fall in [2.0, 3.0, 4.0, 5.0, 6.0] * 5 for start in (16.0, 20.0)]
    seen = local_course([FinishedCase(course) for course in courses], better="lower", low=0, high=27, calibrate=False)
    assert (seen.slope_by_baseline, seen.pooled) == (0.0, 0.0)


def test_an_influence_smaller_than_its_error_is_drawn_in_altogether() -> None:
    unclear = next(seed for seed in range(20) if worked(archive(60, seed, by_baseline=0.0))[1] == 0)
    seen = local_course(archive(60, unclear, by_baseline=0.0), better="lower", low=-99, high=99, calibrate=False)
    assert (seen.slope_by_baseline, seen.pooled) == (0.0, 0.0)


@pytest.mark.parametrize(("count", "parts"), [(200, 200), (201, 10)])
def test_up_to_two_hundred_cases_each_is_left_out_in_turn_and_above_a_tenth_at_a_time(count: int, parts: int) -> None:
    cases = archive(count, 6, sessions=(1, 3, 6, 9))
    covered = tested = 0
    for part in range(parts):
        rest = local_course([case for n, case in enumerate(cases) if n % parts != part], better="lower", low=0, high=27, calibrate=False)
        inside, of = held_in_band(rest, cases[part::parts])
        covered, tested = covered + inside, tested + of
    seen = local_course(cases, better="lower", low=0, high=27)
    assert (seen.covered, seen.tested) == (covered, tested)


def test_scores_at_the_ends_of_the_band_lie_in_it() -> None:
    course = steady(2.0, 2.0, 2.0, 2.0)
    case = FinishedCase(((1, 15.0), (2, 13.0), (3, 17.0), (4, 12.9), (5, 17.1)))
    assert held_in_band(course, [case]) == (2, 4)


def test_a_score_repeated_at_the_first_session_is_no_later_one() -> None:
    twice = FinishedCase(((1, 15.0), (1, 14.0), (2, 13.0)))
    assert (twice.baseline, twice.later) == (15.0, ((2, 13.0),))
