"""What the demo's clients are asked: a measure before each session, and the journal every day where there is an own side."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from fullarc.schedules.local_time import instant
from fullarc.schedules.schedule import Rhythm, Schedule, known_zone
from fullarc.web.accounts.models import User
from fullarc.web.check_ins.actions import assign, may_be_assigned
from fullarc.web.check_ins.models import Assignment
from fullarc.web.clients.models import CourseOfCare

CLIENTS = 4
MEASURED_FOR, LOGGED_FOR = timedelta(weeks=8), timedelta(weeks=3)


def assign_check_ins(clinician: User, day: date) -> None:
    """Assigned weeks ago, so that the page shows what came in."""
    running = CourseOfCare.objects.filter(client__care_team__user=clinician, ended=None).order_by("client__code").distinct()
    now = instant(day, time(12), known_zone(settings.TIME_ZONE))
    for course in running.exclude(client__own_record=None):
        begin(course, Assignment.Kind.LOG, "mood-journal", Rhythm.DAILY, day - LOGGED_FOR, by=clinician, now=now)
        measure_before_sessions(course, day, by=clinician, now=now)
    for course in running.filter(client__own_record=None)[:CLIENTS]:
        measure_before_sessions(course, day, by=clinician, now=now)


def measure_before_sessions(course: CourseOfCare, day: date, *, by: User, now: datetime) -> None:
    """The measure that was given last, if it may be answered at home."""
    newest = course.administrations.order_by("-date").values_list("measure", flat=True).first()
    if newest in dict(may_be_assigned()[0]):
        begin(course, Assignment.Kind.MEASURE, str(newest), Rhythm.BEFORE_SESSION, day - MEASURED_FOR, by=by, now=now)


def begin(course: CourseOfCare, kind: str, what: str, rhythm: Rhythm, first: date, *, by: User, now: datetime) -> None:
    schedule = Schedule(rhythm, max(first, course.began), settings.TIME_ZONE)
    assign(course, kind=kind, what=what, schedule=schedule, remind=True, by=by, now=now)
