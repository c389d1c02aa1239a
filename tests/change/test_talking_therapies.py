"""The rules of NHS Talking Therapies, row by row, and their values against the measures' own files."""

import pytest
from published_examples import published

from fullarc.change.talking_therapies import GAD_7, NO_END, NOT_A_CASE, ONE_MEASURE, PHQ_9, count_outcomes, talking_therapies
from fullarc.instruments.catalogue import catalogue

ROWS = published("talking_therapies")["rows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"PHQ {row['phq']} GAD {row['gad']}")
def test_each_course_comes_out_as_the_rules_say(row):
    outcome = talking_therapies(tuple(row["phq"]), tuple(row["gad"]))
    assert outcome.caseness is row["caseness"]
    assert outcome.recovered is row.get("recovered")
    assert outcome.reliably_improved is row["improved"]
    assert outcome.reliably_deteriorated is row["deteriorated"]
    assert outcome.reliably_recovered is row.get("reliably_recovered")
    assert (outcome.remark == NOT_A_CASE) is not row["caseness"]


def test_recovery_is_not_stated_without_an_end_score():
    assert talking_therapies((18, None), (15, 6)) == NO_END


def test_recovery_is_not_stated_from_one_measure():
    assert talking_therapies((18, 8), (None, None)) == ONE_MEASURE


def test_counts_leave_out_courses_without_an_outcome():
    counts = count_outcomes([talking_therapies(tuple(row["phq"]), tuple(row["gad"])) for row in ROWS] + [NO_END])
    assert (counts.paired, counts.caseness, counts.recovered, counts.reliably_improved) == (7, 6, 2, 3)
    assert (counts.reliably_deteriorated, counts.reliably_recovered) == (2, 1)


@pytest.mark.parametrize(("measure", "values"), [("phq-9", PHQ_9), ("gad-7", GAD_7)])
def test_the_values_are_those_of_the_measures_own_files(measure, values):
    total = catalogue().get(measure).total
    assert (total.cutoffs[0].at, total.reliable_change[0].value) == (values.caseness, values.reliable)
