"""A calendar month of a course: gaps stay gaps, goals stand where they stood, nothing outside the month counts."""

from datetime import date

import pytest

from fullarc.course.month import Done, OwnNote, Task, month_of
from fullarc.course.timeline import Attendance, DueMeasure, LogEntry, ScoreRecord, Session, timeline_of
from fullarc.goals.goal import Goal, Rating

TODAY = date(2026, 9, 30)


def mood(day: int, value: float, month: int = 9) -> LogEntry:
    return LogEntry(date(2026, month, day), "mood-journal", "mood", value, "higher", f"{month}-{day}")


def test_a_day_without_an_entry_has_no_mood():
    month = month_of(timeline_of(entries=[mood(1, 5), mood(3, 7)]), 2026, 9, today=TODAY)
    assert [day.value for day in month.moods[:4]] == [5, None, 7, None]
    assert len(month.moods) == 30
    assert [day.date.day for day in month.logged] == [1, 3]


def test_several_entries_of_a_day_are_their_mean_and_all_stay_as_evidence():
    [day] = month_of(timeline_of(entries=[mood(4, 2), mood(4, 6)]), 2026, 9, today=TODAY).logged
    assert day.value == 4
    assert len(day.entries) == 2


def test_only_the_month_itself_counts():
    month = month_of(timeline_of(entries=[mood(31, 5, month=8), mood(1, 6), mood(30, 7)]), 2026, 9, today=TODAY)
    assert [day.value for day in month.logged] == [6, 7]


def test_days_to_come_are_not_missing():
    month = month_of(timeline_of(entries=[mood(1, 5)]), 2026, 9, today=date(2026, 9, 10))
    assert month.days_so_far == 10
    assert month.through == date(2026, 9, 10)


def test_a_month_that_has_not_begun_is_refused():
    with pytest.raises(ValueError, match="2026-10"):
        month_of(timeline_of(), 2026, 10, today=TODAY)


def test_february_has_its_days():
    assert len(month_of(timeline_of(), 2024, 2, today=TODAY).moods) == 29
    assert len(month_of(timeline_of(), 2026, 2, today=TODAY).moods) == 28


LEVELS = ("no day", "one morning", "three mornings", "five mornings", "all")


def goal(*ratings: tuple[date, float, str], **given: object):
    one = Goal("1", "Be in class.", **{"agreed_on": date(2026, 6, 1), "levels": LEVELS, **given})
    line = timeline_of(goals=[one], ratings=[Rating(day, "1", value, scale) for day, value, scale in ratings])
    return month_of(line, 2026, 9, today=TODAY).goals


def test_a_goal_stands_at_the_start_of_the_month_where_it_was_last_rated_before():
    [found] = goal((date(2026, 8, 20), -1, "gas"), (date(2026, 9, 23), 1, "gas"))
    assert (found.was, found.now, found.meant, found.moved_on) == (-1, 1, "five mornings", date(2026, 9, 23))


def test_a_goal_first_rated_within_the_month_starts_with_that_rating():
    [found] = goal((date(2026, 9, 5), -2, "gas"), (date(2026, 9, 20), 0, "gas"))
    assert (found.was, found.now) == (-2, 0)


def test_two_scales_of_one_goal_are_never_compared():
    [found] = goal((date(2026, 8, 20), -1, "gas"), (date(2026, 9, 20), 4, "0-10"))
    assert (found.scale, found.was, found.now) == ("0-10", 4, 4)


def test_a_goal_that_was_not_rated_or_not_moved_says_so():
    [found] = goal()
    assert found.now is None
    [found] = goal((date(2026, 8, 20), 1, "gas"))
    assert (found.moved, found.moved_on) == (0, None)


def test_goals_closed_before_or_agreed_after_the_month_are_not_of_it():
    assert goal(closed_on=date(2026, 8, 1)) == ()
    assert goal(agreed_on=date(2026, 10, 1)) == ()


def test_tasks_stand_by_name_and_day_and_an_open_one_is_not_a_refusal():
    tasks = [Task("Text Sam", date(2026, 9, day), done) for day, done in ((14, Done.OPEN), (7, Done.YES))]
    month = month_of(timeline_of(), 2026, 9, today=TODAY, tasks=[*tasks, Task("Text Sam", date(2026, 8, 30), Done.NO)])
    [(name, rows)] = month.task_rows
    assert name == "Text Sam"
    assert [(row.due.day, row.done) for row in rows] == [(7, Done.YES), (14, Done.OPEN)]
    assert [day.day for day in month.task_days] == [7, 14]


def test_check_ins_given_and_not_given_sessions_and_own_notes():
    line = timeline_of(
        sessions=[Session(date(2026, 9, 9), Attendance.ATTENDED), Session(date(2026, 9, 16), Attendance.MISSED)],
        scores=[ScoreRecord(date(2026, 9, 9), "phq-a", 9), ScoreRecord(date(2026, 9, 9), "sdq", 9, informant="parent")],
        due=[DueMeasure(date(2026, 9, 9), "phq-a"), DueMeasure(date(2026, 9, 16), "phq-a")],
    )
    notes = [OwnNote(date(2026, 9, 11), "math test"), OwnNote(date(2026, 8, 11), "holidays")]
    month = month_of(line, 2026, 9, today=TODAY, notes=notes)
    assert [(one.date.day, one.measure, one.given) for one in month.check_ins] == [(9, "phq-a", True), (16, "phq-a", False)]
    assert month.sessions == (date(2026, 9, 9),)
    assert [note.text for note in month.notes] == ["math test"]


def test_a_month_with_nothing_is_empty():
    assert month_of(timeline_of(), 2026, 9, today=TODAY).is_empty
    assert not month_of(timeline_of(entries=[mood(1, 5)]), 2026, 9, today=TODAY).is_empty
