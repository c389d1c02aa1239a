"""Care teams, supervision links and blocks: who stands how to which client. Each change with its audit entry."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from fullarc.web.access import deeds
from fullarc.web.access.models import Block, CareTeam, LiftedBlock, Supervision
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.actions import record

if TYPE_CHECKING:
    from fullarc.web.clients.models import Client


class NotAllowed(Exception):
    """The change would break a rule of access. The message is for the person who tried."""


@transaction.atomic
def join_team(client: "Client", person: User, *, by: User, today: date, part: str = CareTeam.Part.CLINICIAN) -> CareTeam:
    """Put a clinician into a client's care team. Nobody puts themselves there; another member or the owner does."""
    if person.pk == by.pk:
        raise NotAllowed("Nobody can put themselves into a care team. Ask a member of the team or another owner.")
    return enter_team(client, person, by=by, today=today, part=part)


@transaction.atomic
def begin_team(client: "Client", *, by: User, today: date) -> CareTeam | None:
    """The care team of a client who was added just now: the clinician who added them. Nobody, when the front desk did."""
    return enter_team(client, by, by=by, today=today) if by.has_role(Role.CLINICIAN) else None


def enter_team(client: "Client", person: User, *, by: User, today: date, part: str = CareTeam.Part.CLINICIAN) -> CareTeam:
    if not person.is_active or not person.has_role(Role.CLINICIAN):
        raise NotAllowed(f"{person.name} is not an active clinician. Only clinicians can be in a care team.")
    if CareTeam.objects.filter(CareTeam.holds(today), client=client, user=person).exists():
        raise NotAllowed(f"{person.name} is in this care team already.")
    place = CareTeam.objects.create(client=client, user=person, part=part, begins=today)
    record(deeds.JOINED_TEAM, by=by, client=client, on=person)
    return place


@transaction.atomic
def leave_team(place: CareTeam, *, by: User, today: date) -> None:
    """End a person's place in a care team from today on. Somebody always remains, so that no signal goes unseen."""
    if place.ends is not None and place.ends <= today:
        return  # ended before; that day stands
    others = CareTeam.objects.select_for_update().filter(CareTeam.holds(today), client=place.client).exclude(user=place.user)
    if not any(can_look_after(place.client, other.user) for other in others.select_related("user")):
        raise NotAllowed("A client needs somebody in the care team who can open the record. Put another clinician into it first.")
    place.ends = today
    place.save(update_fields=["ends"])
    record(deeds.LEFT_TEAM, by=by, client=place.client_id, on=place.user, fields=["ends"])


def can_look_after(client: "Client", person: User) -> bool:
    """Whether a member of the team can act on a signal: active, still a clinician, and not kept out of the record."""
    return person.is_active and person.has_role(Role.CLINICIAN) and not Block.objects.filter(client=client, user=person).exists()


@transaction.atomic
def link_supervisor(supervisor: User, supervisee: User, *, by: User, today: date) -> Supervision:
    """From today the supervisor may read the records of the supervisee's clients. The owner cannot make this link for themselves."""
    if supervisor.pk == by.pk:
        raise NotAllowed("Nobody can make themselves somebody's supervisor. Ask another owner.")
    if supervisor.pk == supervisee.pk:
        raise NotAllowed("Nobody supervises themselves.")
    if not supervisor.has_role(Role.SUPERVISOR) or not supervisee.has_role(Role.CLINICIAN):
        raise NotAllowed("A supervision link goes from a supervisor to a clinician. Give the roles first.")
    if Supervision.objects.filter(Supervision.holds(today), supervisor=supervisor, supervisee=supervisee).exists():
        raise NotAllowed("This link exists already.")
    link = Supervision.objects.create(supervisor=supervisor, supervisee=supervisee, begins=today)
    record(deeds.LINKED, by=by, on=supervisee, fields=["supervisor"])
    return link


@transaction.atomic
def end_supervision(link: Supervision, *, by: User, today: date) -> None:
    """End a link from today on; one that ended before keeps its day."""
    if link.ends is not None and link.ends <= today:
        return
    link.ends = today
    link.save(update_fields=["ends"])
    record(deeds.UNLINKED, by=by, on=link.supervisee, fields=["ends"])


@transaction.atomic
def block(client: "Client", person: User, *, by: User, because: str = "") -> Block:
    """Keep a person out of this record at once, whatever their role. One that stands already keeps its day and its reason."""
    made, new = Block.objects.get_or_create(client=client, user=person, defaults={"set_by": by})
    if new:
        made.because = because  # encrypted under the id, which the row has from now on
        made.save(update_fields=["because"])
        record(deeds.BLOCKED, by=by, client=client, on=person)
    return made


@transaction.atomic
def lift_block(made: Block, *, by: User, because: str = "") -> LiftedBlock:
    """Take a block back; that it stood, and why it was lifted, is kept. Nobody lifts one that is on themselves."""
    if made.user_id == by.pk:
        raise NotAllowed("Nobody can lift a block that is on themselves. Ask another owner.")
    stood = {"set_at": made.set_at, "set_by": made.set_by, "because": made.because}
    lifted = LiftedBlock.objects.create(client=made.client, user=made.user, lifted_by=by, lifted_because=because, **stood)
    record(deeds.UNBLOCKED, by=by, client=made.client_id, on=made.user)
    made.delete()
    return lifted
