"""Many courses at once, for learning across them: weekly PHQ-9 totals, a modality, a diagnosis, going on or over."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from django.utils import timezone
from tests.cast import CONTACT

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.scoring import enter_totals
from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.models import User
from fullarc.web.clients.actions import number_sessions
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.measurements.models import Administration, Score
from fullarc.web.plans.models import Diagnosis

GAIN = (20, 19, 15, 12, 8, 7, 6, 6, 6)
FLAT = (18, 19, 18, 17, 18, 19, 17, 18, 18)
LONG_AGO = 100  # days: before this month began, whatever the day


def add_courses(
    therapist: User, count: int, totals: Sequence[int], modality: str, *, ended: int | None = LONG_AGO, code: str = "F33.1"
) -> list[CourseOfCare]:
    """So many clients of a therapist with a course each; totals differ by a point or two from client to client."""
    return [
        add_course(therapist, [max(0, total + number % 3 - 1) for total in totals], modality, ended=ended, code=code)
        for number in range(count)
    ]


def add_course(
    therapist: User,
    totals: Sequence[int],
    modality: str,
    *,
    ended: int | None = LONG_AGO,
    code: str = "F33.1",
    client: Client | None = None,
) -> CourseOfCare:
    end = timezone.localdate() - timedelta(days=ended or 0)
    days = [end - timedelta(weeks=week) for week in reversed(range(len(totals)))]
    if client is None:
        number = Client.objects.count()
        client = Client.objects.create(code=f"L-{number:03}", name=f"Learner {number}", contact=CONTACT, born=date(1990, 2, 1))
        CareTeam.objects.create(client=client, user=therapist, begins=days[0])
    course = CourseOfCare.objects.create(client=client, began=days[0], ended=end if ended else None, modality=modality)
    Diagnosis.objects.create(course=course, code=code, since=days[0], principal=True)
    Session.objects.bulk_create(Session(course=course, date=day, minutes=50) for day in days)
    number_sessions(course)
    add_scores(course, days, totals)
    return course


def add_scores(course: CourseOfCare, days: Sequence[date], totals: Sequence[int], measure: str = "phq-9") -> None:
    instrument = catalogue().get(measure)
    made_by = {"measure": measure, "definition_version": instrument.version, "fingerprint": instrument.fingerprint, "mode": "demo"}
    rows = [Administration(course=course, date=day, totals={"total": total}, **made_by) for day, total in zip(days, totals, strict=True)]
    Administration.objects.bulk_create(rows)
    Score.objects.bulk_create(
        Score(administration=row, scale="total", result=asdict(enter_totals(instrument, row.totals).total)) for row in rows
    )
