"""Taking records out, each with its line in the audit trail: how many rows, and the SHA-256 of what was handed out."""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fullarc.exchange.deidentification.days_in_text import moved_by
from fullarc.exchange.deidentification.deidentified import Deidentifier, deidentifier
from fullarc.exchange.record.record_file import unpack
from fullarc.exchange.record.record_tables import zip_of
from fullarc.exchange.record.research_tables import for_research, people
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.audit.deeds import Deed
from fullarc.web.clients.models import Client
from fullarc.web.records import deeds
from fullarc.web.records.known_terms import known_terms
from fullarc.web.records.table_rows import filled_tables
from fullarc.web.records.taking_out import client_record, practice_record

# Why process notes are taken along: the trail holds the key, never words of its own.
REASONS = {
    "access": "The client has asked for all that is written about them",
    "order": "A court or an authority has ordered it",
    "transfer": "Another therapist takes over, with the client's authorisation",
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
    record(deed, by=by, client=client, object_id=hashlib.sha256(content).hexdigest(), count=unpack(content, limit=None).rows, about=about)


@transaction.atomic
def tables_of(clients: QuerySet[Client], *, by: User | None, client: Client | None = None) -> bytes:
    """The tables of these clients as a zip, not sealed; `client` when they are one client's."""
    tables = filled_tables(clients)
    content = zip_of(tables)
    rows = sum(len(table.rows) for table in tables)
    record(deeds.TABLES_TAKEN_OUT, by=by, client=client, object_id=hashlib.sha256(content).hexdigest(), count=rows)
    return content


@transaction.atomic
def research_tables(*, by: User | None, scrubbed: bool = False, names: Iterable[str] = ()) -> bytes:
    """De-identified tables of the practice as a zip with the report of what was removed.

    `scrubbed` keeps words of notes and logs without the names known to the record and `names`; else all free words are left out.
    """
    clients = list(Client.objects.select_related("names_to_remove"))
    terms = known_terms(clients, names) if scrubbed else {}

    def scrubber(code: str, days: int) -> Deidentifier:
        return deidentifier(terms[code], moved_by(days))

    who = people((client.code for client in clients), draw=secrets.randbelow, scrubbers=scrubber if scrubbed else None)
    tables, report = for_research(filled_tables(Client.objects.all()), who)
    content = zip_of(tables, {"removed.json": report.as_json(), "removed.md": report.in_words().encode()})
    rows = sum(len(table.rows) for table in tables)
    record(deeds.RESEARCH_TAKEN_OUT, by=by, object_id=hashlib.sha256(content).hexdigest(), count=rows)
    return content
