"""Adding an event to the trail."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction

from fullarc.web.audit import anchor
from fullarc.web.audit.chain import START, hash_of
from fullarc.web.audit.deeds import Deed
from fullarc.web.audit.models import Event, Outcome
from fullarc.web.audit.request import current
from fullarc.web.encryption.keys import keyring
from fullarc.web.version import VERSION

# Any fixed number; it only has to be the same in all processes.
TRAIL_LOCK = 0x46554C4C


class Actor(Protocol):
    """Who acts: a signed-in person."""

    @property
    def pk(self) -> Any: ...

    @property
    def role_names(self) -> Iterable[str]: ...


def record(
    deed: Deed,
    *,
    by: Actor | None,
    client: UUID | models.Model | None = None,
    on: models.Model | None = None,
    object_id: object = "",
    fields: Iterable[str] = (),
    count: int | None = None,
    about: str = "",
    outcome: str = Outcome.DONE,
) -> Event:
    """Write one event, in the caller's transaction: if it cannot be written, nothing of the act is.

    by      who acts; None for the system itself
    client  the client concerned, or the client's id
    on      the row acted on; `fields` are the names (never the values) of what changed; `count` is the number of rows a list showed
    """
    facts = current()
    with transaction.atomic():
        head = last_event()
        event = Event(
            sequence=head.sequence + 1 if head else 1,
            at=datetime.now(UTC),
            actor=by.pk if by else None,
            roles=",".join(sorted(by.role_names)) if by else "",
            sign_in=facts.sign_in,
            session=facts.session,
            address=facts.address,
            request=facts.request_id,
            action=deed.name,
            outcome=outcome,
            object_type=on._meta.label_lower if on else "",
            object_id=str(on.pk if on else object_id)[:64],
            client=client.pk if isinstance(client, models.Model) else client,
            category=about or deed.about,
            fields=",".join(fields)[:300],
            count=count,
            version=VERSION,
            previous=head.hash if head else START,
        )
        event.hash = hash_of(event, keyring().audit)
        event.save(force_insert=True)
    transaction.on_commit(lambda: anchor.append(first_hash(), event.sequence, event.hash))
    return event


def last_event() -> Event | None:
    """The head of the chain, held until the transaction ends: one writer at a time.

    SQLite has one writer anyway (transactions begin IMMEDIATE); PostgreSQL takes an advisory lock, and the query after it sees what the
    writer before has committed.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TRAIL_LOCK])
    return Event.objects.order_by("-sequence").first()


def first_hash() -> str:
    return Event.objects.order_by("sequence").values_list("hash", flat=True)[0]
