"""Copying is a block; a sentence written every time is habit."""

from courses import week

from fullarc.course.copied_text import copied_blocks
from fullarc.course.from_notes import read_notes

OLD = "Panic attacks three times a week. Avoids the train. Sleeps five hours a night. Denies SI."


def test_a_block_of_sentences_from_an_earlier_note_is_copied() -> None:
    assert copied_blocks(f"Came late. {OLD}", [OLD]) == [f" {OLD}"]


def test_a_single_sentence_written_every_time_is_not_copied() -> None:
    assert copied_blocks("Good week, no panic attacks. Denies SI. Met friends.", [OLD]) == []


def test_three_sentences_from_three_different_notes_are_not_copied() -> None:
    assert copied_blocks("One. Two. Three.", ["One.", "Two.", "Three."]) == []


def test_line_breaks_do_not_hide_a_copy() -> None:
    assert copied_blocks(OLD.replace(". ", ".\n"), [OLD]) != []


def test_what_is_copied_is_marked_and_what_is_new_is_not() -> None:
    _, findings = read_notes([(week(1), "a", OLD), (week(2), "b", f"{OLD} Nightmares on two nights.")])
    second = {noted.finding.indicator: noted.finding.carried_forward for noted in findings if noted.source == "b"}
    assert second["panic"]
    assert not second["nightmares"]
