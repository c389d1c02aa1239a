"""The month on paper and on its page: same words, both languages, hostile words as data."""

import re
from dataclasses import replace
from datetime import date

import pytest

from fullarc.course.month import Done, Month, OwnNote, Task, month_of
from fullarc.course.timeline import LogEntry, timeline_of
from fullarc.exchange.pages.month_pdf import month_pdf, paper_of
from fullarc.exchange.pages.month_view import month_view
from fullarc.goals.goal import Goal, Rating

LEVELS = ("no day", "one morning", "three mornings", "five mornings", "all")


def a_month(*, task: str = "Text Sam", note: str = "math test", today: date = date(2026, 9, 30)) -> Month:
    values = [5, 5, 2.5, 7.5, 7.5, 5, None, 2.5, 2.5, 2.5, 0, 5, 7.5, 7.5, 7.5, 7.5]
    entries = [
        LogEntry(date(2026, 9, n), "mood-journal", "mood", value, "higher") for n, value in enumerate(values, 1) if value is not None
    ]
    line = timeline_of(
        entries=entries,
        goals=[Goal("1", "Be in class for the first lesson.", date(2026, 6, 1), levels=LEVELS), Goal("2", "Sleep.", date(2026, 6, 1))],
        ratings=[Rating(date(2026, 8, 31), "1", -1, "gas"), Rating(date(2026, 9, 14), "1", 1, "gas")],
    )
    tasks = [Task(task, date(2026, 9, 7), Done.NO, words="no"), Task(task, date(2026, 9, 14), Done.PARTLY, "3 of 5"),
             Task("Write it down", date(2026, 9, 14), Done.YES)]  # fmt: skip
    return month_of(line, 2026, 9, today=today, tasks=tasks, notes=[OwnNote(date(2026, 9, 11), note)])


def test_the_view_says_the_month_in_its_first_sentences_with_what_they_rest_on():
    view = month_view(a_month())
    assert view.title == "Your September"
    assert [one.text for one in view.lead] == [
        "Better after “math test” than before it.",
        "You moved up on “Be in class for the first lesson”.",
        "The end of the month was better than the start.",
    ]
    assert view.lead[0].rests == "Mood: 11 of the 15 days that have an entry, 4 September to 16 September."
    assert view.mood_aside == "15 of 30 days have an entry. Shaded: weekends. Empty: no entry."


def test_the_count_of_a_sentence_says_of_which_days_it_is_so_that_it_fits_the_count_of_the_month():
    view = month_view(a_month())
    assert view.lead[2].rests == "Mood: the first 5 and the last 5 of the 15 days that have an entry."
    assert view.mood_aside.startswith("15 of 30 days have an entry.")
    in_spanish = month_view(a_month(), language="es").lead[2].rests
    assert in_spanish.endswith("los primeros 5 y los últimos 5 de los 15 días que tienen registro.")


def test_two_entries_of_one_day_count_as_one_day():
    days = [date(2026, 9, n) for n in (1, 1, 2)]
    entries = [LogEntry(day, "mood-journal", "mood", 5, "higher") for day in days]
    [said] = month_view(month_of(timeline_of(entries=entries), 2026, 9, today=date(2026, 9, 30))).lead
    assert said.rests == "Mood: 2 of the 2 days that have an entry, 1 September to 2 September."


def test_a_goal_shows_where_it_was_and_is_in_words_too():
    first, second = month_view(a_month()).goals
    assert [(step.name, step.kind) for step in first.steps] == [("−2", ""), ("−1", "was"), ("0", ""), ("+1", "now"), ("+2", "")]
    assert first.said == "A bit more than you hoped for. In your plan this means: “five mornings”."
    assert second.said == "Not rated yet. You can do that in a session."


def test_tasks_stand_in_rows_with_a_cell_for_each_day():
    view = month_view(a_month())
    assert view.task_days == ("7 Sep", "14 Sep")
    assert [(name, [(c.kind, c.words) for c in cells]) for name, cells in view.task_rows] == [
        ("Text Sam", [("no", "“no”"), ("partly", "3 of 5")]),
        ("Write it down", [("", "–"), ("yes", "done")]),
    ]


def test_a_month_told_in_spanish_has_no_english_words_of_ours():
    view = month_view(a_month(), language="es")
    ours = " ".join([view.title, *(one.text for one in view.lead[2:]), view.mood_aside, view.mood_alt, *view.words.values()])
    assert not re.search(r"\b(the|month|mood|day|days|goals?|done|you)\b", re.sub(r"{\w+}", "", ours), re.IGNORECASE)


def test_an_empty_month_is_said_in_plain_words():
    view = month_view(month_of(timeline_of(), 2026, 9, today=date(2026, 9, 30)))
    assert view.is_empty
    assert view.empty == "Nothing was written down in this month."
    assert view.mood_svg == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_paper_is_one_tagged_page_in_its_language(language):
    pdf = month_pdf(a_month(), language=language, kicker="for the session on 30 September", talk=("It feels odd.",))
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert re.findall(rb"/Count (\d+)", pdf)[:1] == [b"1"]
    assert f"/Lang({language})".encode() in pdf
    assert {"en": "Your September", "es": "Tu septiembre"}[language].encode() in pdf


def test_the_paper_has_every_part_of_the_page():
    month = a_month()
    view = month_view(month, paper=True)
    paper = paper_of(view, month, "en", ("It feels odd.",))
    assert paper["talk"] == ["It feels odd."]
    assert [goal["text"] for goal in paper["goals"]] == [goal.text for goal in view.goals]
    assert paper["tasks"]["rows"][0]["cells"][1] == {"kind": "partly", "words": "3 of 5"}
    assert [rest[1] for rest in paper["rests"]] == [one.rests for one in view.lead]
    assert "math test" in paper["mood"]["svg"]


def test_hostile_words_and_unprintable_ones_are_set_as_words():
    pdf = month_pdf(a_month(task="#panic[x] $y$ = heading \x00 \u202e", note="</svg><script>]]>"))
    assert pdf.startswith(b"%PDF")


def test_the_same_month_gives_the_same_bytes():
    assert month_pdf(a_month()) == month_pdf(a_month())


def test_figures_stand_beside_those_of_the_month_before_and_say_which_month_that_was():
    entries = [LogEntry(date(2026, 8, n), "mood-journal", "mood", 5.0, "higher") for n in (3, 4, 20)]
    tasks = [Task("Text Sam", date(2026, 8, 17), Done.NO), Task("Text Sam", date(2026, 8, 24), Done.OPEN)]
    august = month_of(timeline_of(entries=entries), 2026, 8, today=date(2026, 9, 30), tasks=tasks)
    assert month_view(replace(a_month(), before=august)).facts == (
        "Days with a mood: 15 of 30. In August it was 3 of 31.",
        "Tasks done, all or in part: 2 of 3. In August it was 0 of 1.",
    )
    assert month_view(a_month()).facts == ()
