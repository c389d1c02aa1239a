"""A goal, a signed plan for it and the words of a note that lacks nothing."""

from datetime import timedelta

from django.utils import timezone
from tests.cast import Cast

from fullarc.plans.plan import Kind, Plan, with_line
from fullarc.web.goals.models import Goal
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.plans.planning import begin_plan, save_plan, sign_plan

GOAL = "Take the train to work on my own."
WHOLE = {
    "client_report": "She took the train to work alone on Tuesday.",
    "risk": "No indication.",
    "intervention": "Exposure: four stops, because avoidance keeps the fear going.",
    "response": "Proud, fear fell.",
    "progress": "2 of 3 rides.",
    "plan": "Two rides; next session in a week.",
}


def a_plan(cast: Cast, goal: Goal) -> TreatmentPlan:
    """Problem, goal, objective, intervention, signed by Mira today."""
    plan = with_line(Plan(review_on=timezone.localdate() + timedelta(days=80)), Kind.PROBLEM, text="Trains", diagnosis="F40.01")
    plan = with_line(plan, Kind.GOAL, "l1", text=GOAL, goal=str(goal.pk))
    plan = with_line(plan, Kind.OBJECTIVE, "l2", text="3 rides a week")
    plan = with_line(plan, Kind.INTERVENTION, "l3", text="Exposure on trains")
    row = begin_plan(cast.course, by=cast.mira, today=timezone.localdate())
    save_plan(row, plan, by=cast.mira, started_from=row.version)
    sign_plan(row, by=cast.mira, started_from=row.version, gone_through=True)
    return row
