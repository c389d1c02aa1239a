"""Assigning check-ins, letting them rest, ending them; answering and passing over one."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from fullarc.modalities.tracker import trackers
from fullarc.schedules.local_time import local_day
from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.check_ins import deeds
from fullarc.web.check_ins.catching_up import catch_up
from fullarc.web.check_ins.models import Assignment, DueCheckIn, Rest
from fullarc.web.check_ins.queries import assignments_of, zone_of
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.instruments.at_hand import offered, offered_logs

State = DueCheckIn.State
NOT_AT_HOME = ("emdr", "mi", "homework")  # filled in by clinicians; homework has pages of its own


class AssignmentRefused(ValueError):
    """What was asked cannot be assigned. The message says why and what to do."""


class NotDue(Exception):
    """This check-in cannot be answered now: it was answered, passed over, has closed, or is not asked any more. `row` tells which."""

    def __init__(self, row: DueCheckIn) -> None:
        super().__init__(f"This check-in is {row.get_state_display().lower()}.")
        self.row = row


def may_be_assigned() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(id, name) of the measures and of the logs that a client can be sent: measures whose wording is at hand, logs for home."""
    measures = [(one.id, one.short_name) for one in offered() if one.has_wording]
    logs = [(log.id, log.name) for log in offered_logs()]
    tracked = [(tracker.id, tracker.row.name) for tracker in trackers().values() if tracker.id not in NOT_AT_HOME]
    return measures, [*logs, *tracked]


@transaction.atomic
def assign(
    course: CourseOfCare, *, kind: str, what: str, schedule: Schedule, remind: bool, by: User | None, now: datetime | None = None
) -> Assignment:
    """Assign a measure or a log. What is due already is made at once.

    Refused (AssignmentRefused): what cannot be answered at home, what is assigned already, a course that has ended.
    """
    measures, logs = may_be_assigned()
    if what not in dict(measures if kind == Assignment.Kind.MEASURE else logs):
        raise AssignmentRefused("This cannot be sent to a client: its wording is not at hand, or it is out of use. Choose another.")
    if not course.is_open(schedule.begins):
        raise AssignmentRefused("This course of care has ended by then. Choose an earlier day, or another course.")
    if Assignment.objects.filter(course=course, kind=kind, what=what, ended_at=None).exists():
        raise AssignmentRefused("This is assigned already. Change that one, or end it first.")
    row = Assignment(course=course, kind=kind, what=what, remind=remind, assigned_by=by, **columns(schedule))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AssignmentRefused("This is assigned already. Change that one, or end it first.") from None
    record(deeds.ASSIGNED, by=by, client=course.client_id, on=row)
    catch_up(Assignment.objects.filter(pk=row.pk), now or timezone.now())
    return row


def columns(schedule: Schedule) -> dict[str, object]:
    return {"rhythm": schedule.rhythm.value, "weekday": schedule.weekday, "begins": schedule.begins, "ends": schedule.ends}


@transaction.atomic
def change(row: Assignment, schedule: Schedule, *, remind: bool, started_from: int, by: User, now: datetime | None = None) -> Assignment:
    """Change an assignment; raises EditedMeanwhile when somebody was faster.

    Another rhythm or weekday ends the assignment and begins a new one today: what was due stays as it was due. Gives the one that runs on.
    """
    now = now or timezone.now()
    row.claim(started_from)
    if (schedule.rhythm, schedule.weekday) == (Rhythm(row.rhythm), row.weekday):
        if DueCheckIn.objects.filter(assignment=row).exists() and schedule.begins != row.begins:
            raise AssignmentRefused("Something was due already; the first day stays. Change the last day, or how often.")
        for name, value in columns(schedule).items():
            setattr(row, name, value)
        row.remind = remind
        row.save()
        record(deeds.CHANGED, by=by, client=row.course.client_id, on=row, fields=["schedule"])
        catch_up(Assignment.objects.filter(pk=row.pk), now)
        return row
    today = local_day(now, zone_of(row.course.client))
    begins = max(schedule.begins, today)
    renewed = Schedule(schedule.rhythm, begins, schedule.zone, schedule.ends, schedule.weekday)
    end(row, by=by, now=now)
    return assign(row.course, kind=row.kind, what=row.what, schedule=renewed, remind=remind, by=by, now=now)


@transaction.atomic
def rest(row: Assignment, *, by: User, now: datetime | None = None) -> None:
    """Nothing new is due from tomorrow on, until it goes on. A second call changes nothing."""
    current = locked(row)
    if current.ended_at is None and not current.rests.filter(ends=None).exists():
        tomorrow = local_day(now or timezone.now(), zone_of(row.course.client)) + timedelta(days=1)
        Rest.objects.create(assignment=current, begins=tomorrow, set_by=by)
        record(deeds.RESTED, by=by, client=row.course.client_id, on=current)


@transaction.atomic
def resume(row: Assignment, *, by: User, now: datetime | None = None) -> None:
    """It goes on today. A second call changes nothing."""
    now = now or timezone.now()
    for pause in locked(row).rests.filter(ends=None):
        pause.ends = max(local_day(now, zone_of(row.course.client)), pause.begins)
        pause.save(update_fields=["ends"])
        record(deeds.RESUMED, by=by, client=row.course.client_id, on=row)
    catch_up(Assignment.objects.filter(pk=row.pk), now)


@transaction.atomic
def end(row: Assignment, *, by: User | None, now: datetime | None = None) -> None:
    """Nothing is asked any more; what is open now is gone, what was answered stays. A second call changes nothing."""
    current, now = locked(row), now or timezone.now()
    if current.ended_at is not None:
        return
    catch_up(Assignment.objects.filter(pk=row.pk), now)
    current.ended_at, current.ended_by = now, by
    current.save(update_fields=["ended_at", "ended_by"])
    current.due.filter(state=State.OPEN).update(state=State.GONE)
    record(deeds.ENDED, by=by, client=row.course.client_id, on=current)


def locked(row: Assignment) -> Assignment:
    return Assignment.objects.select_for_update().get(pk=row.pk)


def bring_up_to_date(client: Client, now: datetime) -> None:
    """Make what is due by now, and see what was answered or has closed: before anybody looks."""
    catch_up(assignments_of(client), now)


def open_for_answering(client: Client, due_id: UUID, now: datetime) -> DueCheckIn:
    """The check-in, locked until the transaction ends, for storing its answers.

    Raises DueCheckIn.DoesNotExist for one of somebody else, NotDue for one that cannot be answered now.
    """
    row = (
        DueCheckIn.objects.select_for_update(of=("self",))
        .select_related("assignment__course")
        .get(pk=due_id, assignment__course__client=client)
    )
    if not row.is_open(now):
        raise NotDue(row)
    return row


@transaction.atomic
def answered(row: DueCheckIn, *, now: datetime) -> None:
    """Note that a check-in was answered, in the transaction that stores the answers. A second call changes nothing."""
    DueCheckIn.objects.filter(pk=row.pk, state__in=[State.OPEN, State.EXPIRED]).update(state=State.ANSWERED, answered_at=now)


@transaction.atomic
def skip(row: DueCheckIn, *, by: User) -> None:
    """The client passes it over: nobody reminds of it, and it counts as not given. A second call changes nothing."""
    if DueCheckIn.objects.filter(pk=row.pk, state=State.OPEN).update(state=State.SKIPPED):
        record(deeds.SKIPPED, by=by, client=row.assignment.course.client_id, on=row)


@transaction.atomic
def take_up(row: DueCheckIn, *, by: User, now: datetime) -> bool:
    """One that was passed over is asked again, for as long as it would have been open; what was answered before is still there.

    False, and nothing happens, for any other and when its time is over.
    """
    rows = DueCheckIn.objects.filter(pk=row.pk, state=State.SKIPPED, closes_at__gt=now, assignment__ended_at=None)
    if not rows.update(state=State.OPEN):
        return False
    record(deeds.TAKEN_UP, by=by, client=row.assignment.course.client_id, on=row)
    return True
