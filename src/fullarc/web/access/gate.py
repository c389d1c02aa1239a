"""The one gate to a client's record.

    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    clients = clients_open_to(request.user, to=Permission.READ_SIGNALS)

Nobody fetches a client, or a row that hangs below a client, any other way. A client that is not open to a person answers exactly
like one that does not exist. Every pass through the gate, and every refusal, leaves a line in the audit trail.
"""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from fullarc.web.access.matrix import About, Relation, allows, matrix
from fullarc.web.access.models import Block, CareTeam, Supervision
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import OPENED

if TYPE_CHECKING:
    from fullarc.web.clients.models import Client


class NotOpen(Http404):
    """This record is not open to this person, or there is none: both are the same to whoever asks.

    The refusal is recorded by DenyByDefault after the request's transaction was rolled back.
    """

    def __init__(self, client_id: UUID, permission: Permission) -> None:
        super().__init__("There is nothing here.")
        self.client_id = client_id
        self.permission = permission


def open_client(user: User, client_id: UUID, *, to: Permission) -> "Client":
    """The client, if `user` may do `to` for this client today; raises NotOpen otherwise."""
    client = all_clients().filter(pk=client_id).first()
    if client is None or not allows(user.role_names, relations(user, client_id), to):
        raise NotOpen(client_id, to)
    record(OPENED, by=user, client=client, about=to.value)
    return client


def may_for(user: User, client: "Client", permission: Permission) -> bool:
    """Whether a person may do something for a client whose record is open to them already: what to offer on a page."""
    return allows(user.role_names, relations(user, client.pk), permission)


def clients_open_to(user: User, *, to: Permission) -> "QuerySet[Client]":
    """All clients for whom `user` may do `to` today. Lists, counts, searches and exports begin here."""
    rule = matrix()[to]
    if rule.about is not About.CLIENT:
        raise ValueError(f"{to} is not asked about a client.")
    found = {relation for role, relation in rule.allow if role in user.role_names}
    today, clients = timezone.localdate(), all_clients()
    assigned, supervised = Exists(team_of(today).filter(user=user)), Exists(supervised_team(user, today))
    conditions = {
        Relation.ASSIGNED: Q(assigned),
        Relation.SUPERVISED: Q(supervised),
        Relation.NONE: ~Q(assigned) & ~Q(supervised),
    }
    wanted = Q(pk__in=[])
    for relation, condition in conditions.items():
        if relation in found:
            wanted |= condition
    return clients.filter(wanted).exclude(Exists(Block.objects.filter(client=OuterRef("pk"), user=user)))


def relations(user: User, client_id: UUID) -> frozenset[Relation]:
    """How a person stands to a client today. Read from the database at every question."""
    if Block.objects.filter(user=user, client_id=client_id).exists():
        return frozenset({Relation.BLOCKED})
    today = timezone.localdate()
    team = CareTeam.objects.filter(CareTeam.holds(today), client_id=client_id).values("user")
    found = set()
    if team.filter(user=user).exists():
        found.add(Relation.ASSIGNED)
    if Supervision.objects.filter(Supervision.holds(today), supervisor=user, supervisee__in=team).exists():
        found.add(Relation.SUPERVISED)
    return frozenset(found or {Relation.NONE})


def team_of(today: date) -> QuerySet[CareTeam]:
    return CareTeam.objects.filter(CareTeam.holds(today), client=OuterRef("pk"))


def supervised_team(user: User, today: date) -> QuerySet[CareTeam]:
    links = Supervision.objects.filter(Supervision.holds(today), supervisor=user)
    return team_of(today).filter(user__in=links.values("supervisee"))


def all_clients() -> "QuerySet[Client]":
    clients: QuerySet[Client] = apps.get_model("clients", "Client")._default_manager.all()
    return clients
