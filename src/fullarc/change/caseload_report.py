"""Many courses at once: who is complete, who recovered, by how much, for how long. One report, the same figures in every engine.

The table may come in parts, each client whole in one of them, so that it need not fit into memory; one row a client does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import narwhals as nw
import polars as pl

from fullarc.change.caseload import CaseloadChange, Population, judge_by_formula, judge_by_percent, judge_by_published_values
from fullarc.change.course_rows import WHOLE, Between, Completeness, course_rows, every_occasion, pairs_of, ready
from fullarc.change.direction import sign
from fullarc.change.durability_pattern import Lasted, lasted_counts
from fullarc.change.effect_size import Rate, WithinGroup, wilson, within_group_of
from fullarc.change.not_computed import NotComputed, computed
from fullarc.change.other_formulas import Index, by_points, index_of
from fullarc.change.paired_scores import Frame, moments_of, one_row
from fullarc.change.talking_therapies import TalkingTherapiesCounts

ROWS_A_PART, KEPT_PARTS = 5_000_000, 2
Progress = Callable[[int, int], None]
NO_ERROR = "No durability: a percentage says nothing about measurement error."
NO_LINE = "No rate of recovery: no cut-off is known."
NOBODY_BETTER = "No share of lasting improvement: nobody is reliably better at the end."
NOBODY_CLINICAL = "No rate of recovery: nobody started on the clinical side of the cut-off."


@dataclass(frozen=True, slots=True)
class ByPublishedValues:
    """Reliable change by a published number of points and a published cut-off, both inclusive unless said otherwise."""

    better: str
    reliable: float
    cutoff: float | None
    inclusive: bool = True
    reliability: float | None = None


@dataclass(frozen=True, slots=True)
class ByFormula:
    """Reliable change by a formula (jt, gln, hll, en, nk, ha), the cut-off (a, b, c) from the two populations."""

    better: str
    reliability: float
    functional: Population
    method: str = "jt"
    cutoff: str = "c"


@dataclass(frozen=True, slots=True)
class ByPercent:
    """Improved by at least so many percent of the first score above `minimum`; no measurement error, so no durability."""

    better: str
    better_by: float = 50.0
    worse_by: float | None = None
    minimum: float = 0.0


Rule = ByPublishedValues | ByFormula | ByPercent


@dataclass(frozen=True, slots=True)
class CaseloadReport:
    """Everything said about a caseload by one measure. Rates carry Wilson intervals; `recovery` is out of those who started clinical.

    `durability` counts all paired courses by what became of a reliable improvement; `lasting` is the share of those who are reliably
    better at the end in whom it is sustained or regained.
    """

    change: CaseloadChange
    completeness: Completeness
    recovery: Rate | NotComputed
    improvement: Rate | NotComputed
    deterioration: Rate | NotComputed
    effect: WithinGroup | NotComputed
    durability: Mapping[str, int] | NotComputed
    lasting: Rate | NotComputed


def caseload_report(
    parts: Sequence[Any],
    rule: Rule,
    *,
    days: float | None = 1.0,
    measure: str | None = None,
    between: Between = WHOLE,
    progress: Progress | None = None,
) -> CaseloadReport:
    """Judge every client with two scores or more. `parts` are tables (client, time, score) of any engine; `time` is a number.

    `days` is the length of one unit of time in days, None when it is not known (then a lasting improvement is one seen three times
    in a row). `between` names the times of first and last score. `progress` is told (steps done, steps in all).
    Refused (NotEnough): fewer than two pairs; what the rule refuses.
    """
    occasions = [every_occasion(part, measure) for part in parts]
    steps = _Steps(len(parts) * (2 if isinstance(rule, ByFormula) else 1), progress)
    open_part = _Parts(occasions, between)
    total, tables, durability = Completeness(0, 0, 0, 0, 0), [], dict.fromkeys((word.value for word in Lasted), 0)
    index = None if isinstance(rule, ByPercent) else _index(rule, open_part, between, steps)
    for number in range(len(occasions)):
        complete, part = open_part(number)
        total += complete
        if index is None:
            table = _gathered(pairs_of(part, between))
        else:
            table = _gathered(course_rows(part, index, sign(rule.better), most=complete.most, days=days, between=between))
            durability = {word: durability[word] + count for word, count in _lasted(table).items()}
        tables.append(table.select("client", "pre", "post"))
        steps.done()
    change = _judge(nw.from_native(pl.concat(tables).lazy()), rule)
    found: Mapping[str, int] | NotComputed = durability if index is not None else NotComputed(NO_ERROR)
    return CaseloadReport(
        change=change,
        completeness=total,
        recovery=_recovery(change, rule),
        improvement=computed(wilson, change.counts["recovered"] + change.counts["improved"], change.n),
        deterioration=computed(wilson, change.counts["deteriorated"] + change.counts["harmed"], change.n),
        effect=computed(within_group_of, change.moments, rule.better),
        durability=found,
        lasting=_lasting(found, change.counts["recovered"] + change.counts["improved"]),
    )


def talking_therapies_rates(counts: TalkingTherapiesCounts) -> dict[str, Rate | NotComputed]:
    """The four official rates: recovery and reliable recovery out of caseness, reliable change out of everyone with paired scores."""
    return {
        "recovery": computed(wilson, counts.recovered, counts.caseness),
        "reliable_recovery": computed(wilson, counts.reliably_recovered, counts.caseness),
        "reliable_improvement": computed(wilson, counts.reliably_improved, counts.paired),
        "reliable_deterioration": computed(wilson, counts.reliably_deteriorated, counts.paired),
    }


def in_parts(table: pl.LazyFrame, rows: int, rows_a_part: int = ROWS_A_PART) -> list[pl.LazyFrame]:
    """A lazy table in as many parts as keep each near `rows_a_part` rows, every client whole in one of them."""
    parts = max(1, ceil(rows / rows_a_part))
    return [table] if parts == 1 else [table.filter(pl.col("client").hash() % parts == part) for part in range(parts)]


class _Parts:
    """Makes a part ready when it is asked for; a few parts stay in memory for the second pass, many are read again."""

    def __init__(self, occasions: Sequence[Frame], between: Between) -> None:
        self.occasions, self.between = occasions, between
        self.kept: dict[int, tuple[Completeness, Frame]] = {}

    def __call__(self, number: int) -> tuple[Completeness, Frame]:
        if number in self.kept:
            return self.kept.pop(number)
        return ready(self.occasions[number], self.between)

    def each(self) -> Iterator[Frame]:
        """Every part once, for a first pass."""
        for number, part in enumerate(self.occasions):
            found = ready(part, self.between)
            if len(self.occasions) <= KEPT_PARTS:
                self.kept[number] = found
            yield found[1]


class _Steps:
    """Counts the steps done and tells whoever wants to know."""

    def __init__(self, steps: int, progress: Progress | None) -> None:
        self.steps, self.progress, self.count = steps, progress, 0

    def done(self) -> None:
        self.count += 1
        if self.progress is not None:
            self.progress(self.count, self.steps)


def _gathered(frame: Frame) -> pl.DataFrame:
    """One row a course, brought into memory whatever the engine."""
    table: pl.DataFrame = frame.collect(backend="polars").to_native()
    return table


def _index(rule: ByPublishedValues | ByFormula, parts: _Parts, between: Between, steps: _Steps) -> Index:
    """The index by which a change counts. A formula looks at all first and last scores."""
    if isinstance(rule, ByPublishedValues):
        return by_points(rule.reliable)
    tables = []
    for part in parts.each():
        tables.append(_gathered(pairs_of(part, between)))
        steps.done()
    return index_of(rule.method, moments_of(nw.from_native(pl.concat(tables).lazy())), rule.reliability)


def _judge(pairs: Frame, rule: Rule) -> CaseloadChange:
    if isinstance(rule, ByFormula):
        return judge_by_formula(
            pairs, better=rule.better, reliability=rule.reliability, functional=rule.functional, method=rule.method, cutoff=rule.cutoff
        )
    if isinstance(rule, ByPercent):
        return judge_by_percent(pairs, better=rule.better, better_by=rule.better_by, worse_by=rule.worse_by, minimum=rule.minimum)
    return judge_by_published_values(
        pairs, better=rule.better, reliable=rule.reliable, cutoff=rule.cutoff, inclusive=rule.inclusive, reliability=rule.reliability
    )


def _lasted(table: pl.DataFrame) -> dict[str, int]:
    masks = [name for name in table.columns if name.startswith("mask_")]
    patterns = table.group_by("after", "old", *masks).len()
    return lasted_counts(
        ([row[name] for name in masks], int(row["after"]), int(row["old"]), int(row["len"])) for row in patterns.iter_rows(named=True)
    )


def _recovery(change: CaseloadChange, rule: Rule) -> Rate | NotComputed:
    if isinstance(change.cutoff, NotComputed):
        return NotComputed(NO_LINE)
    inclusive = isinstance(rule, ByPublishedValues) and rule.inclusive
    worse_by = nw.lit(float(-sign(rule.better))) * (nw.col("pre") - change.cutoff)
    clinical = change.pairs.filter(worse_by >= 0 if inclusive else worse_by > 0)
    started = int(one_row(clinical.select(n=nw.len()))["n"])
    return wilson(change.counts["recovered"], started) if started else NotComputed(NOBODY_CLINICAL)


def _lasting(durability: Mapping[str, int] | NotComputed, better_at_the_end: int) -> Rate | NotComputed:
    if isinstance(durability, NotComputed):
        return durability
    if not better_at_the_end:
        return NotComputed(NOBODY_BETTER)
    return wilson(durability["sustained"] + durability["regained"], better_at_the_end)
