"""Measures, journals and cards on paper: what is printed, what is refused, whom a lost sheet names."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from fullarc.exchange.pages.week_on_paper import Layout, NotOnPaper, Sheet, log_sheet, measure_sheet, sheet_pdf
from fullarc.instruments.catalogue import catalogue
from fullarc.modalities.tracker import trackers
from fullarc.schedules.week import week_of

DAY = date(2025, 3, 5)
WEEK = week_of(DAY)


def read(sheet: Sheet) -> tuple[str, int]:
    """The words of the PDF, in one line, and the number of its pages."""
    pdf = PdfReader(BytesIO(sheet_pdf(sheet, printed_on=DAY)))
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages), len(pdf.pages)


def test_a_measure_is_a_form_with_its_questions_answers_and_source() -> None:
    sheet = measure_sheet(catalogue().instruments["gad-7"], code="C-0417")
    words, pages = read(sheet)
    assert pages == 1
    assert "Feeling nervous, anxious" in words
    assert "3 Nearly every day" in words
    assert "No permission required" in words
    assert "C-0417" in words


def test_a_measure_for_every_day_has_a_column_for_each() -> None:
    sheet = measure_sheet(catalogue().instruments["who-5"], days=WEEK, each_day=True)
    words, pages = read(sheet)
    assert pages == 1
    assert all(day in words for day in ("Mon", "Sun", "3 Mar", "9 Mar"))


def test_a_measure_whose_questions_have_answers_of_their_own_is_printed_with_each() -> None:
    words, _ = read(measure_sheet(catalogue().instruments["audit"]))
    assert "How often do you have a drink" in words
    assert "4 or more times a week" in words


def test_a_measure_whose_wording_may_not_be_shown_is_refused() -> None:
    for measure in catalogue():
        if not measure.has_wording:
            with pytest.raises(NotOnPaper, match="cannot be printed"):
                measure_sheet(measure)


def test_a_diary_card_is_a_week_and_a_thought_record_has_room_for_words() -> None:
    card = log_sheet(trackers()["diary-card"].row, days=WEEK)
    assert card.layout is Layout.WEEK
    assert "Week from 3 Mar" in read(card)[0]
    record = log_sheet(trackers()["thought-record"].row)
    assert record.layout is Layout.ENTRIES
    assert "Day and time" in read(record)[0]


def test_whom_to_call_stands_on_what_asks_about_risk_and_on_nothing_else() -> None:
    number = "Crisis line 555 0100"
    logs = catalogue().logs
    asks = [measure_sheet(catalogue().instruments["phq-9"], help_lines=[number]), log_sheet(logs["urges-skills"], help_lines=[number])]
    assert all(number in read(sheet)[0] for sheet in asks)
    assert number not in read(log_sheet(logs["mood-journal"], days=WEEK, help_lines=[number]))[0]


def test_words_are_never_read_as_markup() -> None:
    sheet = log_sheet(catalogue().logs["stress-log"], code="#panic[] $x$ *b* @a")
    assert "#panic[] $x$ *b* @a" in read(sheet)[0]


def test_the_week_begins_on_monday() -> None:
    assert (WEEK[0], WEEK[-1]) == (date(2025, 3, 3), date(2025, 3, 9))
