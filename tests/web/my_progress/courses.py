"""A course worth telling: check-ins that got better, a note with words of its own, a mood journal."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from tests.cast import Cast

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals.actions import agree_goal, rate_goal
from fullarc.web.goals.models import Goal
from fullarc.web.journal.actions import Written, keep
from fullarc.web.journal.models import Entry, Sharing
from fullarc.web.measurements.actions import enter_totals
from fullarc.web.measurements.models import Administration

LESS_LOW = "You feel less low than in"


def phq(course: CourseOfCare, cast: Cast, day: date, total: float) -> None:
    enter_totals(course, measure="phq-9", values={"total": total}, on=day, by=cast.mira, mode=Administration.Mode.STAFF)


def got_better(cast: Cast, *totals: float, step: int = 5) -> CourseOfCare:
    """The cast's course with a PHQ-9 total every so many days from its first day on."""
    for number, total in enumerate(totals or (20, 19, 9, 6, 5)):
        phq(cast.course, cast, cast.course.began + timedelta(days=step * number), total)
    return cast.course


def with_goal(cast: Cast) -> Goal:
    course = cast.course
    goal = agree_goal(course, Goal(text="Ride the train alone.", agreed_on=course.began), by=cast.mira)
    rate_goal(goal, value=Decimal(2), on=course.began, by=cast.mira)
    rate_goal(goal, value=Decimal(7), on=course.began + timedelta(days=20), by=cast.mira)
    return goal


def mood(cast: Cast, day: date, value: float, sharing: Sharing = Sharing.ALL) -> Entry:
    return keep(cast.course, Written("mood-journal", day, {"mood": value}, sharing, uuid.uuid4(), "UTC"), by=cast.nora)
