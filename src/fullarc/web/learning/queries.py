"""The courses that somebody may learn from: their own, and, in figures that speak of nobody, those of the practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from fullarc.change.learning_row import CaseRow, Factor
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.models import CareTeam
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.learning.factors import factors_of, has
from fullarc.web.learning.facts import Facts, Series
from fullarc.web.learning.kept import facts_by_course

LEAST_SESSIONS, LEAST_DAYS = 6, 28
OWN, PRACTICE = "own", "practice"


@dataclass(frozen=True, slots=True)
class Case:
    """One course as it can be compared: its facts, and the row by each measure that was given twice at least."""

    course: CourseOfCare
    facts: Facts
    rows: dict[str, CaseRow]  # by measure
    last_on: date
    main: str  # the measure that was given most often

    def row(self, measure: str) -> CaseRow | None:
        """By this measure, or by the main one for ""."""
        return self.rows.get(measure or self.main)


@dataclass(frozen=True, slots=True)
class Cases:
    """`all_courses` counts those that were looked at, `waiting` those whose facts are made at the next look."""

    cases: tuple[Case, ...]
    factors: tuple[Factor, ...]
    all_courses: int
    waiting: int


def has_own_cases(user: User) -> bool:
    return Role.CLINICIAN in user.role_names


def own_courses(user: User, today: date) -> QuerySet[CourseOfCare]:
    """Courses of the clients in whose care team somebody is today, going on or over."""
    return CourseOfCare.objects.filter(client__in=own_clients(user, today)).select_related("client").order_by("began", "pk")


def own_clients(user: User, today: date) -> QuerySet[Client]:
    mine = CareTeam.objects.filter(CareTeam.holds(today), user=user).values("client")
    return clients_open_to(user, to=Permission.READ_SCORES).filter(pk__in=mine)


def practice_courses(today: date) -> QuerySet[CourseOfCare]:
    """Courses that ended before this month began: a course that ends does not show by a figure that moves the next day."""
    return CourseOfCare.objects.filter(ended__lt=today.replace(day=1)).select_related("client").order_by("began", "pk")


def cases_for(user: User, scope: str, today: date) -> Cases:
    """What this person may learn from. A client with several courses counts once, with the latest."""
    courses = list(own_courses(user, today) if scope == OWN else practice_courses(today))
    facts, waiting = facts_by_course(courses)
    usable = {course: kept for course in courses if (kept := comparable_part(facts.get(course.pk)))}
    latest = {course.client_id: course for course in sorted(usable, key=lambda each: (each.began, str(each.pk)))}
    factors = factors_of(usable[course] for course in latest.values())
    known = Known(user, scope, today, list(latest.values()))
    cases = [case_of(course, usable[course], factors, known) for course in latest.values()]
    return Cases(tuple(cases), tuple(factors), len(courses), waiting)


def comparable_part(facts: Facts | None) -> Facts | None:
    """The facts with the measures that were given over four weeks or more; None with fewer than six sessions, or no such measure."""
    if facts is None or facts["attended"] < LEAST_SESSIONS:
        return None
    kept = {name: series for name, series in facts["measures"].items() if span(series) >= timedelta(days=LEAST_DAYS)}
    return Facts(**{**facts, "measures": kept}) if kept else None


def span(series: Series) -> timedelta:
    return date.fromisoformat(series["last_on"]) - date.fromisoformat(series["first_on"])


class Known:
    """Which of these courses are the reader's own, which are open to them, and who began with each client."""

    def __init__(self, user: User, scope: str, today: date, courses: Sequence[CourseOfCare]) -> None:
        ids = {course.client_id for course in courses}
        self.own: set[UUID] = ids if scope == OWN else set(own_clients(user, today).values_list("pk", flat=True))
        self.open: set[UUID] = ids if scope == OWN else set(clients_open_to(user, to=Permission.READ_SCORES).values_list("pk", flat=True))
        teams = CareTeam.objects.filter(client__in=ids, part=CareTeam.Part.CLINICIAN).order_by("-begins", "-pk")
        self.began_with = dict(teams.values_list("client", "user"))  # the earliest comes last and stays


def case_of(course: CourseOfCare, facts: Facts, factors: Sequence[Factor], known: Known) -> Case:
    rows = {name: row_of(course, name, facts, factors, known) for name in facts["measures"]}
    main = min(facts["measures"], key=lambda name: (-facts["measures"][name]["forms"], name))
    return Case(course, facts, rows, date.fromisoformat(facts["measures"][main]["last_on"]), main)


def row_of(course: CourseOfCare, name: str, facts: Facts, factors: Sequence[Factor], known: Known) -> CaseRow:
    measure, series = catalogue().instruments[name], facts["measures"][name]
    return CaseRow(
        course=str(course.pk),
        measure=name,
        better=measure.better.value,
        baseline=series["baseline"],
        last=series["last"],
        reliable_change=measure.total.reliable_change[0].value,
        sessions=facts["attended"],
        problem=facts["problem"],
        factors=has(facts, series, factors),
        lasting=series["lasting"],
        own=course.client_id in known.own,
        open=course.client_id in known.open,
        therapist=str(known.began_with.get(course.client_id, "")),
    )
