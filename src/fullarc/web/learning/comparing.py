"""The comparisons as the page and the file show them: with the courses behind them, and, for the practice, without what speaks of a few."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.change.learning import UNIT, Comparison, compared_courses, in_units, learn
from fullarc.change.learning_cells import NARROWED, NOT_SAFE, ONE_COLLEAGUE, is_safe, speaks_of_one_colleague
from fullarc.change.learning_row import Aspect, CaseRow, Factor
from fullarc.instruments.definition import Instrument
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.learning.choices import Choice, rows_for
from fullarc.web.learning.queries import OWN, Case, Cases
from fullarc.web.learning.worked_out import Wider, could_be_worked_out, wider_than

NOBODY_ELSE = "There are no finished courses of anybody else here: your own cases are the whole practice."
HEADINGS = {
    "What was worked with early": (Aspect.INTERVENTION,),
    "Problems": (Aspect.PROBLEM,),
    "Early change and homework": (Aspect.EARLY, Aspect.HOMEWORK),
    "Modality, format, age": (Aspect.MODALITY, Aspect.FORMAT, Aspect.AGE),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """A course behind a comparison that the reader may open: its first and last score."""

    course: CourseOfCare
    row: CaseRow
    measure: str

    @property
    def words(self) -> str:
        return f"{self.measure} {self.row.baseline:g} to {self.row.last:g}"


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison with the courses behind it; `closed` says that there are others, which are not open to the reader."""

    comparison: Comparison
    points: str = ""
    having: tuple[Behind, ...] = ()
    without: tuple[Behind, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """`refused` says why nothing is shown. `few` are the names of what has too few courses, by heading; `hidden` what may not be shown."""

    courses: int = 0
    running: int = 0
    tested: int = 0
    parts: tuple[tuple[str, tuple[Told, ...], tuple[Comparison, ...]], ...] = ()
    hidden: tuple[str, ...] = ()
    refused: str = ""

    @property
    def told(self) -> list[Told]:
        return [one for _, told, _ in self.parts for one in told]


def compared(cases: Cases, choice: Choice, today: date) -> Compared:
    """Everything the page shows for a choice."""
    rows = rows_for(cases.cases, choice, today)
    wider = wider_than(cases.cases, choice, today) if choice.scope != OWN else []
    if choice.scope != OWN and (refused := refused_for_practice(cases.cases, choice, rows, wider, today)):
        return Compared(refused=refused)
    factors = each_split_once(rows, [factor for factor in cases.factors if varies(rows, factor)])
    safe = factors if choice.scope == OWN else [factor for factor in factors if may_be_shown(rows, wider, factor)]
    seen = learn(rows, safe)
    behind = {row.course: Behind(case.course, row, catalogue().instruments[row.measure].short_name) for case, row in paired(cases, rows)}
    measure = catalogue().instruments.get(choice.measure)
    by_aspect: dict[Aspect, list[Comparison]] = defaultdict(list)
    for one in seen.comparisons:
        by_aspect[one.factor.aspect].append(one)
    parts = []
    for heading, aspects in HEADINGS.items():
        here = [one for aspect in aspects for one in by_aspect[aspect]]
        told = tuple(with_courses(one, rows, behind, measure) for one in here if one.pooled)
        parts.append((heading, told, tuple(one for one in here if not one.pooled)))
    running = sum(behind[row.course].course.is_open(today) for row in rows)
    hidden = tuple(factor.name for factor in factors if factor not in safe)
    return Compared(len(rows), running, seen.tested, tuple(part for part in parts if part[1] or part[2]), hidden)


def varies(rows: Sequence[CaseRow], factor: Factor) -> bool:
    """Whether some of these courses have it and some have not: what all have, or none, is not compared and says nothing."""
    return {True, False} <= {row.has(factor) for row in rows}


def each_split_once(rows: Sequence[CaseRow], factors: Sequence[Factor]) -> list[Factor]:
    """Without those that split the courses as an earlier one of their kind does, only the other way round: two modalities, two problems."""
    kept: dict[tuple[Aspect, tuple[bool | None, ...]], Factor] = {}
    for factor in factors:
        split = tuple(row.has(factor) for row in rows)
        turned = tuple(None if each is None else not each for each in split)
        if (factor.aspect, turned) not in kept:
            kept[factor.aspect, split] = factor
    return list(kept.values())


def refused_for_practice(cases: Sequence[Case], choice: Choice, rows: Sequence[CaseRow], wider: Sequence[Wider], today: date) -> str:
    everyone = rows_for(cases, Choice(choice.scope), today)
    if everyone and all(row.own for row in everyone):
        return NOBODY_ELSE
    if speaks_of_one_colleague(rows):
        return ONE_COLLEAGUE
    return NARROWED if could_be_worked_out(wider, rows) else ""


def may_be_shown(rows: Sequence[CaseRow], wider: Sequence[Wider], factor: Factor) -> bool:
    behind = {course for side in compared_courses(rows, factor) for course in side}
    if not is_safe(rows, factor) or not is_safe([row for row in rows if row.course in behind], factor):
        return False
    return not could_be_worked_out(wider, rows, factor)


def paired(cases: Cases, rows: Sequence[CaseRow]) -> Iterator[tuple[Case, CaseRow]]:
    by_course = {str(case.course.pk): case for case in cases.cases}
    return ((by_course[row.course], row) for row in rows)


def with_courses(one: Comparison, rows: Sequence[CaseRow], behind: dict[str, Behind], measure: Instrument | None) -> Told:
    """The courses that the reader may open, by the client's code. Differences by problem are of one's own only: others' are too few."""
    one = one if all(row.own for row in rows) else replace(one, by_problem=())
    having, without = compared_courses(rows, one.factor)
    sides = [
        sorted((behind[c] for c in side if behind[c].row.open), key=lambda each: each.course.client.code) for side in (having, without)
    ]
    closed = len(having) + len(without) > sum(len(side) for side in sides)
    points = ""
    if measure is not None and one.pooled is not None:
        amount = one.pooled.difference * measure.total.reliable_change[0].value
        points = f"{in_units(amount, signed=True)} points of the {measure.short_name}"
    return Told(one, points, tuple(sides[0]), tuple(sides[1]), closed)


COLUMNS = ("subject", "factor", "courses with", "courses without", "difference", "low", "high", "unit", "stands out", "in words")
Cell = str | int | float | None


def table_rows(seen: Compared) -> Iterator[tuple[Cell, ...]]:
    """The same figures for a file; what is hidden on the page is hidden here."""
    for heading, told, few in seen.parts:
        for one in (*(each.comparison for each in told), *few):
            figures = (round(one.pooled.difference, 3), round(one.pooled.low, 3), round(one.pooled.high, 3)) if one.pooled else (None,) * 3
            standing = "" if one.pooled is None else "yes" if one.stands_out else "no"
            yield heading, one.factor.name, one.having, one.without, *figures, UNIT, standing, one.sentence
    for name in seen.hidden:
        yield "", name, None, None, None, None, None, "", "", NOT_SAFE
