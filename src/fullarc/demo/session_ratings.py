"""Simulated session ratings (SRS totals) with ruptures that are known: some repaired, some not, and courses without any."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fullarc.course.timeline import Attendance, ScoreRecord, Session, Timeline, timeline_of

BEGIN = date(2026, 1, 7)
USUAL, APART, NOISE = 37.6, 1.2, 0.6  # mean of the clients, their spread, and the spread of one client from week to week
DEPTH = (2.0, 6.0)
SHARE = 0.3  # of the courses that have a rupture
REPAIRED_AFTER = 2


def rated_courses(seed: int, number: int) -> Iterator[tuple[Timeline, bool]]:
    """Courses of 8 to 20 rated sessions, each with whether a rupture was planned; half of the ruptures are repaired after two sessions."""
    for place in range(number):
        rng = Random(f"ratings-{seed}-{place}")  # noqa: S311 - not for secrets
        count = rng.randint(8, 20)
        level = min(39.5, rng.gauss(USUAL, APART))
        ruptured, repaired = rng.random() < SHARE, rng.random() < 0.5
        begin, depth = rng.randint(2, count - 3), rng.uniform(*DEPTH)
        low = range(begin, begin + REPAIRED_AFTER if repaired else count) if ruptured else range(0)
        days = [BEGIN + timedelta(weeks=i) for i in range(count)]
        totals = [min(40.0, max(0.0, round(level + rng.gauss(0, NOISE) - (depth if i in low else 0), 1))) for i in range(count)]
        yield (
            timeline_of(
                sessions=[Session(day, Attendance.ATTENDED) for day in days],
                scores=[
                    ScoreRecord(day, "srs", total, i + 1, source="scores.csv")
                    for i, (day, total) in enumerate(zip(days, totals, strict=True))
                ],
            ),
            ruptured,
        )
