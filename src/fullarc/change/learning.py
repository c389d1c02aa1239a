"""What, in finished and running courses, goes together with how clients changed. Nothing here says why.

For every factor: the difference in change between courses with it and without it, adjusted for the first score within comparable courses
(`adjusted_difference`), drawn towards none by as much as it is uncertain (`partial_pooling`), and told only where it stands out among all
comparisons made (`false_discovery`). From ten comparable courses a side on; counts below five are hidden, also from subtraction.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fullarc.change.adjusted_difference import AdjustedDifference, adjusted_difference, counterparts, with_both_sides
from fullarc.change.direction import NotEnough
from fullarc.change.effect_size import Rate, wilson
from fullarc.change.false_discovery import LEVEL, adjusted_p
from fullarc.change.learning_row import Aspect, CaseRow, Factor, strata_of
from fullarc.change.partial_pooling import Pooled, towards_each_other, towards_none

LEAST_SHOWN = 5  # courses; a count below it is hidden
LEAST_COMPARED = 10  # comparable courses a side, as for the interval of a group's effect size
UNIT = "reliable changes"
NO_RIVALS = (Aspect.EARLY, Aspect.PROBLEM)


@dataclass(frozen=True, slots=True)
class OfProblem:
    """The difference among courses with one problem, drawn towards what the problems have in common. Never told as standing out."""

    problem: str
    having: int
    without: int
    pooled: Pooled


@dataclass(frozen=True, slots=True)
class Comparison:
    """Courses with a factor against those without. Positive is more change towards better, in reliable changes of the measure.

    `having` and `without` count the courses that have a counterpart with the same measure and problem, both None where one is below five.
    `pooled` is None where `too_few` says why. `q` is the false discovery rate; `stands_out` is the decision.
    """

    factor: Factor
    having: int | None
    without: int | None
    observed: AdjustedDifference | None = None
    pooled: Pooled | None = None
    q: float | None = None
    stands_out: bool = False
    lasting: tuple[Rate, Rate] | None = None
    by_problem: tuple[OfProblem, ...] = ()
    too_few: str = ""
    beside: tuple[Factor, ...] = ()  # clearer ones beside which it no longer stands out

    @property
    def p(self) -> float:
        return self.observed.p if self.observed else 1.0

    @property
    def leaves_out_none(self) -> bool:
        """Whether the interval leaves out no difference."""
        return self.pooled is not None and not self.pooled.low <= 0 <= self.pooled.high

    @property
    def sentence(self) -> str:
        """The one sentence of the comparison."""
        if self.pooled is None:
            return self.too_few
        size = f"{in_units(abs(self.pooled.difference))} {UNIT}"
        interval = f"95 % interval {in_units(self.pooled.low, signed=True)} to {in_units(self.pooled.high, signed=True)}"
        if self.stands_out:
            more = "more" if self.pooled.difference > 0 else "less"
            part = " The early change is a part of it." if self.factor.aspect is Aspect.EARLY else ""
            return (
                f"Courses {self.factor.told}: this coincides with {more} change than in comparable courses, by {size} ({interval}).{part}"
            )
        observed = f"{in_units(self.pooled.difference, signed=True)} {UNIT} ({interval})"
        if self.beside:
            names = " and ".join(rival.name for rival in self.beside)
            return f"Not told apart from {names}, which the same courses often have: {observed}."
        by_chance = " Among so many comparisons one like it is to be expected by chance." if self.leaves_out_none else ""
        return f"No difference that stands out from chance: {observed}.{by_chance}"


@dataclass(frozen=True, slots=True)
class Learning:
    """All comparisons: first those that stand out, then the others in the order asked, then those with too few courses."""

    courses: int
    comparisons: tuple[Comparison, ...]

    @property
    def tested(self) -> int:
        return sum(one.pooled is not None for one in self.comparisons)


def learn(rows: Sequence[CaseRow], factors: Sequence[Factor], *, level: float = LEVEL) -> Learning:
    """Compare the courses by every factor. `rows` has one row a client, so that they are independent.

    A comparison stands out when its false discovery rate among all that were made is at most `level`, its pooled interval leaves out 0, and
    both still hold beside those that stand out more clearly: what is only often done in the same courses is not told.
    Raises ValueError when a course stands in `rows` twice.
    """
    if len({row.course for row in rows}) != len(rows):
        raise ValueError("found a course twice; expected one row a course, by one measure")
    found = [_compare(rows, factor) for factor in factors]
    made = sorted((one for one in found if one.observed), key=lambda one: one.p)
    judged = {one.factor: one for one in _judged(rows, made, level)}
    told = [judged.get(one.factor, one) for one in found]
    return Learning(len(rows), tuple(sorted(told, key=lambda one: (not one.stands_out, one.pooled is None))))


def _judged(rows: Sequence[CaseRow], made: Sequence[Comparison], level: float) -> Iterator[Comparison]:
    """The comparisons that were made, the clearest first; one that stands out is judged once more beside the clearer ones that do. Early
    change and the problem are no rivals: the one lies between what is done and how it ends, for the other every comparison is adjusted
    already."""
    values, clearer = [one.p for one in made], list[Factor]()
    for place, (one, q) in enumerate(zip(made, adjusted_p(values), strict=True)):
        holds, may_rival = q <= level and one.leaves_out_none, one.factor.aspect not in NO_RIVALS
        rivals = tuple(clearer) if holds and may_rival else ()
        if rivals:
            again = _observed(rows, one.factor, rivals)
            if isinstance(again, NotEnough):
                holds = False
            else:
                q = max(q, adjusted_p([*values[:place], again.p, *values[place + 1 :]])[place])
                holds = q <= level and replace(one, pooled=_drawn_in(again)).leaves_out_none
        if holds and may_rival:
            clearer.append(one.factor)
        yield replace(one, q=q, stands_out=holds, beside=() if holds else rivals)


def _drawn_in(observed: AdjustedDifference) -> Pooled:
    return towards_none(observed.difference, observed.standard_error, observed.df)


def in_units(value: float, *, signed: bool = False) -> str:
    """One decimal, with a true minus sign: "+0.8", "−0.3", "0.0"."""
    text = f"{value:+.1f}" if signed else f"{value:.1f}"
    return "0.0" if text in ("+0.0", "-0.0") else text.replace("-", "−")


def _compare(rows: Sequence[CaseRow], factor: Factor) -> Comparison:
    known = [(row, there) for row in rows if (there := row.has(factor)) is not None]
    told, has = [row for row, _ in known], [there for _, there in known]
    strata = strata_of(told, by_problem=factor.aspect is not Aspect.PROBLEM)
    sides = counterparts(has, strata)
    # Both counts or neither: who knows the whole works out the one from the other.
    bare = Comparison(factor, *(sides if min(sides) >= LEAST_SHOWN else (None, None)))
    if min(sides) < LEAST_COMPARED:
        return replace(bare, too_few=too_few(sides))
    observed = _observed(rows, factor)
    if isinstance(observed, NotEnough):
        return replace(bare, too_few=str(observed))
    parts = _by_problem(known) if factor.aspect is not Aspect.PROBLEM else ()
    return replace(bare, observed=observed, pooled=_drawn_in(observed), lasting=_lasting(rows, factor), by_problem=parts)


def _observed(rows: Sequence[CaseRow], factor: Factor, rivals: Sequence[Factor] = ()) -> AdjustedDifference | NotEnough:
    """The adjusted difference, or why there is none. A rival that is not known of a course counts as half there."""
    told = [row for row in rows if row.has(factor) is not None]
    strata = strata_of(told, by_problem=factor.aspect is not Aspect.PROBLEM)
    covariates = [[row.severity for row in told]]
    covariates += [[0.5 if (there := row.has(rival)) is None else float(there) for row in told] for rival in rivals]
    try:
        return adjusted_difference([row.gain for row in told], covariates, [row.has(factor) is True for row in told], strata)
    except NotEnough as refused:
        return refused


def too_few(sides: tuple[int, int]) -> str:
    """The sentence of a comparison that is not made."""
    if min(sides) < LEAST_SHOWN:
        return f"Too few to tell: fewer than {LEAST_SHOWN} comparable courses on one side; {LEAST_COMPARED} on each are needed."
    return f"Too few to tell: {sides[0]} comparable courses with it, {sides[1]} without; {LEAST_COMPARED} on each side are needed."


def compared_courses(rows: Sequence[CaseRow], factor: Factor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The courses behind a comparison: those with it and those without it that have a counterpart."""
    known = [(row, there) for row in rows if (there := row.has(factor)) is not None]
    strata = strata_of([row for row, _ in known], by_problem=factor.aspect is not Aspect.PROBLEM)
    both = with_both_sides([there for _, there in known], strata)
    kept = [(row.course, there) for (row, there), stratum in zip(known, strata, strict=True) if stratum in both]
    return tuple(course for course, there in kept if there), tuple(course for course, there in kept if not there)


def _lasting(rows: Sequence[CaseRow], factor: Factor) -> tuple[Rate, Rate] | None:
    """How many of the compared courses had a reliable improvement that lasted: with it, without it.

    Hidden where a count or its rest is below five, also among the courses that are not open to the reader or not their own; and, where
    there are such, when so few courses are not compared that theirs could be worked out from another comparison.
    """
    sides = compared_courses(rows, factor)
    left_out = len(rows) - sum(len(side) for side in sides)
    by_course = {row.course: row for row in rows}
    having, without = ([row for course in side if (row := by_course[course]).lasting is not None] for side in sides)
    few_left_out = 0 < left_out < LEAST_SHOWN and not all(row.open for row in rows)
    hidden = few_left_out or _tells_of_a_few(having) or _tells_of_a_few(without)
    return None if hidden else (_share_that_lasted(having), _share_that_lasted(without))


def _tells_of_a_few(side: Sequence[CaseRow]) -> bool:
    """Whether a side, or what is left of it when the known courses are taken away, has fewer than five that lasted or that did not."""
    unknown = [row for row in side if not row.own], [row for row in side if not row.open]
    counts = [Counter(row.lasting for row in part) for part in (side, *(part for part in unknown if part))]
    return any(min(count[True], count[False]) < LEAST_SHOWN for count in counts)


def _share_that_lasted(side: Sequence[CaseRow]) -> Rate:
    return wilson(sum(row.lasting is True for row in side), len(side))


def _by_problem(known: Sequence[tuple[CaseRow, bool]]) -> tuple[OfProblem, ...]:
    """The difference within each problem that has five courses on either side; from two such problems on."""
    found = []
    for problem in sorted({row.problem for row, _ in known if row.problem}):
        here = [(row, has) for row, has in known if row.problem == problem]
        having = sum(has for _, has in here)
        if min(having, len(here) - having) < LEAST_SHOWN:
            continue
        rows, has = [row for row, _ in here], [each for _, each in here]
        try:
            seen = adjusted_difference([r.gain for r in rows], [[r.severity for r in rows]], has, strata_of(rows, by_problem=False))
        except NotEnough:
            continue
        found.append((problem, having, len(here) - having, seen))
    if len(found) < 2:
        return ()
    pooled = towards_each_other([(seen.difference, seen.standard_error, seen.df) for *_, seen in found])
    return tuple(OfProblem(name, yes, no, each) for (name, yes, no, _), each in zip(found, pooled, strict=True))
