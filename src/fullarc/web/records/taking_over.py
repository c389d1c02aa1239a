"""After a record was brought in: who takes over, who may sign in again, and whether what was signed is still what was signed."""

from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fullarc.exchange.record.record_file import RecordFile
from fullarc.web.access.models import CareTeam
from fullarc.web.accounts.actions import new_invitation
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.clients.models import Client
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.plans.models import TreatmentPlan
from fullarc.web.records.scope import PRACTICE
from fullarc.web.safety.models import RiskAssessment, SafetyPlan


class Closed(Protocol):
    """A document with the hash of what it said when it was signed."""

    content_hash: str

    def hash_now(self) -> str: ...


@transaction.atomic
def join_care_team(taken: RecordFile, person: User) -> None:
    """The person takes over the clients of the record, from today."""
    today = timezone.localdate()
    for client in Client.objects.filter(pk__in=client_ids(taken)):
        if not CareTeam.objects.filter(CareTeam.holds(today), client=client, user=person).exists():
            CareTeam.objects.create(client=client, user=person, begins=today)


@transaction.atomic
def owners_codes(taken: RecordFile) -> list[tuple[str, str]]:
    """Name and one-time code of each owner of a practice that was brought in: passwords stay where they were made."""
    if taken.scope != PRACTICE:
        return []
    owners = User.objects.filter(roles__role=Role.OWNER, is_active=True).order_by("name")
    return [(owner.name, new_invitation(owner, timezone.now())) for owner in owners]


def unlike_their_signature(taken: RecordFile) -> int:
    """How many closed documents of the clients brought in do not have the content that their hash was made of."""
    clients = client_ids(taken)
    closed: list[Closed] = [
        *Note.objects.filter(session__course__client__in=clients).exclude(content_hash=""),
        *Addendum.objects.filter(note__session__course__client__in=clients),
        *TreatmentPlan.objects.filter(course__client__in=clients).exclude(content_hash=""),
        *SafetyPlan.objects.filter(client__in=clients).exclude(content_hash=""),
        *RiskAssessment.objects.filter(client__in=clients).exclude(content_hash=""),
    ]
    return sum(each.content_hash != each.hash_now() for each in closed)


def client_ids(taken: RecordFile) -> list[UUID]:
    return [UUID(row["id"]) for row in taken.parts[Client._meta.label_lower].rows]
