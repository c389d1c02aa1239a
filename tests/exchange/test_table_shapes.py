"""Five differently shaped tables of scores, as other products write them, become the same scores."""

from datetime import date

import pytest

from fullarc.exchange.incoming.csv_reading import read_table
from fullarc.exchange.incoming.dates import DayOrder
from fullarc.exchange.incoming.import_plan import ImportChoices, ImportPlan, plan_import
from fullarc.exchange.incoming.score_columns import suggest
from fullarc.exchange.incoming.scores_import import ScoreChoices
from fullarc.exchange.incoming.table_shapes import day_in, one_score_a_row
from fullarc.exchange.incoming.uploads import unpack
from fullarc.instruments.catalogue import catalogue

TODAY = date(2026, 11, 21)
FIRST, SECOND = date(2024, 3, 14), date(2024, 4, 11)
SCORES = {(FIRST, "phq-9", 18.0), (SECOND, "phq-9", 11.0), (FIRST, "gad-7", 13.0), (SECOND, "gad-7", 9.0)}

LONG = b"Date,Questionnaire,Score\n2024-03-14,PHQ-9,18\n2024-04-11,PHQ-9,11\n2024-03-14,GAD-7,13\n2024-04-11,GAD-7,9\n"
BY_DATE = b"Measure,14 March 2024,11 April 2024\nPHQ-9,18,11\nGAD-7,13,9\n"
ONE_ROW_A_CLIENT = b"Client ID,PHQ-9 (14.03.2024),PHQ-9 (11.04.2024),GAD-7 (14.03.2024),GAD-7 (11.04.2024)\nA-17,18,11,13,9\nB-2,3,,4,\n"
SEMICOLONS = "Datum;Sitzung;PHQ-9;GAD-7\r\n14.03.2024;1;18,0;13,0\r\n11.04.2024;2;11,0;9,0\r\n".encode("cp1252")
TWO_HEADERS = (
    "\ufeffScores of all sessions,,,,\r\n,PHQ-9,,GAD-7,\r\nVisit date,Total,Band,Total,Band\r\n"
    "3/14/2024,18,moderately severe,13,moderate\r\n4/11/2024,11,moderate,9,mild\r\n"
).encode()
SHAPES = {
    "long": LONG,
    "wide by date": BY_DATE,
    "one row a client": ONE_ROW_A_CLIENT,
    "semicolons and decimal commas": SEMICOLONS,
    "mark, title and two header lines": TWO_HEADERS,
}


def plan_of(data: bytes, client: str = "", order: DayOrder | None = None) -> ImportPlan:
    table = one_score_a_row(read_table("scores.csv", data), catalogue())
    choices = ImportChoices(scores=ScoreChoices(suggest(table, catalogue()), order, client))
    return plan_import(unpack([("scores.csv", data)]), today=TODAY, choices=choices)


@pytest.mark.parametrize("name", SHAPES)
def test_five_shapes_of_a_table_hold_the_same_scores(name: str) -> None:
    plan = plan_of(SHAPES[name], client="A-17")
    assert plan.scores is not None
    assert plan.scores.settled, plan.scores.problems
    assert {(score.day, score.measure, score.value) for score in plan.scores.accepted} == SCORES
    assert plan.refused == ()


def test_a_score_of_a_day_column_is_refused_with_its_line() -> None:
    plan = plan_of(BY_DATE.replace(b"PHQ-9,18", b"PHQ-9,99"))
    [refusal] = plan.refused
    assert refusal.line == 2
    assert "above the range" in refusal.reason


def test_days_in_names_that_could_be_two_days_are_asked_for() -> None:
    plan = plan_of(b"Measure,3/4/2024,5/4/2024\nPHQ-9,18,11\n")
    assert plan.scores is not None
    assert plan.scores.order.asked
    plan = plan_of(b"Measure,3/4/2024,5/4/2024\nPHQ-9,18,11\n", order=DayOrder.MONTH_FIRST)
    assert plan.scores is not None
    assert [score.day for score in plan.scores.accepted] == [date(2024, 3, 4), date(2024, 5, 4)]


def test_a_missing_cell_of_a_day_column_is_a_gap_and_no_zero() -> None:
    plan = plan_of(ONE_ROW_A_CLIENT, client="B-2")
    assert plan.scores is not None
    assert [(score.measure, score.value) for score in plan.scores.accepted] == [("phq-9", 3.0), ("gad-7", 4.0)]


def test_a_table_with_dates_in_its_rows_is_left_as_it_is() -> None:
    table = read_table("scores.csv", b"date,PHQ-9 2024-03-14,PHQ-9 2024-04-11\n2024-05-01,18,11\n")
    assert one_score_a_row(table, catalogue()) == table


def test_a_table_of_one_header_line_keeps_it() -> None:
    table = read_table("scores.csv", b"date,measure,score,remark\n2024-03-14,phq-9,18,\n,,,\n2024-03-15,phq-9,17,x\n")
    assert table.columns == ("date", "measure", "score", "remark")
    assert [row.line for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("14.03.2024", ("14.03.2024", "")),
        ("PHQ-9 2024-03-14", ("2024-03-14", "PHQ-9")),
        ("2024-03-14: PHQ-9", ("2024-03-14", "PHQ-9")),
        ("PHQ-9 on 14 March 2024", ("14 March 2024", "PHQ-9")),
        ("phq9_2024_03_14", ("2024-03-14", "phq9")),
        ("PHQ-9", ("", "")),
        ("2024-03-14 to 2024-03-20", ("", "")),
    ],
)
def test_the_day_in_the_name_of_a_column(name: str, found: tuple[str, str]) -> None:
    assert day_in(name) == found


def test_a_title_above_the_names_is_passed_over_whatever_separates_the_columns() -> None:
    plan = plan_of(b"Export of scores\r\n" + SEMICOLONS)
    assert plan.scores is not None
    assert len(plan.scores.accepted) == 4
