"""An unseen risk signal goes on: from the client's clinician to the backup, the supervisor, the owner.

`escalate(now)` is called by the background work and whenever somebody looks at signals; called twice it does nothing more.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

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
FIRST_WAIT, TRIES = timedelta(minutes=5), 5  # a mail that did not leave goes after 5, 10, 20, 40 and 80 minutes
SUBJECT = "An item needs your attention"
BODY = "An item needs your attention in Fullarc. Please sign in.\n"
LEVELS = tuple(Escalation.Level)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A day: who looks after which client, who is away, and who is kept out of whose record."""

    day: date
    teams: Mapping[UUID, Sequence[User]]
    away: Set[UUID]
    kept_out: Set[tuple[UUID, UUID]]

    @classmethod
    def on(cls, day: date, clients: Collection[UUID]) -> "Attendance":
        """Three queries, however many clients are asked about."""
        teams = defaultdict[UUID, list[User]](list)
        for row in CareTeam.objects.filter(CareTeam.holds(day), client__in=clients, part=CareTeam.Part.CLINICIAN).select_related("user"):
            teams[row.client_id].append(row.user)
        away = Away.objects.filter(begins__lte=day, ends__gt=day, withdrawn_at=None).values_list("user", flat=True)
        kept_out = Block.objects.filter(client__in=clients).values_list("client", "user")
        return cls(day, teams, frozenset(away), frozenset(kept_out))

    def clinicians(self, client: UUID) -> Sequence[User]:
        return self.teams.get(client, ())

    def available(self, people: Iterable[User], client: UUID) -> list[User]:
        """Those who can act today: active, not away, not kept out of this record. An owner is asked whatever the record."""
        return [each for each in people if each.is_active and each.pk not in self.away and (client, each.pk) not in self.kept_out]


def in_force() -> Routing:
    """The routing that holds; the default (4 working hours, 9 to 17, Monday to Friday, no backup) while nobody has set one."""
    return Routing.objects.filter(confirmed_at__isnull=False).order_by("-confirmed_at").select_related("backup").first() or Routing()


def escalate(now: datetime) -> int:
    """Put every unseen signal whose time is over to the next person; returns how many went on. One level a call."""
    waiting, routing = list(still_unseen().order_by("pk").prefetch_related("escalations__person")), in_force()
    there = Attendance.on(day_of(now), {signal.client_id for signal in waiting})
    moments = ((signal.pk, due_at(signal, routing, now, there)) for signal in waiting)
    return sum(advance(signal, routing, now) for signal, due in moments if due is not None and due <= now)


def still_unseen() -> QuerySet[Signal]:
    """The signals that nobody has seen and that the owner has not been asked about."""
    return Signal.objects.filter(seen_at=None, acknowledged_at=None).exclude(escalations__level=Escalation.Level.OWNER)


def go_straight_on(signal: Signal) -> None:
    """Right after a signal was raised: where nobody looks after the client today it does not wait. A fault here costs no signal."""
    try:
        with transaction.atomic():
            there = Attendance.on(timezone.localdate(), [signal.client_id])
            if not there.available(there.clinicians(signal.client_id), signal.client_id):
                advance(signal.pk, in_force(), timezone.now())
    except Exception:
        log.exception("A new risk signal could not be put to a further person; it stays raised and is looked at again.")


def due_at(signal: Signal, routing: Routing, now: datetime, day: "Attendance") -> datetime | None:
    """When an unseen signal goes on; None when it is seen, or when everybody has been asked."""
    asked = list(signal.escalations.all())
    if signal.seen_at is not None or signal.acknowledged_at is not None or any(each.level == Escalation.Level.OWNER for each in asked):
        return None
    since = max((each.at for each in asked), default=signal.raised_at)
    there = [each.person for each in asked if each.at == since] if asked else day.clinicians(signal.client_id)
    if not day.available(there, signal.client_id):
        return since
    return over_at(since, timedelta(hours=routing.wait_hours), routing.hours)


@transaction.atomic
def advance(signal_id: UUID, routing: Routing, now: datetime) -> bool:
    """One step of one signal, when its time is over. The next level is the first one at which somebody can be asked."""
    signal = Signal.objects.select_for_update(of=("self",)).select_related("client").get(pk=signal_id)
    day = Attendance.on(day_of(now), [signal.client_id])
    due = due_at(signal, routing, now, day)
    if due is None or now < due:
        return False
    asked = {each.level for each in signal.escalations.all()}
    begin = max((LEVELS.index(Escalation.Level(level)) for level in asked), default=-1) + 1
    for level in LEVELS[begin:]:
        people = day.available(people_at(level, signal.client, routing, day), signal.client_id)
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
        ask_to_look(person)


def stand_in(client: Client, person: User, day: date) -> None:
    """A backup becomes part of the client's care team for a week, so that the record opens to them."""
    if not CareTeam.objects.filter(CareTeam.holds(day), client=client, user=person).exists():
        CareTeam.objects.create(client=client, user=person, part=CareTeam.Part.COVER, begins=day, ends=day + COVERS_FOR)
        record(JOINED_TEAM, by=None, client=client, on=person)


def ask_to_look(person: User) -> None:
    """Have the background work mail somebody; one mail that waits is enough, however many signals came to them meanwhile."""
    to_whom = str(person.pk)
    if not DBTaskResult.objects.ready().filter(task_path=tell.module_path, args_kwargs={"args": [to_whom], "kwargs": {}}).exists():
        tell.enqueue(to_whom)


@task()
def tell(person: str, tried: int = 0) -> None:
    """A mail that says nothing but that there is something. It is tried again; the page shows the signal anyway."""
    found = User.objects.filter(pk=person, is_active=True).first()
    if found is None:
        return
    try:
        send_mail(SUBJECT, BODY, None, [found.email])
    except OSError:
        log.warning("A mail about an item that needs attention could not be sent.")
        if tried < TRIES:
            tell.using(run_after=timezone.now() + FIRST_WAIT * 2**tried).enqueue(person, tried + 1)


def people_at(level: Escalation.Level, client: Client, routing: Routing, day: "Attendance") -> list[User]:
    """Who could be asked at a level, before anybody asks whether they are there."""
    if level is Escalation.Level.BACKUP:
        cover = CareTeam.objects.filter(CareTeam.holds(day.day), client=client, part=CareTeam.Part.COVER).select_related("user")
        people = [row.user for row in cover]
        already = {person.pk for person in day.clinicians(client.pk)}
        return people + [person for person in (routing.backup,) if person and person.pk not in already and person not in people]
    if level is Escalation.Level.SUPERVISOR:
        team = CareTeam.objects.filter(CareTeam.holds(day.day), client=client).values("user")
        links = Supervision.objects.filter(Supervision.holds(day.day), supervisee__in=team).select_related("supervisor")
        return list(dict.fromkeys(link.supervisor for link in links))
    return list(User.objects.filter(roles__role=Role.OWNER))


def day_of(now: datetime) -> date:
    return timezone.localdate(now)
