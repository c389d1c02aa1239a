"""Learning across courses: what is adjusted, what is drawn together, what is told, and what is left unsaid."""

from dataclasses import replace
from math import exp
from random import Random

import pytest

from fullarc.change.adjusted_difference import ENTANGLED, adjusted_difference
from fullarc.change.direction import NotEnough
from fullarc.change.false_discovery import adjusted_p
from fullarc.change.learning import Comparison, compared_courses, in_units, learn
from fullarc.change.learning_row import OTHER, Aspect, CaseRow, Factor, strata_of
from fullarc.change.partial_pooling import towards_each_other, towards_none
from fullarc.change.student import t_probability

EXPOSURE = Factor("exposure", Aspect.INTERVENTION, "Exposure", "in which exposure was worked with early")
ANXIETY = Factor("anxiety", Aspect.PROBLEM, "Anxiety", "for anxiety")


def row(
    number: int, has: bool | None, gain: float, baseline: float = 18.0, problem: str = "low mood", lasting: bool | None = None
) -> CaseRow:
    """A PHQ-9 course; `gain` in points. The key of every factor of these tests is set to `has`."""
    return CaseRow(f"c{number}", "phq-9", "lower", baseline, baseline - gain, 6.0, 12, problem, {"exposure": has, "anxiety": has}, lasting)


def courses(with_it: int, without: int, gain: float, other: float, seed: int = 1) -> list[CaseRow]:
    """So many courses that gain this and that many points, give or take two."""
    rng = Random(seed)
    kinds = [True] * with_it + [False] * without
    return [row(n, has, (gain if has else other) + rng.gauss(0, 2), rng.randint(12, 24)) for n, has in enumerate(kinds)]


def only(rows: list[CaseRow], factor: Factor = EXPOSURE) -> Comparison:
    [one] = learn(rows, [factor]).comparisons
    return one


# ---- the row ----


def test_change_towards_better_is_positive_whichever_way_the_scale_runs() -> None:
    phq, ors = row(1, True, 6.0), CaseRow("c", "ors", "higher", 15, 20, 5.0, 9, "", {})
    assert (phq.gain, ors.gain) == (1.0, 1.0)
    assert (phq.severity, ors.severity) == (3.0, -3.0)


def test_a_measure_without_a_reliable_change_is_refused() -> None:
    with pytest.raises(ValueError, match="expected more than 0"):
        replace(row(1, True, 3), reliable_change=0.0)


def test_a_reliable_change_of_less_than_a_point_is_one() -> None:
    assert replace(row(1, True, 3.0), reliable_change=0.5).gain == 6.0


def test_a_course_is_ones_own_and_open_unless_it_is_said_otherwise() -> None:
    assert (row(1, True, 3).own, row(1, True, 3).open) == (True, True)


def test_small_problems_are_taken_together_as_other() -> None:
    rows = [row(n, True, 1, problem="low mood" if n < 4 else f"rare {n}") for n in range(7)]
    assert strata_of(rows, by_problem=True) == ["phq-9: low mood"] * 4 + [f"phq-9: {OTHER}"] * 3


# ---- the adjusted difference ----


def test_it_agrees_with_a_published_analysis_of_covariance() -> None:
    """Snedecor & Cochran 1967, Statistical Methods, p. 422, as worked in the SAS/STAT manual (GLM, example on analysis of covariance).

    Bacilli before and after drugs A, D and F. Printed there: D against F -3.337166948, standard error 1.85386642.
    """
    drugs = {
        "A": [(11, 6), (8, 0), (5, 2), (14, 8), (19, 11), (6, 4), (10, 13), (6, 1), (11, 8), (3, 0)],
        "D": [(6, 0), (6, 2), (7, 3), (8, 1), (18, 18), (8, 4), (19, 14), (8, 9), (5, 1), (15, 9)],
        "F": [(16, 13), (13, 10), (11, 18), (9, 5), (21, 23), (16, 12), (12, 5), (12, 16), (7, 1), (12, 20)],
    }
    rows = [(drug, before, after) for drug, pairs in drugs.items() for before, after in pairs]
    strata = ["A" if drug == "A" else "D and F" for drug, *_ in rows]
    seen = adjusted_difference([a for *_, a in rows], [[b for _, b, _ in rows]], [d == "D" for d, *_ in rows], strata, least_error=0.0)
    assert seen.difference == pytest.approx(-3.337166948)
    assert seen.df == 26
    assert seen.usual_error == pytest.approx(1.85386642)
    assert seen.standard_error > seen.usual_error
    assert seen.p == pytest.approx(2 * (1 - t_probability(3.337166948 / seen.standard_error, 26)))


def test_a_difference_in_severity_at_the_start_is_no_difference_in_change() -> None:
    rng = Random(4)
    rows = []
    for n in range(60):
        has, baseline = n % 2 == 0, 20.0 + rng.gauss(0, 2) if n % 2 == 0 else 13.0 + rng.gauss(0, 2)
        rows.append(row(n, has, 0.5 * baseline + rng.gauss(0, 1), baseline))
    raw = sum(r.gain for r in rows if r.has(EXPOSURE)) / 30 - sum(r.gain for r in rows if not r.has(EXPOSURE)) / 30
    one = only(rows)
    assert raw > 0.4
    assert one.pooled is not None
    assert one.pooled.low < 0 < one.pooled.high
    assert not one.stands_out


def test_a_problem_that_fares_better_is_no_merit_of_what_is_usual_for_it() -> None:
    rng = Random(5)
    rows = []
    for n in range(80):
        easy = n % 2 == 0
        has = rng.random() < (0.8 if easy else 0.2)
        rows.append(row(n, has, (10 if easy else 2) + rng.gauss(0, 1), 18, "phobia" if easy else "grief"))
    assert not only(rows).stands_out


def test_groups_that_are_the_same_as_the_problem_are_not_told_apart() -> None:
    gains, has = [1.0, 2.0] * 8, [True] * 8 + [False] * 8
    with pytest.raises(NotEnough, match=ENTANGLED):
        adjusted_difference(gains, [list(range(16))], has, ["a"] * 8 + ["b"] * 8)


def test_the_scatter_is_never_below_the_measurement_error() -> None:
    gains, has = [2.0] * 12 + [1.0] * 12, [True] * 12 + [False] * 12
    seen = adjusted_difference(gains, [[3.0, 4.0] * 12], has, ["all"] * 24)
    assert seen.difference == pytest.approx(1.0)
    assert seen.standard_error == pytest.approx(0.361 / 6**0.5, rel=1e-2)
    assert 0 <= seen.p <= 1


# ---- drawing together ----


def test_an_uncertain_difference_is_drawn_towards_none_more_than_a_sure_one() -> None:
    sure, unsure = towards_none(1.0, 0.2, 30), towards_none(1.0, 1.0, 30)
    assert sure.kept == pytest.approx(1 / 1.04)
    assert unsure.kept == pytest.approx(0.5)
    assert 0 < unsure.difference < sure.difference < 1
    assert unsure.low < 0 < unsure.high
    with pytest.raises(ValueError, match="expected both above 0"):
        towards_none(1.0, 0.0, 30)
    assert towards_none(1.0, 0.5, 30, prior=0.5).kept == 0.5
    assert towards_none(1.0, 0.5, 30, prior=2.0).kept == pytest.approx(4 / 4.25)
    half = 2.0423 * 0.2 * sure.kept**0.5  # t at .975 with 30 degrees of freedom
    assert (sure.low, sure.high) == (pytest.approx(sure.kept - half, abs=1e-5), pytest.approx(sure.kept + half, abs=1e-5))


def test_the_eight_schools_are_drawn_together_as_published() -> None:
    """Gelman et al., Bayesian Data Analysis, section 5.5, with a wide prior: the means lie between about 5 and 11, A highest."""
    effects = [(28, 15), (8, 10), (-3, 16), (7, 11), (-1, 9), (1, 11), (18, 10), (12, 18)]
    seen = towards_each_other([(effect, error, 10**6) for effect, error in effects], prior=1000, between=15)
    means = [each.difference for each in seen]
    assert means[0] == max(means)
    assert 9 < means[0] < 13
    assert means[4] == min(means)
    assert 3.5 < means[4] < 7
    assert all(each.low < 8 < each.high for each in seen)


def test_groups_are_drawn_together_as_plain_sums_over_average_and_spread_say() -> None:
    effects, prior, between = [(0.9, 0.3), (0.1, 0.2), (-0.4, 0.5)], 0.4, 0.3
    total, sums, squares = 0.0, [0.0] * 3, [0.0] * 3
    for tau in ((step + 0.5) / 100 * 4 * between for step in range(100)):
        for average in (5 * prior * (step + 0.5) / 100 for step in range(-100, 100)):
            weight = exp(-0.5 * (tau / between) ** 2 - 0.5 * (average / prior) ** 2)
            for value, error in effects:
                weight *= exp(-0.5 * (value - average) ** 2 / (tau**2 + error**2)) / (tau**2 + error**2) ** 0.5
            total += weight
            for place, (value, error) in enumerate(effects):
                own = tau**2 / (tau**2 + error**2)
                mean = own * value + (1 - own) * average
                sums[place] += weight * mean
                squares[place] += weight * (mean**2 + own * error**2)
    seen = towards_each_other([(value, error, 10**6) for value, error in effects], prior=prior, between=between)
    assert [each.difference for each in seen] == pytest.approx([one / total for one in sums], abs=5e-4)
    spreads = [(square / total - (one / total) ** 2) ** 0.5 for one, square in zip(sums, squares, strict=True)]
    assert [each.standard_error for each in seen] == pytest.approx(spreads, abs=5e-4)
    kept = [min(1.0, (spread / error) ** 2) for spread, (_, error) in zip(spreads, effects, strict=True)]
    assert [each.kept for each in seen] == pytest.approx(kept, abs=5e-3)


# ---- many comparisons ----


def test_false_discovery_rates_are_those_of_r() -> None:
    """p.adjust(c(.001, .008, .039, .041, .042, .06, .074, .205), "BY") in R."""
    seen = adjusted_p([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205])
    factor = sum(1 / n for n in range(1, 9))
    assert seen == pytest.approx(
        [0.008 * factor, 0.032 * factor, *[0.0672 * factor] * 3, 0.08 * factor, 8 / 7 * 0.074 * factor, 0.205 * factor]
    )


def test_the_order_of_the_comparisons_does_not_matter() -> None:
    assert adjusted_p([0.2, 0.001, 0.04]) == tuple(adjusted_p([0.001, 0.04, 0.2])[at] for at in (2, 0, 1))
    assert adjusted_p([]) == ()


def test_a_rate_is_never_above_one_and_a_p_lies_between_nothing_and_one() -> None:
    assert adjusted_p([0.9, 1.0, 0.0]) == (1.0, 1.0, 0.0)
    for impossible in (-0.01, 1.01):
        with pytest.raises(ValueError, match="outside 0 to 1"):
            adjusted_p([0.5, impossible])


# ---- what is told ----


def test_a_large_difference_is_told_as_coinciding_with_more_change() -> None:
    one = only(courses(20, 20, gain=11, other=4))
    assert one.stands_out
    told = "Courses in which exposure was worked with early: this coincides with more change than in comparable courses, by 1."
    assert one.sentence.startswith(told)
    assert " reliable changes (95 % interval +0." in one.sentence
    assert "because" not in one.sentence


def test_less_change_is_told_in_the_same_words() -> None:
    assert "coincides with less change than in comparable courses, by " in only(courses(20, 20, gain=3, other=10)).sentence


def test_no_difference_is_told_as_not_standing_out_with_its_interval() -> None:
    sentence = only(courses(20, 20, gain=6, other=6)).sentence
    assert sentence.startswith("No difference that stands out from chance: ")
    assert "95 % interval" in sentence


def test_among_many_comparisons_the_same_difference_may_no_longer_stand_out() -> None:
    rows, rng = courses(20, 20, gain=8.1, other=6), Random(9)
    others = [Factor(f"x{n}", Aspect.INTERVENTION, f"x{n}", f"x{n}") for n in range(12)]
    many = [replace(r, factors={**r.factors, **{o.key: rng.random() < 0.5 for o in others}}) for r in rows]
    alone = only(rows)
    among = next(one for one in learn(many, [EXPOSURE, *others]).comparisons if one.factor is EXPOSURE)
    assert alone.stands_out
    assert not among.stands_out
    assert "by chance" in among.sentence


def test_what_is_only_often_done_in_the_same_courses_is_not_told() -> None:
    rng = Random(11)
    companion = Factor("companion", Aspect.INTERVENTION, "Homework review", "in which homework was looked at")
    rows = [replace(r, factors={**r.factors, "companion": bool(r.has(EXPOSURE)) is (rng.random() < 0.85)}) for r in courses(40, 40, 10, 4)]
    alone = only(rows, companion)
    first, second = learn(rows, [companion, EXPOSURE]).comparisons
    assert alone.stands_out
    assert (first.factor, first.stands_out) == (EXPOSURE, True)
    assert (second.factor, second.stands_out, second.beside) == (companion, False, (EXPOSURE,))
    assert second.sentence.startswith("Not told apart from Exposure, which the same courses often have: ")


def test_early_change_takes_nothing_away_from_what_was_done() -> None:
    early = Factor("early", Aspect.EARLY, "Early change", "with early change")
    rows = [replace(r, factors={**r.factors, "early": r.gain > 1.1}) for r in courses(40, 40, 10, 4)]
    seen = learn(rows, [early, EXPOSURE]).comparisons
    assert all(one.stands_out for one in seen)
    assert [one.sentence.endswith("The early change is a part of it.") for one in seen] == [True, False]


def test_below_ten_comparable_courses_a_side_it_is_too_few_to_tell() -> None:
    one = only(courses(9, 30, gain=12, other=2))
    assert one.pooled is None
    assert (one.p, one.leaves_out_none) == (1.0, False)
    assert one.sentence == "Too few to tell: 9 comparable courses with it, 30 without; 10 on each side are needed."


def test_from_five_courses_a_side_on_their_numbers_are_told() -> None:
    assert only(courses(5, 30, gain=12, other=2)).sentence.startswith("Too few to tell: 5 comparable courses with it, 30 without")


@pytest.mark.parametrize(("having", "without"), [(0, 30), (4, 30), (30, 4), (0, 0), (3, 2)])
def test_a_count_below_five_is_hidden_and_its_other_side_with_it(having: int, without: int) -> None:
    one = only(courses(having, without, 5, 5))
    assert (one.having, one.without) == (None, None)
    assert "fewer than 5" in one.sentence
    assert "30" not in one.sentence


def test_how_many_lasted_is_hidden_where_either_side_would_tell_of_a_few() -> None:
    rows = [replace(r, lasting=n % 2 == 0) for n, r in enumerate(courses(12, 12, 6, 6))]
    both = only(rows).lasting
    assert both is not None
    assert [(rate.count, rate.of) for rate in both] == [(6, 12), (6, 12)]
    uneven = only([replace(r, lasting=n < 5 or 12 <= n < 19) for n, r in enumerate(courses(12, 12, 6, 6))]).lasting
    assert uneven is not None
    assert [(rate.count, rate.of) for rate in uneven] == [(5, 12), (7, 12)]
    few = [replace(r, lasting=n < 8 or n in (12, 13, 14, 15)) for n, r in enumerate(courses(12, 12, 6, 6))]
    assert only(few).lasting is None


def test_what_is_not_known_of_a_few_hides_how_many_lasted_from_whoever_may_not_open_them_all() -> None:
    rows = [replace(r, lasting=n % 2 == 0) for n, r in enumerate(courses(14, 14, 6, 6))]
    unknown = [replace(row(90 + n, None, 5), lasting=True) for n in range(3)]
    assert only([*rows, *unknown]).lasting is not None
    closed = [replace(each, open=False) for each in (*rows, *unknown)]
    assert only(closed[:-3]).lasting is not None
    assert only(closed).lasting is None
    assert only(closed[:-2]).lasting is None  # one course that is not compared is the easiest to work out


def test_ones_own_taken_away_how_many_lasted_tells_of_nobody_else() -> None:
    rows = [replace(r, lasting=n % 2 == 0) for n, r in enumerate(courses(30, 30, 6, 6))]
    mostly_own = [replace(r, own=n % 4 > 0, open=n % 4 > 0) for n, r in enumerate(rows)]
    half_own = [replace(r, own=n % 3 > 0, open=n % 3 > 0) for n, r in enumerate(rows)]
    assert only(rows).lasting is not None
    assert only(half_own).lasting is not None
    assert only(mostly_own).lasting is None


def test_a_problem_is_compared_with_all_others_and_not_adjusted_for_itself() -> None:
    rows = [replace(r, problem="anxiety" if r.has(ANXIETY) else "low mood") for r in courses(20, 20, 10, 4)]
    assert only(rows, ANXIETY).stands_out
    assert not only(rows, EXPOSURE).stands_out


def test_differences_by_problem_are_drawn_together() -> None:
    rng = Random(3)
    rows = [
        row(n, n % 2 == 0, (6 + (4 if n % 2 == 0 else 0) * (problem == "phobia") + rng.gauss(0, 2)), 18 + rng.gauss(0, 2), problem)
        for n, problem in enumerate(["phobia", "phobia", "grief", "grief"] * 12)
    ]
    grief, phobia = only(rows).by_problem
    assert (grief.problem, grief.having, grief.without) == ("grief", 12, 12)
    assert grief.pooled.difference < phobia.pooled.difference


def test_the_courses_behind_a_comparison_are_those_it_counts() -> None:
    rows = [*courses(11, 12, 5, 5), row(99, None, 3), *[row(100 + n, True, 5, problem="alone") for n in range(5)]]
    one = only(rows)
    having, without = compared_courses(rows, EXPOSURE)
    assert (len(having), len(without)) == (one.having, one.without) == (11, 12)


def test_what_stands_out_comes_first_and_what_cannot_be_told_last() -> None:
    rare = Factor("rare", Aspect.AGE, "Rare", "of rare clients")
    even = Factor("even", Aspect.AGE, "Even", "of even clients")
    rows = [replace(r, factors={**r.factors, "rare": n < 2, "even": n % 2 == 0}) for n, r in enumerate(courses(20, 20, 12, 3))]
    assert [one.factor for one in learn(rows, [rare, even, EXPOSURE]).comparisons] == [EXPOSURE, even, rare]


def test_a_course_counts_once() -> None:
    with pytest.raises(ValueError, match="a course twice"):
        learn([row(1, True, 3), row(1, False, 4)], [EXPOSURE])


def test_nothing_at_all_is_too_few_to_tell() -> None:
    seen = learn([], [EXPOSURE])
    assert (seen.courses, seen.tested) == (0, 0)
    assert seen.comparisons[0].sentence.startswith("Too few to tell")


def test_numbers_have_a_true_minus_and_no_negative_nothing() -> None:
    assert [in_units(value, signed=True) for value in (0.84, -0.31, -0.04, 0.0)] == ["+0.8", "−0.3", "0.0", "0.0"]
