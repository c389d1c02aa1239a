"""Scores from a table: each row is taken or refused with its line, its column, the reason and what to do."""

from dataclasses import replace
from datetime import date

import pytest

from fullarc.exchange.incoming.csv_reading import read_table
from fullarc.exchange.incoming.dates import DayOrder
from fullarc.exchange.incoming.refusal import CannotImport
from fullarc.exchange.incoming.score_columns import suggest
from fullarc.exchange.incoming.scores_import import ExistingScore, ScoreChoices, plan_scores
from fullarc.instruments.catalogue import catalogue

TODAY = date(2026, 11, 21)


def plan(text, file="scores.csv", existing=(), order=None, client_code="", mapping=None):
    table = read_table(file, text if isinstance(text, bytes) else text.encode())
    choices = ScoreChoices(mapping or suggest(table, catalogue()), order, client_code)
    return plan_scores(table, choices, catalogue=catalogue(), today=TODAY, existing=existing)


def test_a_table_of_date_measure_and_score_needs_no_question():
    result = plan("date,measure,score\n2024-03-14,PHQ-9,18\n2024-03-21,gad7,12\n")
    assert result.settled
    assert [(score.day.day, score.measure, score.value) for score in result.accepted] == [(14, "phq-9", 18), (21, "gad-7", 12)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = "date,measure,score\n2024-03-14,phq-9,18\n".replace(",", separator)
    assert plan(text).accepted[0].value == 18


def test_a_spreadsheet_may_name_its_separator_in_the_first_line():
    [score] = plan("sep=;\ndate;measure;score\n2024-03-14;ors;21,5\n").accepted
    assert (score.value, score.line) == (21.5, 3)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_any_declared_encoding(codec):
    assert plan("date,measure,score\r\n2024-03-14,phq-9,18\r\n".encode(codec)).accepted


def test_a_cell_may_hold_line_ends_and_the_lines_are_still_counted():
    [refusal] = plan('date,measure,score,remark\n2024-03-14,phq-9,18,"two\nlines"\n2024-03-21,phq-9,99,x\n').refused
    assert (refusal.line, refusal.column) == (4, "score")


def test_a_score_out_of_range_is_refused_with_the_range():
    [refusal] = plan("date,measure,score\n2024-03-14,phq-9,28\n").refused
    assert refusal.place == "scores.csv, line 2, column score"
    assert "above the range" in refusal.reason
    assert "0 to 27" in refusal.hint


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("2024-03-14,phq-9,-1", "score", "below the range"),
        ("2024-03-14,phq-9,12.5", "score", "decimals"),
        ("2024-03-14,phq-9,twelve", "score", "a text of 6 characters"),
        ("2024-03-14,phq-9,", "score", "missing"),
        ("2024-03-14,phq-9,NA", "score", "missing"),
        ("2024-03-14,phq-19,12", "measure", "not known"),
        ("2024-03-14,,12", "measure", "missing"),
        (",phq-9,12", "date", "missing"),
        ("2024-02-30,phq-9,12", "date", "where a date is expected"),
        ("45365,phq-9,12", "date", "spreadsheet"),
        ("2027-01-01,phq-9,12", "date", "future"),
    ],
)
def test_a_row_that_cannot_be_taken_names_column_reason_and_remedy(row, column, reason):
    [refusal] = plan(f"date,measure,score\n2024-01-01,phq-9,10\n{row}\n").refused
    assert (refusal.line, refusal.column) == (3, column)
    assert reason in refusal.reason
    assert refusal.hint


def test_an_unknown_measure_comes_with_the_nearest_names():
    [refusal] = plan("date,measure,score\n2024-03-14,phq-19,12\n").refused
    assert "phq-9" in refusal.hint


def test_a_row_of_another_width_is_refused():
    [refusal] = plan("date,measure,score\n2024-03-14,phq-9,12,5\n2024-03-21,phq-9,12\n").refused
    assert (refusal.line, "expected 3" in refusal.reason) == (2, True)


def test_the_same_row_twice_is_taken_once():
    result = plan("date,measure,score\n2024-03-14,phq-9,12\n2024-03-14,PHQ9,12\n")
    assert len(result.accepted) == 1
    assert result.known[0].where == "line 2"


def test_two_different_scores_on_one_day_are_both_refused():
    result = plan("date,measure,score\n2024-03-14,phq-9,12\n2024-03-14,phq-9,13\n")
    assert not result.accepted
    assert [refusal.line for refusal in result.refused] == [2, 3]


def test_a_score_that_is_in_the_record_is_not_taken_again():
    existing = [ExistingScore(date(2024, 3, 14), "phq-9", "total", 12)]
    result = plan("date,measure,score\n2024-03-14,phq-9,12\n2024-03-21,phq-9,9\n", existing=existing)
    assert [score.day.day for score in result.accepted] == [21]
    assert result.known[0].where == "the record"


def test_a_score_that_differs_from_the_record_is_refused():
    existing = [ExistingScore(date(2024, 3, 14), "phq-9", "total", 12)]
    [refusal] = plan("date,measure,score\n2024-03-14,phq-9,13\n", existing=existing).refused
    assert "another score" in refusal.reason


def test_one_column_a_measure_is_understood():
    result = plan("Session date,PHQ-9 total,GAD-7,DASS-21 depression,mood\n2024-03-14,18,12,20,7\n2024-03-21,16,,18,7\n")
    assert [(s.line, s.measure, s.scale, s.value) for s in result.accepted] == [
        (2, "phq-9", "total", 18),
        (2, "gad-7", "total", 12),
        (2, "dass-21", "depression", 20),
        (3, "phq-9", "total", 16),
        (3, "dass-21", "depression", 18),
    ]


def test_item_columns_of_two_measures_are_scored():
    names = [f"PHQ{n}" for n in range(1, 10)] + [f"GAD{n}" for n in range(1, 8)]
    result = plan(f"date,{','.join(names)}\n2024-03-14,{','.join(['1'] * 9 + ['2'] * 7)}\n")
    assert [(score.measure, score.value) for score in result.accepted] == [("phq-9", 9), ("gad-7", 14)]
    assert dict(result.accepted[0].answers)[9] == 1


def test_items_without_the_name_of_a_measure_ask_for_it():
    text = "date," + ",".join(f"item{n}" for n in range(1, 8)) + "\n2024-03-14,1,1,1,1,1,1,1\n"
    assert "item columns" in plan(text).problems[0]
    mapping = suggest(read_table("x.csv", text.encode()), catalogue())
    chosen = replace(mapping, items=(replace(mapping.items[0], measure="gad-7"),))
    assert plan(text, mapping=chosen).accepted[0].value == 7


def test_an_answer_out_of_range_is_refused_with_its_item():
    names = ",".join(f"phq9_{n}" for n in range(1, 10))
    [refusal] = plan(f"date,{names}\n2024-03-14,1,1,1,4,1,1,1,1,1\n").refused
    assert refusal.column == "phq9_4"
    assert "item 4: answers run from 0 to 3" in refusal.hint


def test_items_left_empty_stay_empty_and_the_measure_decides():
    names = ",".join(f"phq9_{n}" for n in range(1, 10))
    [score] = plan(f"date,{names}\n2024-03-14,1,,,,1,1,1,1,1\n").accepted
    assert score.value is None
    assert "not answered" in score.not_scored


def test_a_row_without_any_score_is_refused():
    [refusal] = plan("date,phq-9,gad-7\n2024-03-14,,\n2024-03-15,1,1\n").refused
    assert (refusal.line, "no score" in refusal.reason) == (2, True)


def test_the_measure_may_stand_in_the_name_of_the_file():
    assert plan("date,score\n2024-03-14,12\n", file="phq-9 scores.csv").accepted[0].measure == "phq-9"


def test_wrong_columns_are_named_with_what_is_expected():
    result = plan("colour,shape\nred,round\n")
    assert not result.settled
    assert "colour, shape" in result.problems[0]


def test_dates_that_could_be_two_days_are_asked_about_and_no_row_is_taken():
    result = plan("date,measure,score\n03/04/2024,phq-9,12\n05/06/2024,phq-9,12\n")
    assert result.order.asked
    assert not result.accepted


def test_one_clear_date_settles_the_order_of_the_column():
    result = plan("date,measure,score\n03/04/2024,phq-9,12\n25/04/2024,phq-9,12\n")
    assert result.accepted[0].day == date(2024, 4, 3)


def test_dates_that_prove_both_orders_are_asked_about_and_then_never_swapped():
    text = "date,measure,score\n25/03/2024,phq-9,12\n03/26/2024,phq-9,12\n"
    assert plan(text).order.mixed
    result = plan(text, order=DayOrder.DAY_FIRST)
    assert [score.day for score in result.accepted] == [date(2024, 3, 25)]
    assert "day first" in result.refused[0].reason


@pytest.mark.parametrize(
    "written", ["2024-03-14", "14/03/2024", "3/14/2024", "14.03.2024", "14 Mar 2024", "March 14, 2024", "2024-03-14T09:00"]
)
def test_dates_are_read_in_the_usual_ways(written):
    assert plan(f'date,measure,score\n"{written}",phq-9,12\n').accepted[0].day == date(2024, 3, 14)


def test_rows_of_several_clients_ask_which_one_and_leave_the_others():
    text = "client,date,measure,score\nA1,2024-03-14,phq-9,12\nB2,2024-03-14,phq-9,20\n"
    assert plan(text).code_asked
    result = plan(text, client_code="B2")
    assert [score.value for score in result.accepted] == [20]
    assert result.other_clients == 1


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"date,measure,score\n", "no rows"),
        (b"just one column\nand a line\n", "one column"),
        (b'date,measure,score\n2024-03-14,"phq-9,12\n', "quotation marks"),
        (b"date,measure,score\n2024-03-14,\x00,12\n", "no text"),
        (b"PK\x03\x04 a spreadsheet", "archive"),
        (b"a,b\n" + b"x" * 40_000 + b",1\n", "32 kB"),
        (b"a,b\n" + b"x" * 140_000 + b",1\n", "32 kB"),
        (b",".join([b"c"] * 201) + b"\n", "200 columns"),
        (b"a,b\n" + b"1,2\n" * 50_001, "50,000"),
        (b"a,b\n" * 3_000_000, "10 MB"),
    ],
)
def test_a_file_that_is_no_table_of_scores_is_refused_with_what_to_do(data, word):
    with pytest.raises(CannotImport) as refused:
        read_table("scores.csv", data)
    assert word in refused.value.reason
    assert refused.value.hint


def test_no_message_repeats_a_cell():
    result = plan("date,measure,score\nSecretdate,phq-9,1\n2024-03-14,Secretmeasure,1\n2024-03-15,phq-9,Secretscore\n")
    assert len(result.refused) == 3
    assert "Secret" not in repr(result)
