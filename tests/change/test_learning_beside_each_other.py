"""Comparisons judged beside clearer ones, the sentences they end in, and what is hidden at exactly which count."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from fullarc.change.adjusted_difference import ENTANGLED, AdjustedDifference, adjusted_difference
from fullarc.change.false_discovery import adjusted_p
from fullarc.change.learning import Comparison, Learning, learn
from fullarc.change.learning_row import Aspect, CaseRow, Factor, strata_of
from fullarc.change.partial_pooling import Pooled, towards_each_other, towards_none

A, B, C, D = (
    Factor(key, Aspect.INTERVENTION, name, f"with {name}") for key, name in zip("abcd", ("Exposure", "Diary", "Sleep", "Rest"), strict=True)
)
EARLY = Factor("early", Aspect.EARLY, "Early change", "with early change")


def row(number: int, gain: float, *, baseline: float = 18.0, problem: str = "low mood", **factors: bool | None) -> CaseRow:
    return CaseRow(f"c{number}", "phq-9", "lower", baseline, baseline - gain, 6.0, 12, problem, factors)


def courses(effects: Sequence[float], alike: float, *, seed: int, count: int = 60) -> list[CaseRow]:
    """Courses with A, B, C, D, each of which comes with so many points more; B is like A in a share `alike` of the courses."""
    rng, rows = Random(seed), []
    for n in range(count):
        a = n % 2 == 0
        has = {"a": a, "b": a if rng.random() < alike else not a, "c": n % 4 < 2, "d": n % 3 == 0}
        gain = 5 + sum(effect * there for effect, there in zip(effects, has.values(), strict=True)) + rng.gauss(0, 2)
        rows.append(row(n, gain, baseline=rng.uniform(12, 24), **has))
    return rows


def seen_of(learning: Learning, factor: Factor) -> Comparison:
    return next(one for one in learning.comparisons if one.factor is factor)


def p_of(rows: Sequence[CaseRow], factor: Factor, *rivals: Factor) -> float:
    """The p of a factor beside rivals; one that is not known of a course counts as half there."""
    covariates = [
        [one.severity for one in rows],
        *[[{True: 1.0, False: 0.0, None: 0.5}[one.has(rival)] for one in rows] for rival in rivals],
    ]
    has = [one.has(factor) is True for one in rows]
    return adjusted_difference([one.gain for one in rows], covariates, has, strata_of(rows, by_problem=True)).p


# ---- beside each other ----


@pytest.mark.parametrize(("alike", "clearer_beside"), [(0.5, True), (0.75, False)])
def test_one_that_holds_beside_a_clearer_one_has_the_larger_of_its_two_rates(alike: float, clearer_beside: bool) -> None:
    rows = courses((8, 4, 0, 0), alike, seed=2)
    learning = learn(rows, [D, B, A])
    alone = {factor: p_of(rows, factor) for factor in (A, B, D)}
    assert alone[A] < alone[B] < alone[D]
    beside = p_of(rows, B, A)
    assert (beside < alone[B]) is clearer_beside
    found = seen_of(learning, B)
    assert found.q == pytest.approx(max(adjusted_p([alone[A], p, alone[D]])[1] for p in (alone[B], beside)))
    assert (found.stands_out, found.beside) == (True, ())
    assert seen_of(learning, A).q == pytest.approx(adjusted_p([alone[A], alone[B], alone[D]])[0])


def test_a_rival_that_is_not_known_of_a_course_counts_as_half_there() -> None:
    rows = [
        replace(one, factors={**one.factors, "a": None}) if n % 5 == 4 else one for n, one in enumerate(courses((8, 4, 0, 0), 0.75, seed=2))
    ]
    known = [one for one in rows if one.has(A) is not None]
    p_a, p_b, beside = p_of(known, A), p_of(rows, B), p_of(rows, B, A)
    assert beside > p_b > p_a
    assert seen_of(learn(rows, [A, B]), B).q == pytest.approx(adjusted_p([p_a, beside])[1])


def test_one_that_lost_beside_a_clearer_one_is_no_rival_of_the_next() -> None:
    rows = courses((8, 0, 3, 0), 0.85, seed=3)
    learning = learn(rows, [A, B, C])
    p_a, p_b, p_c = (p_of(rows, factor) for factor in (A, B, C))
    assert p_a < p_b < p_c
    assert (seen_of(learning, B).stands_out, seen_of(learning, B).beside) == (False, (A,))
    assert seen_of(learning, C).q == pytest.approx(max(adjusted_p([p_a, p_b, p])[2] for p in (p_c, p_of(rows, C, A))))
    assert p_of(rows, C, A) != pytest.approx(p_of(rows, C, A, B))


def test_two_that_hold_are_both_rivals_of_the_third() -> None:
    rng, rows = Random(1), courses((8, 6, 4, 0), 0.5, seed=1, count=80)
    rows = [replace(one, factors={**one.factors, "c": one.has(A if rng.random() < 0.5 else B)}) for one in rows]
    p_a, p_b, p_c, beside = p_of(rows, A), p_of(rows, B), p_of(rows, C), p_of(rows, B, A, C)
    assert p_a < p_c < p_b < beside
    learning = learn(rows, [A, B, C])
    assert all(one.stands_out for one in learning.comparisons)
    assert seen_of(learning, B).q == pytest.approx(adjusted_p([p_a, p_c, beside])[2])


def test_what_is_always_done_together_is_told_once() -> None:
    rows = [replace(one, factors={**one.factors, "b": one.has(A)}) for one in courses((8, 0, 0, 0), 1.0, seed=2)]
    first, second = learn(rows, [A, B]).comparisons
    assert (first.factor, first.stands_out, first.beside) == (A, True, ())
    assert (second.factor, second.stands_out, second.beside, second.q) == (B, False, (A,), first.q)
    assert second.sentence.startswith("Not told apart from Exposure, which the same courses often have: +1.")


def test_early_change_is_neither_a_rival_nor_held_against_one() -> None:
    rows = [replace(one, factors={**one.factors, "early": one.has(A)}) for one in courses((8, 0, 0, 0), 1.0, seed=2)]
    for factors in ([A, EARLY], [EARLY, A]):
        assert [(one.stands_out, one.beside) for one in learn(rows, factors).comparisons] == [(True, ()), (True, ())]


def test_one_that_chance_explains_is_not_said_to_be_like_another() -> None:
    rows = courses((8, 0, 2.3, 0), 0.5, seed=7)
    more = [Factor(f"x{n}", Aspect.AGE, f"x{n}", f"x{n}") for n in range(8)]
    rng = Random(5)
    rows = [replace(one, factors={**one.factors, **{x.key: rng.random() < 0.5 for x in more}}) for one in rows]
    found = seen_of(learn(rows, [A, C, *more]), C)
    assert (found.leaves_out_none, found.stands_out, found.beside) == (True, False, ())
    assert found.sentence.endswith(" Among so many comparisons one like it is to be expected by chance.")


def test_a_rate_of_exactly_the_level_stands_out() -> None:
    rows = courses((4, 0, 0, 0), 0.5, seed=2)
    [found] = learn(rows, [A]).comparisons
    assert found.q == pytest.approx(p_of(rows, A))
    assert learn(rows, [A], level=found.q).comparisons[0].stands_out
    assert not learn(rows, [A], level=found.q * 0.999).comparisons[0].stands_out
    both = courses((8, 4, 0, 0), 0.75, seed=2)
    q = seen_of(learn(both, [A, B]), B).q
    assert q is not None
    assert seen_of(learn(both, [A, B], level=q), B).stands_out
    assert not seen_of(learn(both, [A, B], level=q * 0.999), B).stands_out


def test_severity_that_gives_a_factor_away_leaves_nothing_to_compare() -> None:
    rows = [row(n, 5 + n % 3, baseline=20.0 if n % 2 else 14.0, a=n % 2 == 1) for n in range(30)]
    [found] = learn(rows, [A]).comparisons
    assert (found.having, found.without, found.pooled, found.sentence) == (15, 15, None, ENTANGLED)


# ---- the sentences ----


def told(difference: float, low: float, high: float, **more: object) -> Comparison:
    return replace(Comparison(A, 20, 20, pooled=Pooled(difference, 0.2, low, high, 0.9)), **more)


def test_what_stands_out_is_told_with_its_size_and_interval() -> None:
    same = "Courses with Exposure: this coincides with {} change than in comparable courses, by 0.5 reliable changes (95 % interval {})."
    assert told(0.5, 0.14, 0.86, stands_out=True).sentence == same.format("more", "+0.1 to +0.9")
    assert told(-0.5, -0.86, -0.14, stands_out=True).sentence == same.format("less", "−0.9 to −0.1")
    early = told(0.5, 0.14, 0.86, stands_out=True, factor=replace(EARLY, told="with Exposure"))
    assert early.sentence == same.format("more", "+0.1 to +0.9") + " The early change is a part of it."


def test_what_does_not_stand_out_is_told_as_chance_or_as_not_told_apart() -> None:
    plain = "No difference that stands out from chance: +0.5 reliable changes (95 % interval {})."
    assert told(0.5, -0.1, 1.1).sentence == plain.format("−0.1 to +1.1")
    assert (
        told(0.5, 0.1, 0.9).sentence == plain.format("+0.1 to +0.9") + " Among so many comparisons one like it is to be expected by chance."
    )
    beside = told(0.5, 0.1, 0.9, beside=(B, C)).sentence
    assert (
        beside
        == "Not told apart from Diary and Sleep, which the same courses often have: +0.5 reliable changes (95 % interval +0.1 to +0.9)."
    )


def test_an_interval_that_ends_at_none_does_not_leave_it_out() -> None:
    ends = [(0.0, 1.0), (-1.0, 0.0), (-1.0, 1.0), (0.01, 1.0), (-1.0, -0.01)]
    assert [told(0.5, *end).leaves_out_none for end in ends] == [False, False, False, True, True]
    assert not Comparison(A, 20, 20).leaves_out_none


def test_a_comparison_that_was_not_made_has_a_p_of_one() -> None:
    assert Comparison(A, None, None).p == 1.0
    assert Comparison(A, 20, 20, observed=AdjustedDifference(1.0, 0.3, 0.3, 30, 0.002)).p == 0.002


def test_how_many_were_made_is_counted() -> None:
    rows = [replace(one, factors={**one.factors, "early": n == 0}) for n, one in enumerate(courses((4, 0, 0, 0), 0.5, seed=2))]
    learning = learn(rows, [A, EARLY, B])
    assert (learning.courses, learning.tested) == (60, 2)
    assert [one.factor for one in learning.comparisons if one.pooled is None] == [EARLY]


# ---- at which counts ----


def sides(with_it: int, without: int) -> list[CaseRow]:
    rng = Random(8)
    return [row(n, 5 + rng.gauss(0, 2), baseline=rng.uniform(12, 24), a=n < with_it) for n in range(with_it + without)]


@pytest.mark.parametrize(
    ("with_it", "without", "counts", "made"),
    [(10, 10, (10, 10), True), (9, 10, (9, 10), False), (10, 9, (10, 9), False), (5, 5, (5, 5), False), (4, 12, (None, None), False)],
)
def test_ten_a_side_are_compared_and_five_a_side_are_counted(
    with_it: int, without: int, counts: tuple[int | None, int | None], made: bool
) -> None:
    [found] = learn(sides(with_it, without), [A]).comparisons
    assert ((found.having, found.without), found.pooled is not None) == (counts, made)
    few = {
        True: "Too few to tell: fewer than 5 comparable courses on one side; 10 on each are needed.",
        False: f"Too few to tell: {with_it} comparable courses with it, {without} without; 10 on each side are needed.",
    }[counts == (None, None)]
    assert found.too_few == ("" if made else few)
    if made:
        assert found.pooled == towards_none(found.observed.difference, found.observed.standard_error, 17)


def lasting(rows: list[CaseRow], left_out: int = 0) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """How many lasted among 12 and 12 courses, of which every second did, beside some of which nothing is known."""
    unknown = [row(100 + n, 5.0, a=None) for n in range(left_out)]
    found = learn([*rows, *unknown], [A]).comparisons[0].lasting
    return None if found is None else ((found[0].count, found[0].of), (found[1].count, found[1].of))


def known(with_it: int, without: int) -> list[CaseRow]:
    """Twelve courses a side; so many of them lasted."""
    return [replace(one, lasting=n % 12 < (with_it if n < 12 else without)) for n, one in enumerate(sides(12, 12))]


def test_how_many_lasted_is_told_from_five_on_either_side_of_the_answer() -> None:
    assert lasting(known(5, 7)) == ((5, 12), (7, 12))
    for hidden in ((4, 6), (6, 4), (8, 6), (6, 8)):
        assert lasting(known(*hidden)) is None


def test_courses_of_which_it_cannot_be_said_whether_it_lasted_are_left_out_of_the_count() -> None:
    rows = [replace(one, lasting=None) if n in (5, 17) else one for n, one in enumerate(known(5, 5))]
    assert lasting(rows) == ((5, 11), (5, 11))


def test_one_to_four_courses_that_are_not_compared_hide_it_from_whoever_may_not_open_all() -> None:
    closed = [replace(one, open=False) for one in known(6, 6)]
    assert [lasting(closed, left_out) is None for left_out in (0, 1, 4, 5)] == [False, True, True, False]
    assert lasting(known(6, 6), 4) == ((6, 12), (6, 12))


@pytest.mark.parametrize("part", ["own", "open"])
def test_what_is_left_when_the_known_courses_are_taken_away_may_not_tell_of_a_few(part: str) -> None:
    def some(*strange: int) -> list[CaseRow]:
        """Twelve and twelve of which six lasted; the numbered ones on both sides are somebody else's, or closed."""
        return [replace(one, **{part: n % 12 not in strange}) for n, one in enumerate(known(6, 6))]

    assert lasting(some()) == lasting(some(*range(12))) == lasting(some(0, 1, 2, 3, 4, 6, 7, 8, 9, 10)) == ((6, 12), (6, 12))
    assert lasting(some(0, 1, 2, 3, 6, 7, 8, 9, 10)) is None
    assert lasting(some(0, 1, 2, 3, 4, 6, 7, 8, 9)) is None


# ---- problem by problem ----


def of_problems(**counts: tuple[int, int]) -> list[CaseRow]:
    rng, rows = Random(6), []
    for problem, (with_it, without) in counts.items():
        for n in range(with_it + without):
            rows.append(
                row(len(rows), 4 + 2 * (n < with_it) + rng.gauss(0, 2), baseline=rng.uniform(12, 24), problem=problem, a=n < with_it)
            )
    return rows


def test_each_problem_with_five_courses_a_side_has_its_difference_drawn_towards_the_others() -> None:
    rows = of_problems(grief=(5, 6), phobia=(8, 9), worry=(4, 12), sleep=(12, 4))
    [found] = learn(rows, [A]).comparisons
    parts = [[one for one in rows if one.problem == problem] for problem in ("grief", "phobia")]
    seen = [
        adjusted_difference([o.gain for o in part], [[o.severity for o in part]], [o.has(A) is True for o in part], ["all"] * len(part))
        for part in parts
    ]
    drawn = towards_each_other([(one.difference, one.standard_error, one.df) for one in seen])
    assert [(one.problem, one.having, one.without) for one in found.by_problem] == [("grief", 5, 6), ("phobia", 8, 9)]
    assert [one.pooled for one in found.by_problem] == list(drawn)


@pytest.mark.parametrize("second", [{"worry": (4, 12)}, {"grief": (5, 5)}, {"": (8, 8)}])
def test_one_problem_alone_is_told_with_the_whole(second: dict[str, tuple[int, int]]) -> None:
    [found] = learn(of_problems(phobia=(12, 12), **second), [A]).comparisons
    assert found.by_problem == ()


def test_a_problem_as_a_factor_has_no_problems_of_its_own() -> None:
    rows = of_problems(grief=(8, 9), phobia=(8, 9))
    assert learn(rows, [replace(A, aspect=Aspect.PROBLEM)]).comparisons[0].by_problem == ()
    assert len(learn(rows, [A]).comparisons[0].by_problem) == 2
