"""Notes from files: each becomes a dated note or is refused with a sentence; nothing is guessed, nothing comes in twice."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document

from fullarc.exchange.incoming.dates import DayOrder
from fullarc.exchange.incoming.notes_import import NoteChoices, digest_of, plan_notes
from fullarc.exchange.incoming.uploads import UploadedFile, unpack

TODAY = date(2026, 11, 21)
WORDS = b"Client reports sleeping better. Will practise breathing."


def plan(*files, **kwargs):
    uploads = [UploadedFile(str(n), name, data) for n, (name, data) in enumerate(files, 1)]
    return plan_notes(uploads, today=TODAY, **kwargs)


def word_file(text="Client reports sleeping better."):
    document, out = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_a_note_takes_its_day_from_its_file_name():
    [note] = plan(("01_2024-03-14.txt", WORDS)).ready
    assert (note.day, note.dated_by, note.text) == (date(2024, 3, 14), "the file name", WORDS.decode())


@pytest.mark.parametrize(
    "line",
    [
        b"Date: 14 March 2024",
        b"**Date of Service:** 3/14/2024",
        b"DOS: 3/14/2024  DOB: 1/2/1980",
        b"DATE - March 14th, 2024",
        b"# Progress note, 14 March 2024",
        b"14 March 2024",
        b"Session date = 2024-03-14 10:00",
    ],
)
def test_a_note_without_a_day_in_its_name_takes_it_from_its_first_lines(line):
    [note] = plan(("visit.txt", line + b"\n" + WORDS)).ready
    assert (note.day, note.dated_by) == (date(2024, 3, 14), "the first lines")


@pytest.mark.parametrize(
    "line",
    [
        b"Date of birth: 3/14/1980",
        b"DOB: 14 March 1980",
        b"Her father died on 14 March 2023.",
        b"Next visit 14 March 2024.",
        b"Last seen 2024-03-01",
    ],
)
def test_a_date_that_is_not_the_day_of_the_session_is_no_clue(line):
    result = plan(("visit.txt", line + b"\n" + WORDS))
    assert not result.ready
    assert "No date" in result.waiting[0].why


def test_a_note_whose_name_and_text_show_different_days_waits_with_both_offered():
    [waiting] = plan(("2024-03-14.txt", b"Date: 13 March 2024\n" + WORDS)).waiting
    assert waiting.offered == (date(2024, 3, 13), date(2024, 3, 14))


def test_days_that_could_be_two_are_asked_about_once_and_nothing_is_taken_meanwhile():
    result = plan(("03-04-2024.txt", WORDS), ("05-06-2024.txt", WORDS + b" More."))
    assert result.order.asked
    assert not result.settled
    assert result.waiting[0].offered == (date(2024, 3, 4), date(2024, 4, 3))


def test_one_clear_day_settles_the_order_for_all_files():
    result = plan(("03-04-2024.txt", WORDS), ("25-04-2024.txt", WORDS + b" More."))
    assert [note.day for note in result.ready] == [date(2024, 4, 3), date(2024, 4, 25)]


def test_the_order_that_a_person_chose_is_used():
    result = plan(("03-04-2024.txt", WORDS), choices=NoteChoices(order=DayOrder.MONTH_FIRST))
    assert result.ready[0].day == date(2024, 3, 4)


def test_a_file_that_does_not_fit_the_chosen_order_waits_instead_of_being_swapped():
    result = plan(("03-25-2024.txt", WORDS), choices=NoteChoices(order=DayOrder.DAY_FIRST))
    assert not result.ready
    assert "day first" in result.waiting[0].why


def test_a_day_given_by_a_person_is_taken():
    [note] = plan(("visit.txt", WORDS), choices=NoteChoices(days={"1": date(2024, 1, 2)})).ready
    assert (note.day, note.dated_by) == (date(2024, 1, 2), "you")


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(1900, 1, 1)])
def test_an_impossible_day_given_by_a_person_is_not_taken(day):
    assert plan(("visit.txt", WORDS), choices=NoteChoices(days={"1": day})).ready == ()


def test_a_note_of_the_future_waits():
    assert "future" in plan(("2027-01-01.txt", WORDS)).waiting[0].why


def test_a_file_left_out_is_not_asked_about():
    result = plan(("visit.txt", WORDS), choices=NoteChoices(left_out={"1"}))
    assert result.settled
    assert not result.ready


@pytest.mark.parametrize("data", [b"", b"   \n\t\n", b"\xef\xbb\xbf", b"--- ...\n"])
def test_an_empty_note_is_refused(data):
    [refusal] = plan(("2024-03-14.txt", data)).refused
    assert "empty" in refusal.reason
    assert refusal.hint


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("2024-03-14.txt", b"\x00\x01\x02" * 400, "no text"),
        ("2024-03-14.txt", bytes(range(1, 9)) * 50, "no text"),
        ("2024-03-14.txt", b"%PDF-1.7 ...", "PDF"),
        ("2024-03-14.md", b"PK\x03\x04zip", "archive"),
        ("2024-03-14.docx", b"plain words", "no Word document"),
        ("2024-03-14.docx", b"PK\x03\x04broken", "broken"),
        ("2024-03-14.pdf", b"%PDF-1.7", "broken"),
        ("2024-03-14.rtf", b"plain words", "no rich text"),
        ("2024-03-14.pages", b"words", "kind"),
        ("2024-03-14", WORDS, "kind"),
    ],
)
def test_a_file_that_is_no_note_is_refused_with_what_to_do(name, data, word):
    [refusal] = plan((name, data)).refused
    assert word in refusal.reason
    assert refusal.hint
    assert refusal.file == name


def test_a_note_of_one_megabyte_is_taken():
    text = b"She slept well. " * 65_536
    [note] = plan(("2024-03-14.txt", text)).ready
    assert len(note.text) == 1_048_576


def test_a_text_far_longer_than_any_note_is_refused():
    [refusal] = plan(("2024-03-14.txt", b"word " * 500_000)).refused
    assert "2 million" in refusal.reason


@pytest.mark.parametrize(("codec", "name"), [("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32")])
def test_a_byte_order_mark_says_the_encoding(codec, name):
    [note] = plan(("2024-03-14.txt", "Café – besser geschlafen".encode(codec))).ready
    assert (note.text, note.encoding, note.remarks) == ("Café – besser geschlafen", name, ())


def test_an_older_encoding_is_worked_out_and_said_aloud():
    text = "Sie schläft besser und fühlt sich wohler. Übung: täglich dreißig Minuten gehen, “ohne Druck”."
    [note] = plan(("2024-03-14.txt", text.encode("cp1252"))).ready
    assert note.text == text
    assert "Windows-125" in note.remarks[0]


def test_line_ends_of_every_kind_become_one():
    [note] = plan(("2024-03-14.txt", b"Sleep better.\r\nMood up.\rPlan: walk.\n")).ready
    assert note.text == "Sleep better.\nMood up.\nPlan: walk.\n"


def test_a_word_document_is_read():
    [note] = plan(("14.03.2024 note.docx", word_file())).ready
    assert (note.text, note.encoding) == ("Client reports sleeping better.", "Word document")


def test_rich_text_is_read() -> None:
    [note] = plan(("14.03.2024 note.rtf", rb"{\rtf1\ansi Client reports sleeping better.}")).ready
    assert (note.text, note.encoding) == ("Client reports sleeping better.", "rich text")


def test_a_word_document_without_words_is_empty():
    [refusal] = plan(("14.03.2024 note.docx", word_file(""))).refused
    assert "empty" in refusal.reason


def test_a_note_that_is_in_the_record_is_not_brought_in_again():
    known = {(date(2024, 3, 14), digest_of(WORDS.decode().replace(" ", "  ")))}
    result = plan(("2024-03-14.txt", WORDS), existing=known)
    assert not result.ready
    assert result.known[0].where == "the record"


def test_the_same_note_twice_among_the_files_comes_in_once():
    result = plan(("01_2024-03-14.txt", WORDS), ("02_2024-03-14.txt", WORDS))
    assert len(result.ready) == 1
    assert result.known[0].where == "01_2024-03-14.txt"


def test_the_same_words_under_another_day_come_in_with_a_remark():
    result = plan(("2024-03-14.txt", WORDS), ("2024-03-21.txt", WORDS))
    assert all("another day" in note.remarks[0] for note in result.ready)


def test_a_session_that_has_no_note_yet_takes_the_note_of_its_day():
    result = plan(("2024-03-14.txt", WORDS), ("2024-03-21.txt", WORDS), sessions={date(2024, 3, 14)})
    assert result.new_sessions == (date(2024, 3, 21),)


def test_a_second_note_of_one_day_gets_a_session_of_its_own():
    result = plan(("2024-03-14.txt", WORDS), ("2024-03-14 call.txt", b"Phone call."), sessions=[date(2024, 3, 14)])
    assert result.new_sessions == (date(2024, 3, 14),)


def test_notes_come_in_order_of_day():
    result = plan(("2024-05-01.txt", WORDS), ("2024-03-14.txt", b"Other words."))
    assert [note.day.month for note in result.ready] == [3, 5]


def test_a_plan_shows_no_words_of_a_note_when_printed():
    files = [("2024-03-14.txt", b"Secretword here"), ("x.txt", b"Secretword there"), ("2024-03-15.txt", b"Secretword\x00")]
    assert "Secretword" not in repr(plan(*files))


def test_a_zip_of_notes_is_read_like_the_notes_alone():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes/01_2024-03-14.txt", WORDS)
        archive.writestr("2024-03-21/note.txt", WORDS + b" Again.")
    upload = unpack([("notes.zip", packed.getvalue())])
    result = plan_notes(upload.files, today=TODAY)
    assert [note.day.day for note in result.ready] == [14, 21]
