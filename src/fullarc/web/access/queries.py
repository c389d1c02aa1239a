"""Reading care teams, staff and the trail for their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from fullarc.web.access.models import CareTeam, Supervision
from fullarc.web.accounts.models import StaffRole, User
from fullarc.web.accounts.roles import PORTAL, Role
from fullarc.web.audit.deeds import sentence_of
from fullarc.web.audit.models import Event


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a person reads it."""

    event: Event
    who: str
    sentence: str


def lines(events: Iterable[Event]) -> list[Line]:
    """Events with the names of who acted, in two queries whatever their number."""
    rows = list(events)
    names: dict[UUID, str] = dict(User.objects.filter(pk__in={event.actor for event in rows if event.actor}).values_list("pk", "name"))
    return [Line(event, names.get(event.actor, "somebody") if event.actor else "Fullarc", sentence_of(event.action)) for event in rows]


def team_today(client_id: UUID, today: date) -> QuerySet[CareTeam]:
    return CareTeam.objects.filter(CareTeam.holds(today), client_id=client_id).select_related("user").order_by("begins")


def clinicians() -> QuerySet[User]:
    return User.objects.filter(is_active=True, roles__role=Role.CLINICIAN).order_by("name")


def people() -> QuerySet[User]:
    """Who works here, or did. Clients and guardians who sign in are not among them."""
    outside = StaffRole.objects.filter(user=OuterRef("pk"), role__in=PORTAL)
    return User.objects.exclude(Exists(outside)).order_by("-is_active", "name").prefetch_related("roles")


def links_today(today: date) -> QuerySet[Supervision]:
    return Supervision.objects.filter(Supervision.holds(today)).select_related("supervisor", "supervisee").order_by("supervisor__name")
