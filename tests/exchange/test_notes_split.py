"""One long file with the notes of many sessions: cut where its dates stand, only when somebody says so, and no word is lost."""

import io
from datetime import date

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from fullarc.exchange.incoming.notes_import import NoteChoices, NotesPlan, plan_notes
from fullarc.exchange.incoming.notes_split import may_be_cut, pieces_of
from fullarc.exchange.incoming.uploads import UploadedFile

TODAY = date(2026, 11, 21)
LONG = """Notes of 2024, exported

Date: 14 March 2024
Client slept better.
Next session: 21 March 2024

21/03/2024
Mood brighter this week. Last seen on 14/03/2024.

Session note, 28 March 2024
Quarrel at work.
"""


def word_file(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def plan_of(name: str, data: bytes, **choices: object) -> NotesPlan:
    return plan_notes([UploadedFile("1", name, data)], today=TODAY, choices=NoteChoices(**choices))  # type: ignore[arg-type]


def test_a_long_file_waits_until_somebody_says_whether_it_is_cut() -> None:
    plan = plan_of("all.txt", LONG.encode())
    [waiting] = plan.waiting
    assert waiting.holds == 4
    assert "seems to hold 4 notes" in waiting.why
    assert not plan.ready


@pytest.mark.parametrize("name", ["all.txt", "all.docx"])
def test_a_file_that_is_cut_becomes_a_note_for_each_date(name: str) -> None:
    data = word_file(LONG) if name.endswith("docx") else LONG.encode()
    plan = plan_of(name, data, cut={"1": True})
    assert [note.day for note in plan.ready] == [date(2024, 3, 14), date(2024, 3, 21), date(2024, 3, 28)]
    assert plan.ready[1].begins.startswith("21/03/2024 Mood brighter")
    assert "from line" in plan.ready[0].name
    [before] = plan.waiting
    assert before.words == 4
    assert "No date" in before.why


def test_words_before_the_first_date_can_be_left_out() -> None:
    plan = plan_of("all.txt", LONG.encode(), cut={"1": True}, left_out={"1s1"})
    assert plan.settled
    assert len(plan.ready) == 3


def test_a_file_that_is_said_to_be_one_note_stays_whole() -> None:
    plan = plan_of("2024-03-28.txt", LONG.encode(), cut={"1": False})
    assert len(plan.ready) + len(plan.waiting) == 1
    assert not any(note.holds for note in plan.waiting)


def test_dates_of_pieces_that_could_be_two_days_are_asked_for_once() -> None:
    plan = plan_of("all.txt", b"Date: 3/4/2024\nA.\n\nDate: 5/4/2024\nB.\n", cut={"1": True})
    assert plan.order.asked
    assert len(plan.waiting) == 2


@pytest.mark.parametrize(
    "line", ["Next session: 21 March 2024", "Note signed: 21 March 2024", "Follow-up visit: 21 March 2024", "Born 2 May 1990"]
)
def test_a_line_about_another_day_cuts_nothing(line: str) -> None:
    assert may_be_cut(f"Date: 14 March 2024\nSlept better.\n{line}\n") == 0


def test_a_date_that_stands_twice_in_one_note_cuts_nothing() -> None:
    assert may_be_cut("Date: 14 March 2024\nSlept better.\n14 March 2024\n") == 0


@given(
    st.lists(
        st.sampled_from(["Date: 14 March 2024\n", "2024-03-21\n", "words\n", "\n", "28.03.2024\r\n", "Next visit: 2024-04-01\n"]),
        max_size=12,
    )
)
def test_every_word_is_in_exactly_one_piece(lines: list[str]) -> None:
    text = "".join(lines)
    assert "".join(piece.text for piece in pieces_of(text)).strip() == text.strip()
