"""Courses with scores for the tests of signals: going on or ended, getting worse, better or nowhere."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from tests.cast import Cast, add_record

from fullarc.web.accounts.models import User
from fullarc.web.clients.actions import number_sessions
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration

WORSE = (12, 14, 16, 19, 22)
BETTER = (20, 18, 14, 9, 6)
FLAT = (15, 15, 14, 15, 15, 14, 15)


def with_scores(course: CourseOfCare, values: Sequence[int], by: User, *, last: date | None = None) -> CourseOfCare:
    """The course with one session a week up to `last` (today), each with a PHQ-9 total."""
    end = last or timezone.localdate()
    days = [end - timedelta(weeks=n) for n in reversed(range(len(values)))]
    course.sessions.all().delete()
    course.began = days[0]
    course.save()
    Session.objects.bulk_create(Session(course=course, date=day, minutes=50) for day in days)
    number_sessions(course)
    for day, value in zip(days, values, strict=True):
        scored(course, value, by, day)
    return course


def scored(course: CourseOfCare, value: int, by: User, day: date) -> None:
    enter_totals(course, measure="phq-9", values={"total": value}, on=day, by=by, mode=Administration.Mode.STAFF)


def another_session(course: CourseOfCare, value: int, by: User) -> None:
    """One more session, today, with its score; the others move a week back."""
    for row in (*course.sessions.order_by("date"), *course.administrations.order_by("date")):
        row.date -= timedelta(weeks=1)
        row.save()
    Session.objects.create(course=course, date=timezone.localdate(), minutes=50)
    number_sessions(course)
    scored(course, value, by, timezone.localdate())


def finished(cast: Cast, values: Sequence[int], number: int) -> CourseOfCare:
    """A course of Mira's that ended a month ago."""
    day = timezone.localdate() - timedelta(days=30)
    course = add_record(f"C-9{number:03}", f"Client {number}", cast.mira, day).courses.get()
    with_scores(course, values, cast.mira, last=day)
    course.ended = day
    course.save()
    return course
