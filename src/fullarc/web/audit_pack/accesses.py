"""Who did what with a client's record in a period, from the audit trail."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from fullarc.exchange.record.audit_pack import AccessRow
from fullarc.web.accounts.models import User
from fullarc.web.audit.deeds import sentence_of
from fullarc.web.audit.models import Event
from fullarc.web.clients.models import Client

MOST_TOLD = 6  # categories named for one person; the file with every access names all


def events_in(client: Client, since: date, until: date) -> QuerySet[Event]:
    begins = timezone.make_aware(datetime.combine(since, time.min))
    ends = timezone.make_aware(datetime.combine(until, time.max))
    return Event.objects.filter(client=client.pk, at__range=(begins, ends)).order_by("sequence")


def access_rows(client: Client, since: date, until: date) -> Iterator[AccessRow]:
    """One row a person: how often, first and last, about what. Two queries."""
    by_actor: dict[UUID | None, list[Event]] = defaultdict(list)
    for event in events_in(client, since, until):
        by_actor[event.actor].append(event)
    names = names_of(by_actor)
    for actor, events in sorted(by_actor.items(), key=lambda pair: (-len(pair[1]), names.get(pair[0], ""))):
        about = sorted({event.category for event in events if event.category})
        more = f" and {len(about) - MOST_TOLD} more" if len(about) > MOST_TOLD else ""
        roles = sorted({role for event in events for role in event.roles.split(",") if role})
        yield AccessRow(
            who=names.get(actor, "Fullarc itself"),
            roles=", ".join(roles),
            times=len(events),
            first=told(events[0].at),
            last=told(events[-1].at),
            about=", ".join(each.replace("_", " ") for each in about[:MOST_TOLD]) + more,
        )


def every_access(client: Client, since: date, until: date) -> list[list[str]]:
    """Every single line, for the file: when, who, in which roles, what, about what, how it ended."""
    events = list(events_in(client, since, until))
    names = names_of({event.actor for event in events})
    return [
        [
            event.at.isoformat(timespec="seconds"),
            names.get(event.actor, "Fullarc itself"),
            event.roles,
            sentence_of(event.action),
            event.category,
            event.outcome,
        ]
        for event in events
    ]


def names_of(actors: "dict[UUID | None, list[Event]] | set[UUID | None]") -> dict[UUID | None, str]:
    wanted = [actor for actor in actors if actor]
    found: dict[UUID | None, str] = dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return {actor: found.get(actor, "somebody who is not here any more") for actor in wanted}


def told(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
