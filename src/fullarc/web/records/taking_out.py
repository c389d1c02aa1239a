"""A whole record as parts: one client with what is referred to, or the practice."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from fullarc.exchange.record.record_file import Part, pack
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client
from fullarc.web.instruments.models import OwnMeasure, OwnVersion
from fullarc.web.records.left_out import WHY_EMPTIED, WHY_OWNERS_ALONE, WHY_WITHHELD, withheld
from fullarc.web.records.rows import columns_of, row_of
from fullarc.web.records.scope import CLIENT, PRACTICE, Scope, scope_of
from fullarc.web.records.tables_of_record import below, references, tables, target_of
from fullarc.web.version import VERSION

KEYED_BY_MEASURE = ("measure", "log", "kind")  # columns that may name a measure or log of the practice's own by its key


def client_record(client: Client, *, made_at: datetime, process_notes: bool = False, process_notes_of: User | None = None) -> bytes:
    """Everything that hangs below one client, the people that it names and the practice's own measures that it uses.

    `process_notes` takes process notes along, those of one author where `process_notes_of` names one. Not encrypted yet.
    """
    scope = scope_of(CLIENT, process_notes=process_notes)
    with transaction.atomic():
        parts = [part_of(model, below(model, client) & own_only(model, process_notes_of), scope) for model in scope.kept]
        measures = own_measures_in(parts, scope)
        people = part_of(User, Q(pk__in=people_in([*parts, *measures])), scope, referred=True)
    head = manifest_head(CLIENT, scope, made_at, process_notes=process_notes)
    return pack({**head, "client": client.code}, [*parts, *measures, people])


def practice_record(*, made_at: datetime, process_notes: bool = False) -> bytes:
    """Every table of the practice that is not left out. Not encrypted yet."""
    scope = scope_of(PRACTICE, process_notes=process_notes)
    with transaction.atomic():
        parts = [part_of(model, held_back(model), scope) for model in scope.kept]
    return pack(manifest_head(PRACTICE, scope, made_at, process_notes=process_notes), parts)


def part_of(model: type[models.Model], condition: Q, scope: Scope, *, referred: bool = False) -> Part:
    """The rows of a table in order of their ids; what names a row that stays is left empty."""
    empty = dict.fromkeys(sorted(scope.empty(model._meta.label_lower)))
    wanted = model._default_manager.filter(condition).order_by().values("pk")  # by id: a row may be found by several ways
    rows = model._default_manager.filter(pk__in=wanted).order_by("pk")
    columns = tuple(field.attname for field in columns_of(model))
    return Part(model._meta.label_lower, columns, tuple({**row_of(row), **empty} for row in rows.iterator(chunk_size=500)), referred)


def own_only(model: type[models.Model], author: User | None) -> Q:
    """Process notes are their author's; what is held back stays."""
    if author is not None and model._meta.label_lower == "process_notes.processnote":
        return Q(author=author)
    return held_back(model)


def held_back(model: type[models.Model]) -> Q:
    """Of an import, only what was carried out is of the record; words that a client took back are shown to nobody any more."""
    if model._meta.label_lower == "my_progress.daynote":
        return Q(taken_back_at=None)
    return ~Q(state="held") if model._meta.label_lower in ("imports.import", "exports.arrival") else Q()


def people_in(parts: Iterable[Part]) -> set[str]:
    """The ids of all people that rows name."""
    named = {model._meta.label_lower: [f.attname for f in references(model) if target_of(f) is User] for model in tables()}
    return {str(row[column]) for part in parts for column in named[part.name] for row in part.rows if row[column] is not None}


def own_measures_in(parts: Iterable[Part], scope: Scope) -> list[Part]:
    """The practice's own measures and logs that rows name by key, with all their versions."""
    keys = {str(row[column]) for part in parts for column in KEYED_BY_MEASURE if column in part.columns for row in part.rows}
    used = Q(key__in=keys & set(OwnMeasure.objects.values_list("key", flat=True)))
    measures = part_of(OwnMeasure, used, scope, referred=True)
    return [measures, part_of(OwnVersion, Q(measure__in=[row["id"] for row in measures.rows]), scope, referred=True)]


def manifest_head(what: str, scope: Scope, made_at: datetime, *, process_notes: bool) -> dict[str, Any]:
    """What the manifest says before its parts."""
    out: list[type[models.Model]] = [*scope.kept, User]
    secret = {model._meta.label_lower: list(withheld(model)) for model in out if withheld(model)}
    return {
        "scope": what,
        "made_at": made_at.isoformat(timespec="seconds"),
        "made_with": f"fullarc {VERSION}",
        "process_notes": "included, as asked for" if process_notes else "not included",
        "left_out": [{"table": table, "why": why} for table, why in sorted(scope.left_out.items())],
        "emptied": [
            {"table": table, "columns": sorted(names), "why": why}
            for named, why in ((scope.cut, WHY_EMPTIED), (scope.owners_alone, WHY_OWNERS_ALONE))
            for table, names in sorted(named.items())
        ],
        "withheld": [{"table": table, "columns": names, "why": WHY_WITHHELD} for table, names in sorted(secret.items())],
    }
