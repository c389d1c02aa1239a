"""The one gate to a client's record.

    client = open_client(request.user, client_id, to=Permission.READ_NOTES)
    clients = clients_open_to(request.user, to=Permission.READ_SIGNALS)
    client = own_record(request.user, to=Permission.OWN_JOURNAL)                     # a client, about themselves
    client = ward_record(request.user, client_id, to=Permission.WARD_APPOINTMENTS)   # a guardian

Nobody fetches a client, or a row that hangs below a client, any other way. A client that is not open to a person answers exactly
like one that does not exist. Every pass through the gate, and every refusal, leaves a line in the audit trail.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from fullarc.web.access.majority import is_of_age
from fullarc.web.access.matrix import About, Relation, allows, matrix, may
from fullarc.web.access.models import Block, CareTeam, Guardianship, OwnRecord, Supervision
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import Practice, User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import OPENED

if TYPE_CHECKING:
    from fullarc.web.clients.models import Client


class NotOpen(Http404):
    """This record is not open to this person, or there is none: both are the same to whoever asks.

    The refusal is recorded by DenyByDefault after the request's transaction was rolled back.
    """

    def __init__(self, client_id: UUID | None, permission: Permission) -> None:
        super().__init__("There is nothing here.")
        self.client_id = client_id
        self.permission = permission


def open_client(user: User, client_id: UUID, *, to: Permission) -> "Client":
    """The client, if `user` may do `to` for this client today; raises NotOpen otherwise."""
    client = all_clients().filter(pk=client_id).first()
    if client is None or not allows(user.role_names, relations_for(user, client_id, to), to):
        raise NotOpen(client_id, to)
    record(OPENED, by=user, client=client, about=to.value)
    return client


def open_client_to_all(user: User, client_id: UUID, *, to: Sequence[Permission]) -> "Client":
    """The client, if `user` may do each of `to` for this client today: for what writes many kinds of rows at once. Raises NotOpen."""
    client = open_client(user, client_id, to=to[0])
    for permission in to[1:]:
        if not may_for(user, client, permission):
            raise NotOpen(client_id, permission)
    return client


def own_record(user: User, *, to: Permission) -> "Client":
    """The client who this person is, if they may do `to` with their own record; raises NotOpen otherwise, also when it has ended."""
    if matrix()[to].about is not About.OWN:
        raise ValueError(f"{to} is not asked about one's own record.")
    today = timezone.localdate()
    own = OwnRecord.objects.filter(OwnRecord.holds(today), user=user).exclude(client__blocks__user=user).first()
    if own is None or not may(user.role_names, to):
        raise NotOpen(own.client_id if own else None, to)
    client: Client = all_clients().get(pk=own.client_id)
    record(OPENED, by=user, client=client, about=to.value)
    return client


def ward_record(user: User, client_id: UUID, *, to: Permission, scope: str = "") -> "Client":
    """The young client whose guardian this person is today, if the guardianship includes what `to` needs, and `scope` if one is named."""
    if Relation.WARD not in {relation for _, relation in matrix()[to].allow}:
        raise ValueError(f"{to} is not asked about a ward.")
    if scope and scope not in scopes_of(user, client_id):
        raise NotOpen(client_id, to)
    return open_client(user, client_id, to=to)


def may_for(user: User, client: "Client", permission: Permission) -> bool:
    """Whether a person may do something for a client whose record is open to them already: what to offer on a page."""
    return allows(user.role_names, relations_for(user, client.pk, permission), permission)


def clients_open_to(user: User, *, to: Permission) -> "QuerySet[Client]":
    """All clients for whom `user` may do `to` today. Lists, counts, searches and exports begin here."""
    rule = matrix()[to]
    if rule.about is not About.CLIENT:
        raise ValueError(f"{to} is not asked about a client.")
    found = {relation for role, relation in rule.allow if role in user.role_names}
    today, clients = timezone.localdate(), all_clients()
    # From the person to the clients: asking every client of a large practice who looks after them takes ten times as long.
    assigned = Q(pk__in=CareTeam.objects.filter(CareTeam.holds(today), user=user).values("client"))
    supervised = Q(pk__in=supervised_team(user, today).values("client"))
    conditions = {Relation.ASSIGNED: assigned, Relation.SUPERVISED: supervised, Relation.NONE: ~assigned & ~supervised}
    wanted = Q(pk__in=[])
    for relation, condition in conditions.items():
        if relation in found:
            wanted |= condition
    if Relation.WARD in found:
        wanted |= Q(pk__in=[each.client_id for each in guardianships(user) if rule.scope in each.scopes])
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
    if guardianships(user, client_id):
        found.add(Relation.WARD)
    return frozenset(found or {Relation.NONE})


def relations_for(user: User, client_id: UUID, permission: Permission) -> frozenset[Relation]:
    """How a person stands to a client as far as it counts for this capability: a guardian only within the scopes of the guardianship."""
    found, scope = relations(user, client_id), matrix()[permission].scope
    if Relation.WARD in found and scope not in scopes_of(user, client_id):
        return found - {Relation.WARD} or frozenset({Relation.NONE})
    return found


def guardianships(user: User, client_id: UUID | None = None) -> list[Guardianship]:
    """The guardianships of a person that hold today: begun, not ended, not cut, the client not of age where the client lives.

    Without the client's date of birth nobody can say so, and nothing opens. Empty without a query for whoever is no guardian.
    """
    if Role.GUARDIAN not in user.role_names:
        return []
    rows = Guardianship.objects.filter(Guardianship.holds(timezone.localdate()), user=user, cut_at=None).select_related("client")
    rows = rows if client_id is None else rows.filter(client=client_id)
    years = Practice.objects.values_list("adult_at", flat=True).first() or 18
    return [each for each in rows if is_minor(each.client, years)]


def is_minor(client: "Client", years: int) -> bool:
    """Whether a client is known not to be of age yet, on the day that it is where the client lives."""
    return client.born is not None and not is_of_age(client.born, client.today(timezone.now()), years)


def scopes_of(user: User, client_id: UUID) -> frozenset[str]:
    """What a person's guardianships of this client include today; empty for whoever is kept out of the record."""
    if Block.objects.filter(user=user, client_id=client_id).exists():
        return frozenset()
    return frozenset(scope for each in guardianships(user, client_id) for scope in each.scopes)


def supervised_team(user: User, today: date) -> QuerySet[CareTeam]:
    links = Supervision.objects.filter(Supervision.holds(today), supervisor=user)
    return CareTeam.objects.filter(CareTeam.holds(today), user__in=links.values("supervisee"))


def all_clients() -> "QuerySet[Client]":
    clients: QuerySet[Client] = apps.get_model("clients", "Client")._default_manager.all()
    return clients
