"""Goals and their ratings."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fullarc.web.access.permissions import Permission
from fullarc.web.api.answering import Call, Page, paged, reads, writes
from fullarc.web.api.once import once
from fullarc.web.api.parsing import Body, Day, Paging
from fullarc.web.api.refusals import form_refused, unfit
from fullarc.web.goals.actions import RatingRefused, rate_goal
from fullarc.web.goals.forms import RateForm
from fullarc.web.goals.models import Goal, Rating

router = Router(tags=["goals"])


class OneRating(Schema):
    id: UUID
    date: date
    value: float
    scale: Literal["gas", "0-10"]
    rated_at: datetime


class OneGoal(Schema):
    """A goal in the client's words. `levels` are the five levels of its scale from -2 to +2; without them it is rated from 0 to 10."""

    id: UUID
    course: UUID
    text: str
    agreed_on: date
    closed_on: date | None
    closed_because: str
    levels: list[str]
    weight: float
    aim_by: date | None
    ratings: list[OneRating]


class Goals(Page):
    items: list[OneGoal]


class NewRating(Body):
    date: Day | None = Field(None, description="Today, when it is left out.")
    value: float = Field(ge=-2, le=10, description="From -2 to +2 where the goal has levels, else from 0 to 10.")


@reads(router, "/clients/{uuid:client_id}/courses/{uuid:course_id}/goals", Permission.READ_RECORD, Goals)
def goals(request: Call, client_id: UUID, course_id: UUID, paging: Query[Paging]) -> dict[str, Any]:
    """The goals of a course in the order in which they were agreed, each with its ratings; of several on one day the last counts."""
    page = paged(request.course.goals.prefetch_related("ratings"), paging)
    return page | {"items": [goal_of(each) for each in page["items"]]}


@writes(router, "/clients/{uuid:client_id}/goals/{uuid:goal_id}/ratings", Permission.KEEP_GOALS, OneRating)
def rate(request: Call, client_id: UUID, goal_id: UUID, given: NewRating, answer: HttpResponse) -> dict[str, Any]:
    """Rate a goal.

    Refused: a value outside its scale, a day to come, before it was agreed or after it was closed.
    """
    goal: Goal = request.rows["goal_id"]
    form = RateForm({"value": str(given.value), "on": given.date})
    if not form.is_valid():
        raise form_refused(form)

    def write(key: UUID) -> Rating:
        value: Decimal = form.cleaned_data["value"]
        try:
            return rate_goal(goal, value=value, on=form.cleaned_data["on"], by=request.user)
        except RatingRefused as refused:
            raise unfit(refused) from None

    return rating_of(once(request, answer, write, Rating))


def goal_of(row: Goal) -> dict[str, Any]:
    return {
        "id": row.pk,
        "course": row.course_id,
        "text": row.text,
        "agreed_on": row.agreed_on,
        "closed_on": row.closed_on,
        "closed_because": row.closed_because,
        "levels": list(row.levels),
        "weight": float(row.weight),
        "aim_by": row.aim_by,
        "ratings": [rating_of(each) for each in row.ratings.all()],
    }


def rating_of(row: Rating) -> dict[str, Any]:
    return {"id": row.pk, "date": row.date, "value": float(row.value), "scale": row.scale, "rated_at": row.rated_at}
