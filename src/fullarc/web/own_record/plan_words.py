"""A safety plan as its client reads it: the parts that have words, under headings in the client's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fullarc.web.clients.models import Client
from fullarc.web.own_record.models import ShownPlan
from fullarc.web.safety import parts
from fullarc.web.safety.queries import plan_in_force


@dataclass(frozen=True, slots=True)
class PlanPart:
    heading: str
    words: str


def headings() -> Mapping[str, str]:
    return {
        "warning_signs": _("Signs that it is getting hard"),
        "on_my_own": _("What I can do on my own"),
        "company": _("People and places that take my mind off it"),
        "people_to_ask": _("People I can ask for help"),
        "professionals": _("Professionals I can call"),
        "safe_place": _("Making the place I live in safe"),
        "reasons": _("What I want to live for"),
    }


def plan_for(client: Client) -> list[PlanPart]:
    """The parts of the plan in force, when it was put on the client's side; else nothing."""
    if not ShownPlan.objects.filter(client=client, taken_back_at=None).exists():
        return []
    plan = plan_in_force(client)
    if plan is None:
        return []
    called = headings()
    return [PlanPart(called[part.key], words) for part in parts.ALL if (words := str(plan.content.get(part.key, "")).strip())]
