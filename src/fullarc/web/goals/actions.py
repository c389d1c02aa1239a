"""Agreeing, rating and closing goals; their targets and counts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min
from django.utils.formats import date_format

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals import deeds
from fullarc.web.goals.models import Count, Goal, GoalTarget, Rating
from fullarc.web.sent_once import insert_once

RANGE = {Rating.Scale.GAS: (Decimal(-2), Decimal(2)), Rating.Scale.TEN: (Decimal(0), Decimal(10))}


class GoalRefused(ValueError):
    """What was asked for does not follow from where the goal or the target stands; nothing was written."""


class RatingRefused(GoalRefused):
    """A rating lies outside its scale or its time."""


@transaction.atomic
def agree_goal(course: CourseOfCare, goal: Goal, *, by: User | None, key: UUID | None = None) -> Goal:
    """The same `key` twice is one goal."""
    goal.course = course
    goal, is_new = insert_once(goal, key, same=["text", "agreed_on", "aim_by", "serves", "levels"], course=course)
    if is_new:
        record(deeds.AGREED, by=by, client=course.client_id, on=goal)
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    """Change what was agreed. Refused (GoalRefused): a day of the agreement after the first rating or after the goal was closed."""
    goal.claim(started_from)
    first = goal.ratings.aggregate(day=Min("date"))["day"]
    if first is not None and goal.agreed_on > first:
        raise GoalRefused(f"The goal was rated on {in_words(first)}. It was agreed on that day or before.")
    if goal.closed_on is not None and goal.agreed_on > goal.closed_on:
        raise GoalRefused(f"The goal was closed on {in_words(goal.closed_on)}. It was agreed on that day or before.")
    goal.save()
    record(deeds.CHANGED, by=by, client=goal.course.client_id, on=goal, fields=fields)


@transaction.atomic
def rate_goal(goal: Goal, *, value: Decimal, on: date, by: User | None) -> Rating:
    """Rate a goal on its own scale. Refused (RatingRefused): a value outside it, a day before it was agreed or after it was closed."""
    current = Goal.objects.select_for_update().get(pk=goal.pk)  # it may have been closed in another window
    scale = Rating.Scale(current.scale)
    low, high = RANGE[scale]
    if not low <= value <= high:
        raise RatingRefused(f"The rating was {value}; this goal is rated from {low} to {high}.")
    if on < current.agreed_on:
        raise RatingRefused("The rating is dated before the goal was agreed. Give a later day, or correct the day of the agreement.")
    if current.closed_on is not None and on > current.closed_on:
        raise RatingRefused("This goal is closed. Open it again to rate it.")
    rating = Rating.objects.create(goal=goal, date=on, value=value, scale=scale, rated_by=by)
    record(deeds.RATED, by=by, client=goal.course.client_id, on=rating)
    return rating


@transaction.atomic
def close_goal(goal: Goal, *, on: date, because: str, by: User, started_from: int) -> None:
    """Close a goal on a day. Refused (GoalRefused): a day before it was agreed or before its last rating."""
    goal.claim(started_from)
    last = goal.ratings.aggregate(day=Max("date"))["day"]
    if on < goal.agreed_on:
        raise GoalRefused("The goal was agreed after this day. Give the day on which it was closed.")
    if last is not None and on < last:
        raise GoalRefused(f"The goal was rated on {in_words(last)}. It is closed on that day or later.")
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
    """Refused (GoalRefused) for a closed goal."""
    if Goal.objects.select_for_update().get(pk=goal.pk).closed_on is not None:
        raise GoalRefused("This goal is closed. Open it again to set a target.")
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
    """Refused (GoalRefused): a day after the target was dropped."""
    dropped = GoalTarget.objects.select_for_update().get(pk=target.pk).dropped_on
    if dropped is not None and on > dropped:
        raise GoalRefused(f"This target was dropped on {in_words(dropped)}. Set a new one to count for it.")
    counted = Count.objects.create(target=target, date=on, value=value, entered_by=by)
    record(deeds.COUNTED, by=by, client=target.goal.course.client_id, on=counted)
    return counted


def in_words(day: date) -> str:
    return date_format(day, "j F Y")
