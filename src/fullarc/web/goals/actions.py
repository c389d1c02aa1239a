"""Agreeing, rating and closing goals; their targets and counts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals import deeds
from fullarc.web.goals.models import Count, Goal, GoalTarget, Rating

RANGE = {Rating.Scale.GAS: (Decimal(-2), Decimal(2)), Rating.Scale.TEN: (Decimal(0), Decimal(10))}


class RatingRefused(ValueError):
    """A rating lies outside its scale or its time."""


@transaction.atomic
def agree_goal(course: CourseOfCare, goal: Goal, *, by: User | None) -> Goal:
    goal.course = course
    goal.save(force_insert=True)
    record(deeds.AGREED, by=by, client=course.client_id, on=goal)
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    goal.claim(started_from)
    goal.save()
    record(deeds.CHANGED, by=by, client=goal.course.client_id, on=goal, fields=fields)


@transaction.atomic
def rate_goal(goal: Goal, *, value: Decimal, on: date, by: User | None) -> Rating:
    """Rate a goal on its own scale. Refused (RatingRefused): a value outside it, a day before it was agreed or after it was closed."""
    scale = Rating.Scale(goal.scale)
    low, high = RANGE[scale]
    if not low <= value <= high:
        raise RatingRefused(f"The rating was {value}; this goal is rated from {low} to {high}.")
    if on < goal.agreed_on:
        raise RatingRefused("The rating is dated before the goal was agreed. Give a later day, or correct the day of the agreement.")
    if goal.closed_on is not None and on > goal.closed_on:
        raise RatingRefused("This goal is closed. Open it again to rate it.")
    rating = Rating.objects.create(goal=goal, date=on, value=value, scale=scale, rated_by=by)
    record(deeds.RATED, by=by, client=goal.course.client_id, on=rating)
    return rating


@transaction.atomic
def close_goal(goal: Goal, *, on: date, because: str, by: User, started_from: int) -> None:
    goal.claim(started_from)
    goal.closed_on, goal.closed_because = on, because
    goal.save()
    record(deeds.CLOSED, by=by, client=goal.course.client_id, on=goal)


@transaction.atomic
def open_goal(goal: Goal, *, by: User) -> None:
    """Open a closed goal again; why it had been closed is taken away with it. An open one stays as it is."""
    current = Goal.objects.select_for_update().get(pk=goal.pk)
    if current.closed_on is None:
        return
    current.claim(current.version)
    current.closed_on, current.closed_because = None, ""
    current.save()
    record(deeds.OPENED_AGAIN, by=by, client=goal.course.client_id, on=goal)


@transaction.atomic
def set_target(goal: Goal, target: GoalTarget, *, by: User) -> GoalTarget:
    target.goal, target.set_by = goal, by
    target.save(force_insert=True)
    record(deeds.SET_TARGET, by=by, client=goal.course.client_id, on=target)
    return target


@transaction.atomic
def drop_target(target: GoalTarget, *, on: date, by: User) -> None:
    """Drop a target from a day on; what was counted for it stays. One that was dropped before keeps its day."""
    current = GoalTarget.objects.select_for_update().get(pk=target.pk)
    if current.dropped_on is None:
        current.dropped_on = on
        current.save(update_fields=["dropped_on"])
        record(deeds.DROPPED_TARGET, by=by, client=target.goal.course.client_id, on=target)


@transaction.atomic
def enter_count(target: GoalTarget, *, value: float, on: date, by: User) -> Count:
    counted = Count.objects.create(target=target, date=on, value=value, entered_by=by)
    record(deeds.COUNTED, by=by, client=target.goal.course.client_id, on=counted)
    return counted
