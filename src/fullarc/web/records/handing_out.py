"""Taking records out, each with its line in the audit trail: how many rows, and the SHA-256 of what was handed out."""

import hashlib

from django.db import transaction
from django.utils import timezone

from fullarc.exchange.record_file import unpack
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import Deed
from fullarc.web.clients.models import Client
from fullarc.web.records import deeds
from fullarc.web.records.taking_out import client_record, practice_record


# Why process notes are taken along: the trail holds the key, never words of its own.
REASONS = {
    "access": "The client has asked for all that is written about them",
    "order": "A court or an authority has ordered it",
    "transfer": "Another therapist takes over, with the client's authorization",
    "keeping": "The author keeps a copy of their own",
}


def export_of(code: str | None, *, process_notes: str = "") -> bytes | None:
    """A record for the command line: of the client with this code (None when there is none), or of the practice.

    `process_notes` is the reason (a key of REASONS) for which all process notes are taken along; whoever runs commands holds the
    keys of the installation.
    """
    if code is None:
        return whole_practice(by=None, process_notes=process_notes)
    client = Client.objects.filter(code=code).first()
    return None if client is None else whole_client(client, by=None, process_notes=process_notes)


@transaction.atomic
def whole_client(client: Client, *, by: User | None, process_notes: str = "") -> bytes:
    """The record of one client, not sealed yet. With a reason for `process_notes` those of `by` go along; without a person those of all."""
    content = client_record(client, made_at=timezone.now(), process_notes_of=by, process_notes=bool(process_notes))
    tell(deeds.TAKEN_OUT, content, by=by, client=client)
    if process_notes:
        tell(deeds.PROCESS_NOTES_TAKEN_OUT, content, by=by, client=client, about=f"psychotherapy notes: {process_notes}")
    return content


@transaction.atomic
def whole_practice(*, by: User | None, process_notes: str = "", about: str = "") -> bytes:
    """The record of the practice, not sealed yet. `about` says in the trail who agreed: one person or two."""
    content = practice_record(made_at=timezone.now(), process_notes=bool(process_notes))
    tell(deeds.PRACTICE_TAKEN_OUT, content, by=by, about=about)
    if process_notes:
        tell(deeds.PROCESS_NOTES_TAKEN_OUT, content, by=by, about=f"psychotherapy notes: {process_notes}")
    return content


def tell(deed: Deed, content: bytes, *, by: User | None, client: Client | None = None, about: str = "") -> None:
    record(deed, by=by, client=client, object_id=hashlib.sha256(content).hexdigest(), count=unpack(content).rows, about=about)
