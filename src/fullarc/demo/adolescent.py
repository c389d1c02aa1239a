"""An invented adolescent who keeps a mood journal, has homework and writes at a day: the course behind the picture of a month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from fullarc.course.timeline import Attendance, LogEntry
from fullarc.demo.simulate import simulate_one
from fullarc.demo.simulated import SimulatedCourse
from fullarc.goals.goal import Goal, Rating

SEED, NUMBER = 417, 21  # school avoidance, a steady gain
NAME, CODE, AGE = "Jonas E.", "C-2015", 15
JOURNAL_DAYS, TASK_WEEKS = 80, 9
SATURDAY, DAYS_OF_A_WEEK = 5, 7
LEFT_OUT = 0.13  # of the days, besides two days in a row now and then
TEST_DAY, BAND_DAY = 10, 19  # days after the first of the last full month
IN_CLASS = ("no day", "one morning a week", "three mornings a week", "five mornings a week", "every lesson")
BAND = ("not gone", "went and left early", "stayed to the end", "goes every week", "plays at a concert")


@dataclass(frozen=True, slots=True)
class AgreedTask:
    """Homework with what was said of it: "done", "partly", "not", or "" while nothing was said."""

    text: str
    set_on: date
    due: date
    how: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Adolescent:
    course: SimulatedCourse
    tasks: tuple[AgreedTask, ...]
    day_notes: tuple[tuple[date, str], ...]
    word: str  # for the session, in the last full month
    last_month: date  # its first day


def adolescent(until: date) -> Adolescent:
    """The course as it stands on a day. The same day, the same course."""
    simulated = simulate_one(SEED, NUMBER, until=until, goes_on=True)
    first = (until.replace(day=1) - timedelta(days=1)).replace(day=1)
    test, band = school_day(first + timedelta(days=TEST_DAY)), first + timedelta(days=BAND_DAY)
    met = [session.date for session in simulated.sessions if session.attendance is Attendance.ATTENDED]
    began = simulated.began
    goals = (
        Goal("1", "Be in class for the first lesson.", began, levels=IN_CLASS),
        Goal("2", "Go back to band practice.", began, levels=BAND),
    )
    course = replace(
        simulated,
        code=CODE,
        name=NAME,
        born=until.year - AGE - 1,
        pronoun="he",
        clinician=0,
        goals=goals,
        ratings=tuple(_ratings(met, first, band)),
        entries=tuple(_moods(until, test, band)),
    )
    recent = [day for day in met if (until - day).days <= 7 * TASK_WEEKS]
    return Adolescent(
        course,
        tuple(_tasks(recent, test, until)),
        ((test, "math test"), (band, "band practice")),
        "The phone thing feels like a punishment.",
        first,
    )


def school_day(day: date) -> date:
    """The day, or the Monday after it where it falls on a weekend."""
    return day + timedelta(days=DAYS_OF_A_WEEK - day.weekday()) if day.weekday() >= SATURDAY else day


def _ratings(met: list[date], first: date, band: date) -> Iterator[Rating]:
    for number, day in enumerate(met):
        if number % 3 == 0 or day >= first - timedelta(days=7):
            in_class = -2 if number < 3 else -1 if day < first + timedelta(days=TEST_DAY) else 0 if day < band else 1
            yield Rating(day, "1", float(in_class), "gas")
            yield Rating(day, "2", -2.0 if day < band else 0.0, "gas")


def _moods(until: date, test: date, band: date) -> Iterator[LogEntry]:
    """Mood from 0 to 10, lower before the test and lowest on it, best at the band; two days in a row are left out now and then."""
    rng = Random(f"{SEED}-{until.isoformat()}")  # noqa: S311 - not for secrets
    gap = {test - timedelta(days=4), test + timedelta(days=4), test + timedelta(days=5), band + timedelta(days=5)}
    for back in range(JOURNAL_DAYS, -1, -1):
        day = until - timedelta(days=back)
        if day in gap or (day not in {test, band} and rng.random() < LEFT_OUT):
            continue
        yield LogEntry(day, "mood", "mood", _mood(day, test, band, back, rng), "higher")


def _mood(day: date, test: date, band: date, back: int, rng: Random) -> float:
    if day == test:
        return 0.0
    if day == band:
        return 10.0
    usual = 4.0 + 2.5 * (1 - back / JOURNAL_DAYS) + (1.0 if day.weekday() >= 5 else 0.0)
    before = (test - day).days
    usual -= 2.5 if 0 < before <= 3 else 0.0
    usual += 1.0 if -9 <= before < 0 else 0.0
    return float(min(9, max(1, round(usual + rng.uniform(-1.4, 1.4)))))


def _tasks(met: list[date], test: date, until: date) -> Iterator[AgreedTask]:
    done_mornings = ("2 of 5", "3 of 5", "2 of 5", "4 of 4", "5 of 5")
    dues = [day + timedelta(days=6) for day in met]
    test_week = min(dues, key=lambda due: abs((due - test).days))
    for number, (day, due) in enumerate(zip(met, dues, strict=True)):
        said = due <= until
        early = due < test
        mornings = done_mornings[number % 3] if early else done_mornings[3 + number % 2]
        yield AgreedTask(
            "Text Sam before the first lesson", day, due, ("partly" if early else "done") if said else "", mornings if said else ""
        )
        hard = due == test_week
        thought = ("not" if hard else "done") if said else ""
        yield AgreedTask("Write down one thought and its answer", day, due, thought, "test week" if hard and said else "")
        if number > 1:
            nights = ("not", "no") if number == 2 else ("partly", f"{min(6, number)} of 7")
            yield AgreedTask("Phone out of the bedroom by eleven", day, due, *(nights if said else ("", "")))
