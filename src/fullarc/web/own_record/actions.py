"""Putting a safety plan on the client's side, and taking it off."""

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.own_record import deeds
from fullarc.web.own_record.models import ShownPlan
from fullarc.web.safety.queries import plan_in_force


class NoPlan(Exception):
    """There is no signed safety plan to show."""


@transaction.atomic
def show_plan(client: Client, *, by: User) -> None:
    """The plan in force, and each that follows it, is shown to the client. Refused (NoPlan) while none is signed."""
    if plan_in_force(client) is None:
        raise NoPlan
    ShownPlan.objects.update_or_create(client=client, defaults={"released_by": by, "taken_back_at": None})
    record(deeds.RELEASED_PLAN, by=by, client=client)


@transaction.atomic
def hide_plan(client: Client, *, by: User) -> None:
    """The plan is not shown any more. Not shown before: nothing happens."""
    if ShownPlan.objects.filter(client=client, taken_back_at=None).update(taken_back_at=timezone.now()):
        record(deeds.TOOK_PLAN_BACK, by=by, client=client)
