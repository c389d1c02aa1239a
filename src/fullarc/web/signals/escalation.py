"""An unseen risk signal goes on: from the client's clinician to the backup, the supervisor, the owner.

`escalate(now)` is called by the background work and whenever somebody looks at signals; called twice it does nothing more.
"""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fullarc.web.access.deeds import JOINED_TEAM
from fullarc.web.access.models import Block, CareTeam, Supervision
from fullarc.web.accounts.models import User
from fullarc.web.accounts.roles import Role
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.signals import deeds
from fullarc.web.signals.models import Signal
from fullarc.web.signals.routing_models import Away, Escalation, Routing
from fullarc.web.signals.working_hours import over_at

COVERS_FOR = timedelta(days=7)  # how long a backup stands in the care team
SUBJECT = "An item needs your attention"
BODY = "An item needs your attention in Fullarc. Please sign in.\n"
LEVELS = tuple(Escalation.Level)
log = logging.getLogger(__name__)


def in_force() -> Routing:
    """The routing that holds; the default (4 working hours, 9 to 17, Monday to Friday, no backup) while nobody has set one."""
    return Routing.objects.filter(confirmed_at__isnull=False).order_by("-confirmed_at").select_related("backup").first() or Routing()


def escalate(now: datetime) -> int:
    """Put every unseen signal whose time is over to the next person; returns how many went on. One level a call."""
    waiting, routing = list(still_unseen().values_list("pk", flat=True)), in_force()
    return sum(advance(signal, routing, now) for signal in waiting)


def still_unseen() -> QuerySet[Signal]:
    """The signals that nobody has seen and that the owner has not been asked about."""
    return Signal.objects.filter(seen_at=None, acknowledged_at=None).exclude(escalations__level=Escalation.Level.OWNER)


def go_straight_on(signal: Signal) -> None:
    """Right after a signal was raised: where nobody looks after the client today it does not wait. A fault here costs no signal."""
    try:
        with transaction.atomic():
            if not available(clinicians_of(signal.client, timezone.localdate()), signal.client, timezone.localdate()):
                advance(signal.pk, in_force(), timezone.now())
    except Exception:
        log.exception("A new risk signal could not be put to a further person; it stays raised and is looked at again.")


def due_at(signal: Signal, routing: Routing, now: datetime) -> datetime | None:
    """When an unseen signal goes on; None when it is seen, or when everybody has been asked."""
    asked = list(signal.escalations.all())
    if signal.seen_at is not None or signal.acknowledged_at is not None or any(each.level == Escalation.Level.OWNER for each in asked):
        return None
    since = max((each.at for each in asked), default=signal.raised_at)
    there = [each.person for each in asked if each.at == since] if asked else clinicians_of(signal.client, day_of(now))
    if not available(there, signal.client, day_of(now)):
        return since
    return over_at(since, timedelta(hours=routing.wait_hours), routing.hours)


@transaction.atomic
def advance(signal_id: UUID, routing: Routing, now: datetime) -> bool:
    """One step of one signal, when its time is over. The next level is the first one at which somebody can be asked."""
    signal = Signal.objects.select_for_update(of=("self",)).select_related("client").get(pk=signal_id)
    due = due_at(signal, routing, now)
    if due is None or now < due:
        return False
    asked = {each.level for each in signal.escalations.all()}
    begin = max((LEVELS.index(Escalation.Level(level)) for level in asked), default=-1) + 1
    for level in LEVELS[begin:]:
        people = available(people_at(level, signal.client, routing, day_of(now)), signal.client, day_of(now))
        if people:
            put_to(signal, level, people, now)
            return True
    return False


def put_to(signal: Signal, level: Escalation.Level, people: list[User], now: datetime) -> None:
    for person in people:
        if level is Escalation.Level.BACKUP:
            stand_in(signal.client, person, day_of(now))
        Escalation.objects.create(signal=signal, level=level, person=person, at=now)
        record(deeds.ESCALATED, by=None, client=signal.client_id, on=signal, fields=[level.value])
    addresses = [person.email for person in people]
    transaction.on_commit(lambda: tell(addresses))


def stand_in(client: Client, person: User, day: date) -> None:
    """A backup becomes part of the client's care team for a week, so that the record opens to them."""
    if not CareTeam.objects.filter(CareTeam.holds(day), client=client, user=person).exists():
        CareTeam.objects.create(client=client, user=person, part=CareTeam.Part.COVER, begins=day, ends=day + COVERS_FOR)
        record(JOINED_TEAM, by=None, client=client, on=person)


def tell(addresses: Iterable[str]) -> None:
    """A mail that says nothing but that there is something. One that cannot be sent holds nothing up: the page shows it anyway."""
    for address in addresses:
        try:
            send_mail(SUBJECT, BODY, None, [address])
        except OSError:
            log.warning("A mail about an item that needs attention could not be sent.")


def clinicians_of(client: Client, day: date) -> list[User]:
    rows = CareTeam.objects.filter(CareTeam.holds(day), client=client, part=CareTeam.Part.CLINICIAN)
    return [row.user for row in rows.select_related("user")]


def people_at(level: Escalation.Level, client: Client, routing: Routing, day: date) -> list[User]:
    """Who could be asked at a level, before anybody asks whether they are there."""
    if level is Escalation.Level.BACKUP:
        cover = CareTeam.objects.filter(CareTeam.holds(day), client=client, part=CareTeam.Part.COVER).select_related("user")
        people = [row.user for row in cover]
        already = {person.pk for person in clinicians_of(client, day)}
        return people + [person for person in (routing.backup,) if person and person.pk not in already and person not in people]
    if level is Escalation.Level.SUPERVISOR:
        team = CareTeam.objects.filter(CareTeam.holds(day), client=client).values("user")
        links = Supervision.objects.filter(Supervision.holds(day), supervisee__in=team).select_related("supervisor")
        return list(dict.fromkeys(link.supervisor for link in links))
    return list(User.objects.filter(roles__role=Role.OWNER))


def available(people: Iterable[User], client: Client, day: date) -> list[User]:
    """Those who can act today: active, not away, not kept out of this record. An owner is asked whatever the record."""
    people = list(people)
    away = set(Away.objects.filter(user__in=people, begins__lte=day, ends__gt=day, withdrawn_at=None).values_list("user", flat=True))
    blocked = set(Block.objects.filter(client=client, user__in=people).values_list("user", flat=True))
    return [person for person in people if person.is_active and person.pk not in away and person.pk not in blocked]


def day_of(now: datetime) -> date:
    return timezone.localdate(now)
