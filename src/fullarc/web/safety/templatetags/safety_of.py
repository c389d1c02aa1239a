"""`{% safety_of client as safety %}`: what a risk signal shows of a client: the plan in force, the day of the latest assessment."""

from dataclasses import dataclass
from datetime import date

from django import template

from fullarc.web.access.gate import may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.safety.models import RiskAssessment, SafetyPlan
from fullarc.web.safety.queries import latest_assessment, plan_in_force

register = template.Library()


@dataclass(frozen=True, slots=True)
class Safety:
    plan: SafetyPlan | None
    assessment: RiskAssessment | None
    assessed_on: date | None
    may_keep: bool


@register.simple_tag(takes_context=True)
def safety_of(context: template.Context, client: Client) -> Safety | None:
    """None for whoever may not read the record."""
    user = context["user"]
    if not isinstance(user, User) or not may_for(user, client, Permission.READ_RECORD):
        return None
    latest = latest_assessment(client)
    day = date.fromisoformat(latest.content["assessed_on"]) if latest else None
    return Safety(plan_in_force(client), latest, day, may_for(user, client, Permission.KEEP_SAFETY))
