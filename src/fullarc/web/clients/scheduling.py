"""Sessions planned ahead: once or in a row, moved, cancelled, and what became of them. No billing."""

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients import deeds
from fullarc.web.clients.actions import number_sessions
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.clients.queries import why_attendance_stays

MOST = 104  # sessions planned at once: two years of weeks
State = Session.State


class CannotPlan(ValueError):
    """Refused, with what was found and what to do."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned. `taken` are days on which the course has a session at that time already; they were left as they are."""

    sessions: tuple[Session, ...]
    taken: tuple[date, ...]


def days_of(first: date, every_weeks: int, *, times: int | None = None, until: date | None = None) -> list[date]:
    """The days of a row of sessions: `first` alone (every_weeks 0), or every so many weeks, `times` times or up to and with `until`.

    Refused (CannotPlan): neither or both ends, an end before the first day, more than 104 sessions.
    """
    if not every_weeks:
        return [first]
    if (times is None) == (until is None):
        raise CannotPlan("Say how often, or until which day: one of the two.")
    if until is not None:
        if until < first:
            raise CannotPlan("The last day lies before the first. Correct one of the two.")
        times = (until - first).days // (7 * every_weeks) + 1
    assert times is not None  # noqa: S101 - one of the two was given
    if not 1 <= times <= MOST:
        raise CannotPlan(f"Found {times} sessions. From 1 to {MOST} are planned at once.")
    return [first + timedelta(weeks=every_weeks * n) for n in range(times)]


@transaction.atomic
def plan_sessions(course: CourseOfCare, like: Session, days: list[date], *, by: User) -> Planned:
    """Plan a session like `like` on each day. Refused (CannotPlan): a day outside the course; nothing left to plan."""
    if any(day < course.began or (course.ended is not None and day > course.ended) for day in days):
        raise CannotPlan("A day lies before the course of care began or after it ended. Change the days, or the course first.")
    kept = course.sessions.filter(date__in=days, attendance__in=[State.PLANNED, State.ATTENDED])
    there = {day for day, begins in kept.values_list("date", "begins") if begins == like.begins or begins is None or like.begins is None}
    free = [day for day in days if day not in there]
    if not free:
        raise CannotPlan("On each of these days there is a session at that time already. Nothing was planned.")
    series = uuid.uuid4() if len(days) > 1 else None
    rows = [
        Session(
            course=course, date=day, begins=like.begins, minutes=like.minutes, format=like.format, attendance=State.PLANNED, series=series
        )
        for day in free
    ]
    Session.objects.bulk_create(rows)
    record(deeds.PLANNED, by=by, client=course.client_id, on=rows[0], count=len(rows))
    return Planned(tuple(rows), tuple(day for day in days if day in there))


@transaction.atomic
def set_attendance(session: Session, state: str, *, by: User, started_from: int) -> None:
    """Say what became of a session, or take it back to planned. Raises EditedMeanwhile when somebody was faster.

    Refused (CannotPlan): attended or missed before its day has come; planned again when a note is written, or by somebody who does not keep
    the record.
    """
    if state in (State.ATTENDED, State.MISSED) and session.date > timezone.localdate():
        raise CannotPlan("The day of this session is still to come. Cancel it or move it.")
    if why := why_attendance_stays(session, state, by):
        raise CannotPlan(why)
    session.claim(started_from)
    session.attendance = State(state)
    session.save(update_fields=["attendance"])
    number_sessions(session.course)
    session.refresh_from_db(fields=["number"])
    record(deeds.SET_ATTENDANCE, by=by, client=session.course.client_id, on=session, fields=["attendance"], about=state)


@transaction.atomic
def move_session(session: Session, day: date, begins: time | None, *, and_later: bool, by: User, started_from: int) -> int:
    """Move a planned session; with `and_later` the later planned ones of its row by as many days. Gives how many were moved.

    Refused (CannotPlan): a session that is not planned any more, a day outside the course.
    """
    if not session.is_planned:
        raise CannotPlan("Only a planned session can be moved.")
    session.claim(started_from)
    by_days = day - session.date
    rows = [session, *(later_of(session) if and_later else [])]
    for row in rows:
        row.date, row.begins = row.date + by_days, begins
        if row.date < session.course.began or (session.course.ended is not None and row.date > session.course.ended):
            raise CannotPlan("A day lies before the course of care began or after it ended. Choose another day.")
        if row is not session:
            row.claim(row.version)
        row.save(update_fields=["date", "begins"])
    record(deeds.MOVED_SESSION, by=by, client=session.course.client_id, on=session, fields=["date", "begins"], count=len(rows))
    return len(rows)


@transaction.atomic
def cancel_with_later(session: Session, *, by: User, started_from: int) -> int:
    """Cancel a planned session and the later planned ones of its row. Gives how many."""
    if not session.is_planned:
        raise CannotPlan("This session is not planned any more.")
    rows = later_of(session)
    set_attendance(session, State.CANCELLED, by=by, started_from=started_from)
    for row in rows:
        row.claim(row.version)
        row.attendance = State.CANCELLED
        row.save(update_fields=["attendance"])
    if rows:
        record(deeds.SET_ATTENDANCE, by=by, client=session.course.client_id, on=rows[0], about=State.CANCELLED, count=len(rows))
    return len(rows) + 1


def later_of(session: Session) -> list[Session]:
    """The later sessions of the same row that are still planned."""
    if session.series is None:
        return []
    rows = Session.objects.filter(course=session.course_id, series=session.series, attendance=State.PLANNED, date__gt=session.date)
    return list(rows.select_related("course"))


@transaction.atomic
def set_discussed(session: Session, discussed: bool, *, by: User) -> None:
    """Tick or untick "discussed with the client"; who ticked and when is kept with the session."""
    if discussed == (session.discussed_at is not None):
        return
    session.discussed_at, session.discussed_by = (timezone.now(), by) if discussed else (None, None)
    session.save(update_fields=["discussed_at", "discussed_by"])
    record(deeds.DISCUSSED, by=by, client=session.course.client_id, on=session, fields=["discussed_at"])
