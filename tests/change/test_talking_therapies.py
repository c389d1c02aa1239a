"""The rules of NHS Talking Therapies, row by row, and their values against the measures' own files."""

import pytest
from published_examples import published

from fullarc.change.not_computed import NotComputed
from fullarc.change.talking_therapies import (
    GAD_7,
    NO_END,
    NOT_A_CASE,
    NOT_ENDED,
    ONE_MEASURE,
    PHQ_9,
    TOO_FEW_CONTACTS,
    MeasureValues,
    anxiety_pair,
    count_outcomes,
    eligible,
    talking_therapies,
)
from fullarc.instruments.catalogue import catalogue

ROWS = published("talking_therapies")["rows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"PHQ {row['phq']} GAD {row['gad']}")
def test_each_course_comes_out_as_the_rules_say(row):
    outcome = talking_therapies(tuple(row["phq"]), tuple(row["gad"]))
    assert outcome.caseness is row["caseness"]
    assert outcome.recovered == row.get("recovered", NotComputed(NOT_A_CASE))
    assert outcome.reliably_improved is row["improved"]
    assert outcome.reliably_deteriorated is row["deteriorated"]
    assert outcome.reliably_recovered == row.get("reliably_recovered", NotComputed(NOT_A_CASE))
    assert (outcome.remark == NOT_A_CASE) is not row["caseness"]


def test_recovery_is_not_stated_without_an_end_score():
    assert talking_therapies((18, None), (15, 6)) == NotComputed(NO_END)
    assert talking_therapies((18, 8), (15, None)) == NotComputed(NO_END)


def test_recovery_is_not_stated_from_one_measure():
    assert talking_therapies((18, 8), (None, None)) == NotComputed(ONE_MEASURE)
    assert talking_therapies((None, None), (15, 6)) == NotComputed(ONE_MEASURE)


@pytest.mark.parametrize(
    ("course", "verdict"),
    [
        ({}, True),
        ({"ended": False}, NotComputed(NOT_ENDED)),
        ({"attended_contacts": 1}, NotComputed(TOO_FEW_CONTACTS)),
        ({"anxiety_scores": 0}, NotComputed(ONE_MEASURE)),
        ({"depression_scores": 0}, NotComputed(ONE_MEASURE)),
        ({"anxiety_scores": 1}, NotComputed(NO_END)),
        ({"depression_scores": 1}, NotComputed(NO_END)),
    ],
)
def test_a_course_counts_when_it_has_ended_after_two_contacts_with_both_measures_given_twice(course, verdict):
    facts = {"ended": True, "attended_contacts": 2, "depression_scores": 2, "anxiety_scores": 2} | course
    assert eligible(**facts) == verdict


def test_the_measure_for_the_problem_counts_and_the_gad_7_stands_in_for_it():
    own = MeasureValues(caseness=33, reliable=10)
    assert anxiety_pair((40, 20), own, (15, 6)) == ((40, 20), own)
    assert anxiety_pair((40, None), own, (15, 6)) == ((15, 6), GAD_7)


def test_values_just_reached_count_and_values_just_missed_do_not():
    assert talking_therapies((10, 4), (7, 7)).caseness
    assert not talking_therapies((9, 4), (7, 7)).caseness
    assert talking_therapies((9, 4), (8, 8)).caseness
    assert talking_therapies((18, 12), (15, 15)).reliably_improved
    assert not talking_therapies((18, 13), (15, 12)).reliably_improved
    assert talking_therapies((12, 18), (15, 15)).reliably_deteriorated
    assert not talking_therapies((18, 10), (15, 7)).recovered


def test_counts_leave_out_courses_without_an_outcome():
    counts = count_outcomes([talking_therapies(tuple(row["phq"]), tuple(row["gad"])) for row in ROWS] + [NotComputed(NO_END)])
    assert (counts.paired, counts.caseness, counts.recovered, counts.reliably_improved) == (7, 6, 2, 3)
    assert (counts.reliably_deteriorated, counts.reliably_recovered) == (2, 1)


@pytest.mark.parametrize(("measure", "values"), [("phq-9", PHQ_9), ("gad-7", GAD_7)])
def test_the_values_are_those_of_the_measures_own_files(measure, values):
    total = catalogue().get(measure).total
    assert (total.cutoffs[0].at, total.reliable_change[0].value) == (values.caseness, values.reliable)
