"""Making the rows of what is due, and telling which of them were answered, have closed or are not asked any more.

Called whenever somebody looks and by the background work: what it does is the same however often it is done, and by however many at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, QuerySet

from fullarc.course.subscales import TOTAL
from fullarc.schedules.due import OPENS_BEFORE_SESSION, Due, due_between
from fullarc.schedules.local_time import local_day
from fullarc.schedules.schedule import Rhythm
from fullarc.web.check_ins.models import Assignment, DueCheckIn
from fullarc.web.check_ins.queries import logs_that_answer, schedule_of, zone_of
from fullarc.web.clients.models import Session
from fullarc.web.measurements.models import Administration, LogRow

State = DueCheckIn.State
LOOKED_BACK = timedelta(days=14)  # before the newest row: sessions are entered late, machines stand still
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Given:
    """Something that was filled in: the id of its row, its day, and when it was entered."""

    id: UUID
    day: date
    at: datetime


def catch_up(assignments: QuerySet[Assignment], now: datetime) -> None:
    """Bring the rows of these assignments up to date; those that have ended are left as they are. Eight queries, more where rows change."""
    wanted = assignments.filter(ended_at=None, begins__lte=local_day(now, ZoneInfo("Etc/GMT-14")) + timedelta(days=OPENS_BEFORE_SESSION))
    rows = list(wanted.select_related("course__client").prefetch_related("rests").annotate(newest=Max("due__due_on")))
    if not rows:
        return
    with transaction.atomic():
        since = {row.pk: max(row.begins, row.newest - LOOKED_BACK) if row.newest else row.begins for row in rows}
        earliest = min(since.values())
        sessions = days_of_sessions({row.course_id for row in rows})
        kept: dict[UUID, dict[date, DueCheckIn]] = {row.pk: {} for row in rows}
        for due in DueCheckIn.objects.filter(assignment__in=rows, due_on__gte=earliest).select_for_update():
            kept[due.assignment_id][due.due_on] = due
        given = GivenForms(rows, earliest)
        made: list[DueCheckIn] = []
        for row in rows:
            expected = expected_of(row, since[row.pk], sessions.get(row.course_id, ()), now)
            made += [new_row(row, due) for due in expected if due.day not in kept[row.pk]]
            known = {due.day: due for due in expected}
            for due_row in kept[row.pk].values():
                if due_row.due_on >= since[row.pk]:
                    keep_right(due_row, known.get(due_row.due_on))
        DueCheckIn.objects.bulk_create(made, ignore_conflicts=True)
        courses = {row.pk: row for row in rows}
        for due_row in DueCheckIn.objects.filter(assignment__in=rows, state__in=[State.OPEN, State.EXPIRED], due_on__gte=earliest).order_by(
            "due_on"
        ):
            settle(due_row, courses[due_row.assignment_id], given, now)


def expected_of(row: Assignment, since: date, sessions: Sequence[date], now: datetime) -> list[Due]:
    """What has been due since a day, with what is open now."""
    last = local_day(now, zone_of(row.course.client)) + timedelta(days=OPENS_BEFORE_SESSION)
    breaks = [rest.span for rest in row.rests.all()]
    return [due for due in due_between(schedule_of(row), since, last, sessions=sessions, breaks=breaks) if due.opens <= now]


def new_row(row: Assignment, due: Due) -> DueCheckIn:
    return DueCheckIn(assignment=row, due_on=due.day, opens_at=due.opens, closes_at=due.closes, reminds_on=due.reminds_on)


def keep_right(row: DueCheckIn, due: Due | None) -> None:
    """A row whose session was moved or cancelled is gone until it is due again; one whose client moved has the times of the new zone."""
    if due is None:
        if row.state == State.OPEN and row.assignment.rhythm in (Rhythm.BEFORE_SESSION, Rhythm.EVERY_OTHER_SESSION):
            DueCheckIn.objects.filter(pk=row.pk).update(state=State.GONE)
        return
    if row.state == State.GONE:
        DueCheckIn.objects.filter(pk=row.pk).update(state=State.OPEN)
    if row.state in (State.OPEN, State.GONE) and (row.opens_at, row.closes_at, row.reminds_on) != (due.opens, due.closes, due.reminds_on):
        DueCheckIn.objects.filter(pk=row.pk).update(opens_at=due.opens, closes_at=due.closes, reminds_on=due.reminds_on)


def settle(row: DueCheckIn, assignment: Assignment, given: "GivenForms", now: datetime) -> None:
    """An open row that something answered is answered; one whose time has passed is expired, until a late entry of its day comes in."""
    found = given.of(row, assignment)
    if found is not None:
        DueCheckIn.objects.filter(pk=row.pk).update(state=State.ANSWERED, administration=found.id, answered_at=found.at)
    elif row.state == State.OPEN and row.closes_at <= now:
        DueCheckIn.objects.filter(pk=row.pk).update(state=State.EXPIRED)


def days_of_sessions(courses: Iterable[UUID]) -> dict[UUID, list[date]]:
    """The days of sessions that took place or are planned, by course."""
    counted = Session.objects.filter(course__in=courses, attendance__in=[Session.State.PLANNED, Session.State.ATTENDED])
    out: dict[UUID, list[date]] = {}
    for course, day in counted.order_by("date").values_list("course", "date"):
        out.setdefault(course, []).append(day)
    return out


class GivenForms:
    """What was filled in for the courses of some assignments since a day, by course and form. Each answers one check-in, unless
    staff entered its answers and they could not be scored: then the client is still asked. Five queries."""

    def __init__(self, assignments: Iterable[Assignment], since: date) -> None:
        courses, first = {row.course_id for row in assignments}, since - timedelta(days=OPENS_BEFORE_SESSION)
        self.measures: dict[tuple[UUID, str], list[Given]] = {}
        forms = Administration.objects.filter(course__in=courses, date__gte=first, open=False, withdrawn_at=None, informant="client")
        without_score = unscored(forms)
        for course, measure, pk, day, at in forms.values_list("course", "measure", "pk", "date", "entered_at"):
            if pk not in without_score:
                self.measures.setdefault((course, measure), []).append(Given(pk, day, at))
        self.logs: dict[tuple[UUID, str], list[Given]] = {}
        filled = LogRow.objects.filter(course__in=courses, date__gte=first, withdrawn=None)
        for course, log, pk, day, at in filled.values_list("course", "log", "pk", "date", "entered_at"):
            self.logs.setdefault((course, log), []).append(Given(pk, day, at))
        answered = DueCheckIn.objects.filter(assignment__course__in=courses, state=State.ANSWERED, due_on__gte=first - LOOKED_BACK)
        self.taken = set(answered.values_list("administration", flat=True))

    def of(self, row: DueCheckIn, assignment: Assignment) -> Given | None:
        """What answers this check-in: its own form, or another one of its days."""
        zone = zone_of(assignment.course.client)
        first, last = days_covered(row, assignment, zone)
        if assignment.is_measure:
            found = self.measures.get((assignment.course_id, assignment.what), [])
        else:
            found = [one for log in logs_that_answer(assignment) for one in self.logs.get((assignment.course_id, log), [])]
        own = [one for one in found if one.id == row.administration]
        answer = next(iter(own or [one for one in found if first <= one.day <= last and one.id not in self.taken]), None)
        if answer is not None:
            self.taken.add(answer.id)
        return answer


def unscored(forms: QuerySet[Administration]) -> set[UUID]:
    """The forms whose answers staff entered and that have no total. One that somebody else scored is whole with the scores it has."""
    by_staff = forms.filter(mode=Administration.Mode.STAFF).prefetch_related("scores")
    without_total = (row for row in by_staff if all(each.scale != TOTAL or each.result["value"] is None for each in row.scores.all()))
    return {row.pk for row in without_total if not row.totals}


def days_covered(row: DueCheckIn, assignment: Assignment, zone: ZoneInfo) -> tuple[date, date]:
    """The days whose entries answer a check-in: for a daily one its day, else all days on which it is open."""
    if assignment.rhythm == Rhythm.DAILY:
        return row.due_on, row.due_on
    return local_day(row.opens_at, zone), local_day(row.closes_at - A_MOMENT, zone)
