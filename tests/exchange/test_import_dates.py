"""Dates are read as written, and never swapped in silence."""

from datetime import date

import pytest

from fullarc.exchange.incoming.dates import DayOrder, dates_in, order_of, whole_date

MARCH_14 = date(2024, 3, 14)


@pytest.mark.parametrize(
    "name",
    [
        "01_2024-03-14.txt",
        "2024-03-14 note.docx",
        "14.03.2024.md",
        "03-14-2024.txt",
        "note_20240314.txt",
        "Session 3 - 14 March 2024.docx",
        "session 3, Mar 14th, 2024.txt",
        "14-Mar-2024.txt",
        "2024_03_14_progress.txt",
        "3.14.24 note.txt",
        "2024 March 14.txt",
        "14_Sept_2024.txt",
    ],
)
def test_a_date_is_found_in_a_file_name(name):
    [written] = dates_in(name)
    assert written.under(None) == (date(2024, 9, 14) if "Sept" in name else MARCH_14)


@pytest.mark.parametrize(
    "cell", ["2024-03-14", "2024-03-14T10:30:00Z", "14/03/2024 09:15", "Thursday 14 March 2024", "3/14/2024 10:30 AM", " Mar 14, 2024 "]
)
def test_a_cell_that_is_a_date_is_read_with_its_time_of_day(cell):
    assert whole_date(cell).under(None) == MARCH_14


@pytest.mark.parametrize(
    "cell",
    ["", "12", "seen on 2024-03-14 by phone", "45365", "2024-02-30", "31/31/2024", "14 Marching 2024", "1.2.3.4", "may 2024", "99999999"],
)
def test_a_cell_that_is_no_date_is_not_read_as_one(cell):
    assert whole_date(cell) is None


def test_a_date_that_could_be_two_days_keeps_both_and_waits():
    written = whole_date("03/04/2024")
    assert written.ambiguous
    assert written.under(None) is None
    assert written.under(DayOrder.DAY_FIRST) == date(2024, 4, 3)
    assert written.under(DayOrder.MONTH_FIRST) == date(2024, 3, 4)


def test_the_same_number_for_day_and_month_is_no_question():
    assert whole_date("05/05/2024").under(None) == date(2024, 5, 5)


def test_one_date_past_the_twelfth_settles_the_order_of_the_whole_set():
    question = order_of([whole_date("03/04/2024"), whole_date("25/03/2024")])
    assert (question.settled, question.asked) == (DayOrder.DAY_FIRST, False)


def test_a_set_in_which_every_date_could_be_two_days_asks_once():
    question = order_of([whole_date("03/04/2024"), whole_date("05/06/2024")])
    assert (question.settled, question.asked, question.unclear) == (None, True, 2)


def test_a_set_that_proves_both_orders_asks_and_says_so():
    question = order_of([whole_date("25/03/2024"), whole_date("03/25/2024")])
    assert question.asked
    assert question.mixed


def test_a_choice_by_a_person_settles_the_order():
    question = order_of([whole_date("03/04/2024")], chosen=DayOrder.MONTH_FIRST)
    assert (question.settled, question.asked) == (DayOrder.MONTH_FIRST, False)


def test_dates_with_the_year_first_never_raise_the_question():
    assert order_of([whole_date("2024-03-04")]).asked is False
