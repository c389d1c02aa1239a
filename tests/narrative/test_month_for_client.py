"""What is said of a month: true of its entries, never more than three sentences, nothing from too little."""

from datetime import date

import pytest

from fullarc.course.month import Done, OwnNote, Task, month_of
from fullarc.course.timeline import LogEntry, timeline_of
from fullarc.narrative.client_words import client_words
from fullarc.narrative.month_for_client import month_sentences, mood_label

TODAY = date(2026, 9, 30)


def told(*values: float | None, notes: tuple[OwnNote, ...] = (), tasks: tuple[Task, ...] = (), language: str = "en") -> list[str]:
    rows = [LogEntry(date(2026, 9, n), "mood-journal", "mood", v, "higher") for n, v in enumerate(values, 1) if v is not None]
    month = month_of(timeline_of(entries=rows), 2026, 9, today=TODAY, notes=notes, tasks=tasks)
    return [one.text for one in month_sentences(month, language)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((2, 2, 3, 4, 5, 6, 7, 7, 8), "The end of the month was better than the start."),
        ((8, 8, 7, 6, 5, 4, 3, 2, 2), "The end of the month was harder than the start."),
        ((5, 6, 5, 6, 5, 6, 5, 6, 5), "The month was about the same from start to end."),
        ((5,), "There is one entry. That is too few to say how the month went."),
        ((5, 6), "There are two entries. That is too few to say how the month went."),
    ],
)
def test_how_the_month_went(values, said):
    assert told(*values) == [said]


def test_a_note_is_compared_only_with_days_on_both_sides_of_it():
    note = OwnNote(date(2026, 9, 5), "math test")
    assert told(2, 2, 2, 2, 1, 7, 7, 8, 8, notes=(note,))[0] == "Better after “math test” than before it."
    assert "math test" not in " ".join(told(2, 2, 2, 2, 1, 7, notes=(note,)))


def test_nothing_is_said_about_a_cause():
    note = OwnNote(date(2026, 9, 5), "math test")
    assert "because" not in " ".join(told(8, 8, 8, 8, 1, 2, 2, 2, 2, notes=(note,)))


def test_open_tasks_count_neither_way():
    tasks = (Task("a", date(2026, 9, 2), Done.YES), Task("b", date(2026, 9, 2), Done.OPEN), Task("c", date(2026, 9, 3), Done.NO))
    assert told(tasks=tasks) == ["Of three things you agreed on you have told about two. Done, all or in part: one."]
    assert told(tasks=(tasks[0], tasks[2])) == ["You did one of two things you agreed on, all or in part."]


def test_one_task_is_told_in_the_singular():
    assert told(tasks=(Task("a", date(2026, 9, 2), Done.YES),)) == ["You agreed on one thing. Done, all or in part: one."]


def test_one_of_several_has_the_gender_of_what_is_counted_in_spanish():
    tasks = (Task("a", date(2026, 9, 2), Done.YES), Task("c", date(2026, 9, 3), Done.NO))
    assert told(tasks=tasks, language="es") == ["Hiciste una de dos cosas acordadas, todo o en parte."]
    assert told(tasks=tasks[:1], language="es") == ["Acordaste una cosa. Hechas, todo o en parte: una."]
    assert client_words("es").count(1, "days") == "uno"


def test_a_month_with_nothing_says_nothing():
    assert told() == []


def test_the_picture_is_said_in_words():
    rows = [LogEntry(date(2026, 9, n), "mood-journal", "mood", v, "higher") for n, v in ((3, 2.0), (4, 9.0))]
    label = mood_label(month_of(timeline_of(entries=rows), 2026, 9, today=TODAY))
    assert label == "Mood in September by day. 2 of 30 days have an entry. Best on 4 September. Hardest on 3 September."
