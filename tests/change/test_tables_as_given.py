"""Tables of scores as researchers have them, in pandas and Polars: an order that is not known is never guessed."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import polars as pl
import pytest

from fullarc.change.caseload import change_by_amount, change_by_percent, change_by_published_values
from fullarc.change.caseload_report import ByPublishedValues, caseload_report

SCORES = {"client": ["a", "a", "b", "b", "c", "c"], "time": [1, 2, 2, 1, 1, 2], "score": [20, 10, 5, 25, 18, 17]}
LIBRARIES = pytest.mark.parametrize("library", [pl.DataFrame, pd.DataFrame])


def judged(table: object, **choices: object) -> dict[str, int]:
    found = change_by_published_values(table, better="lower", reliable=6, cutoff=10, **choices)
    return {kind: count for kind, count in found.counts.items() if count}


def report(table: object) -> dict[str, int]:
    found = caseload_report([table], ByPublishedValues("lower", 6, 10)).change.counts
    return {kind: count for kind, count in found.items() if count}


ALL_THREE = {"recovered": 1, "improved": 1, "unchanged": 1}


@LIBRARIES
def test_times_in_words_have_no_order_until_two_are_named(library: type) -> None:
    words = library(SCORES | {"time": ["Before", "After", "After", "Before", "Before", "After"]})
    assert judged(words, baseline="Before", end="After") == ALL_THREE
    for named in ({}, {"baseline": "Before"}, {"end": "After"}):
        with pytest.raises(ValueError, match="times that are words"):
            judged(words, **named)


@LIBRARIES
def test_several_measures_are_never_judged_as_one(library: type) -> None:
    both = library({name: values * 2 for name, values in SCORES.items()} | {"measure": ["phq-9"] * 6 + ["gad-7"] * 6})
    assert judged(both, measure="phq-9") == ALL_THREE
    for judge in (judged, report):
        with pytest.raises(ValueError, match=r"several measures in one table \(gad-7, phq-9\)"):
            judge(both)
    with pytest.raises(ValueError, match="missing measure"):
        judged(library(SCORES), measure="phq-9")


@LIBRARIES
@pytest.mark.parametrize("unknown", [None, float("nan")])
def test_a_line_without_a_time_is_not_placed_by_guessing(library: type, unknown: float | None) -> None:
    table = library(SCORES | {"time": [unknown, 2.0, 2.0, 1.0, 1.0, 2.0]})
    for judge in (judged, report):
        with pytest.raises(ValueError, match="found 1 lines without a time"):
            judge(table)


@LIBRARIES
def test_scores_of_nobody_are_left_out(library: type) -> None:
    assert judged(library(SCORES | {"client": [None, None, "b", "b", "c", "c"]})) == {"recovered": 1, "unchanged": 1}


@LIBRARIES
def test_scores_that_are_no_finite_numbers_are_missing(library: type) -> None:
    for missing in (np.inf, -np.inf, np.nan, None):
        table = library(SCORES | {"score": [20.0, missing, 5.0, 25.0, 18.0, 17.0]})
        assert judged(table) == report(table) == {"recovered": 1, "unchanged": 1}


@pytest.mark.parametrize("kind", ["uint8", "int8", "Int64", "float32"])
def test_scores_of_any_kind_of_number(kind: str) -> None:
    assert judged(pd.DataFrame(SCORES).astype({"score": kind})) == ALL_THREE


@LIBRARIES
def test_days_and_moments_in_any_time_zone(library: type) -> None:
    days = [date(2024, month, 1) for month in SCORES["time"]]
    moments = [datetime(2024, month, 1, tzinfo=UTC) for month in SCORES["time"]]
    assert judged(library(SCORES | {"time": moments})) == ALL_THREE
    if library is pl.DataFrame:
        assert judged(library(SCORES | {"time": days})) == ALL_THREE


@LIBRARIES
def test_of_several_scores_at_one_time_the_first_line_begins_and_the_last_ends(library: type) -> None:
    clients = [f"c{number}" for number in range(500)]
    table = library({"client": clients * 4, "time": [1.5] * 1000 + [2.5] * 1000, "score": [20] * 500 + [3] * 500 + [19] * 500 + [4] * 500})
    assert judged(table) == {"recovered": 500}


@LIBRARIES
def test_a_percentage_of_a_scale_with_another_minimum_is_refused(library: type) -> None:
    with pytest.raises(ValueError, match="found 1 first scores below the lowest possible score, 19"):
        change_by_percent(library(SCORES), better="lower", minimum=19)


@LIBRARIES
def test_amounts_in_tenths_that_are_reached_count(library: type) -> None:
    tenths = library({"client": ["a", "a", "b", "b"], "time": [1, 2, 1, 2], "score": [0.9, 1.0, 1.0, 0.9]})
    assert change_by_amount(tenths, better="lower", better_by=0.1).counts == {
        "recovered": 0,
        "improved": 1,
        "unchanged": 0,
        "deteriorated": 1,
        "harmed": 0,
    }
