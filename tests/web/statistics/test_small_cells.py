"""Figures that speak of few clients are hidden, and cannot be worked out from those that are shown."""

from dataclasses import replace
from itertools import product

import polars as pl
import pytest

from fullarc.change.caseload_report import ByPublishedValues, CaseloadReport, caseload_report
from fullarc.change.effect_size import wilson
from fullarc.web.statistics.figures import parts_over_time, rates_of
from fullarc.web.statistics.small_cells import LEAST, is_small, shown_parts


def test_large_parts_are_all_shown() -> None:
    assert shown_parts({"better": 20, "worse": 8, "unchanged": 12}) == {"better": 20, "worse": 8, "unchanged": 12}


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    assert shown_parts({"better": 20, "worse": 2, "unchanged": 12}) == {"better": 20, "worse": None, "unchanged": None}


def test_small_parts_that_are_few_together_take_one_more_with_them() -> None:
    assert shown_parts({"a": 1, "b": 0, "c": 9, "d": 30}) == {"a": None, "b": None, "c": None, "d": 30}


@pytest.mark.parametrize("parts", list(product((0, 1, 4, 5, 7, 30), repeat=3)))
def test_no_hidden_part_can_be_worked_out_from_the_whole(parts: tuple[int, ...]) -> None:
    shown = shown_parts(dict(zip("abc", parts, strict=True)))
    assert all(count is None or count >= LEAST for count in shown.values())
    hidden = [count for name, count in zip("abc", parts, strict=True) if shown[name] is None]
    assert not hidden or len(hidden) == len(parts) or (len(hidden) > 1 and sum(hidden) >= LEAST)


@pytest.mark.parametrize(("count", "of", "small"), [(4, 30, True), (26, 30, True), (5, 10, False), (0, 30, True), (25, 30, False)])
def test_a_rate_is_small_by_either_of_its_sides(count: int, of: int, small: bool) -> None:
    assert is_small(wilson(count, of)) is small


def report_of(durability: dict[str, int], better: int, worse: int, unchanged: int) -> CaseloadReport:
    """The report of twenty courses that got better, with other counts put in."""
    rows = [(f"c{n}", float(day), score) for n in range(20) for day, score in ((0, 20.0 - n % 3), (9, 5.0))]
    table = pl.DataFrame(rows, schema=["client", "time", "score"], orient="row")
    real = caseload_report([table.lazy()], ByPublishedValues("lower", 6, 10))
    counts = {"recovered": better, "improved": 0, "unchanged": unchanged, "deteriorated": worse, "harmed": 0}
    total = better + worse + unchanged
    change = replace(real.change, counts=counts, n=total)
    lasting = durability["sustained"] + durability["regained"]
    return replace(
        real,
        change=change,
        durability=durability,
        improvement=wilson(better, total),
        deterioration=wilson(worse, total),
        lasting=wilson(lasting, better),
    )


@pytest.mark.parametrize(
    ("sustained", "recent", "regained", "hidden"),
    [(20, 8, 12, False), (3, 37, 0, True), (20, 18, 2, True), (38, 1, 1, True)],
)
def test_those_better_at_the_end_do_not_give_away_how_few_of_them_lasted(sustained: int, recent: int, regained: int, hidden: bool) -> None:
    over_time = {"sustained": sustained, "recent": recent, "fluctuating": 9, "lost": 6, "regained": regained, "none": 15}
    report = report_of(over_time, better=40, worse=10, unchanged=20)
    shown = parts_over_time(report)
    assert all(count is None for count in shown.values()) is hidden
    lasting = dict(rates_of(report))["Lasting, of those reliably better at the end"]
    assert isinstance(lasting, str) is (min(sustained + regained, recent) < LEAST)
