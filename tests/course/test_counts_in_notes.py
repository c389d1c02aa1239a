"""Counts with their stretch of time: what is told in figures is said in figures."""

from datetime import date, timedelta

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.counts_in_notes import with_counts
from fullarc.course.from_notes import read_notes
from fullarc.course.timeline import timeline_of
from fullarc.reading.finding import Finding, Status

TOLD = (
    "Client had 7 panic attacks this week, each severe.",
    "Panic attacks four times a week, he thinks he is dying.",
    "About 7 panic attacks a week, mostly on trains.",
    "Client counted two attacks of panic in the last seven days.",
    "Client counted 2 attacks of panic in the last seven days.",
    "About one panic attack a week at present.",
    "One small panic attack in the past two weeks, over in minutes.",
    "A single brief panic attack in two weeks, rode it out.",
    "A single brief panic attack in two weeks, rode it out.",
)


def judged(told: tuple[str, ...]) -> CourseAssessment:
    days = [date(2026, 6, 10) + timedelta(weeks=number) for number in range(len(told))]
    read, found = read_notes([(day, f"note {day}", text) for day, text in zip(days, told, strict=True)])
    return assess_timeline(timeline_of(notes=read, findings=found))


def panic_in(text: str) -> Finding:
    read, found = read_notes([(date(2026, 6, 10), "note", text)])
    noted = with_counts(timeline_of(notes=read, findings=found)).findings
    return next(one.finding for one in noted if one.finding.indicator == "panic" and one.finding.status is Status.PRESENT)


def test_the_presenting_problem_is_told_in_its_numbers() -> None:
    panic = next(one for one in judged(TOLD).statements if one.topic == "panic")
    assert panic.text.startswith("Panic attacks went from about seven a week to one in two weeks in the notes")


def test_seven_attacks_a_week_and_one_in_two_weeks_are_drawn_apart() -> None:
    panic = next(one for one in judged(TOLD).indicators if one.indicator == "panic")
    assert panic.levels[0].level == 3.0
    assert panic.levels[-1].level == 1.0


@pytest.mark.parametrize(
    ("told", "value", "unit"),
    [
        ("Client had 7 panic attacks this week.", 7.0, "per_week"),
        ("Client counted two attacks of panic in the last seven days.", 2.0, "per_week"),
        ("Two panic attacks since last week, one in the supermarket.", 2.0, "per_week"),
        ("One small panic attack in the past two weeks.", 1.0, "per_two_weeks"),
        ("A single brief panic attack in two weeks, rode it out.", 1.0, "per_two_weeks"),
        ("Panic attacks four times a week.", 4.0, "per_week"),
    ],
)
def test_a_count_and_its_stretch_of_time_belong_together(told: str, value: float, unit: str) -> None:
    finding = panic_in(told)
    assert (finding.value, finding.unit) == (value, unit)


def test_the_seven_days_of_a_count_are_no_number_of_before() -> None:
    finding = panic_in("Client counted two attacks of panic in the last seven days.")
    assert finding.previous_value is None
    assert finding.direction is None


@pytest.mark.parametrize("told", ["A lot of panic attacks this week.", "Her worst panic attack in two weeks.", "Panic attacks last week."])
def test_where_no_number_is_told_none_is_made_up(told: str) -> None:
    assert panic_in(told).value is None


def test_two_stretches_in_one_sentence_are_left_as_they_are_read() -> None:
    assert panic_in("3 panic attacks last week, quieter in the past two weeks.").unit != "per_two_weeks"
