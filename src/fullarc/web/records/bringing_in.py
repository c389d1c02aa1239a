"""A whole record put into this installation: all of it in one transaction, or nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, IntegrityError, connection, transaction

from fullarc.exchange.record.record_file import Part, RecordFile, RecordRefused, Row
from fullarc.web.accounts.models import Practice, User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.records import deeds
from fullarc.web.records.left_out import TABLES
from fullarc.web.records.rows import AnyField, CellRefused, columns_of, in_place_of, stored
from fullarc.web.records.scope import CLIENT, PRACTICE, REFERRED, Model, scope_of
from fullarc.web.records.tables_of_record import paths_to_client, references, tables, target_of

AT_ONCE = 200  # rows a statement
CLIENTS = Client._meta.label_lower


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What was stored: rows by table, how many people of the record were here already, and whose record it is."""

    rows: Mapping[str, int]
    known_people: int
    clients: int


def bring_in(taken: RecordFile, *, file_hash: str) -> BroughtIn:
    """Store a record that was unpacked and found whole.

    Refused (RecordRefused), with nothing stored: a practice where there is one already; a client who is here already; tables or
    columns that this version does not know, or that are not of a client's record; a value of another kind than its column; a row that
    does not fit the others, or that is of another client.
    """
    models_of = known_tables(taken)
    taken = referred_as_here(taken)
    where = CLIENTS
    try:
        with transaction.atomic():
            refuse_what_is_here(taken)
            people = same_people(taken)
            counts = Counter[str]()
            for name, part in taken.parts.items():
                where = name
                counts[name] = put_in(models_of[name], rows_to_store(models_of[name], part, people))
            where = "as a whole"
            connection.check_constraints()
            if taken.scope == CLIENT:
                refuse_rows_of_others(taken, models_of)
            number_anew(models_of.values())
            clients = counts[CLIENTS]
            record(deeds.BROUGHT_IN, by=None, client=only_client(taken), object_id=file_hash, count=sum(counts.values()))
    except (IntegrityError, DatabaseError, ValidationError):
        raise RecordRefused(f"The part {where} does not fit what is here or the rest of the file. Nothing was stored.") from None
    return BroughtIn(dict(counts), len(people), clients)


def known_tables(taken: RecordFile) -> dict[str, Model]:
    """The model of each part. A column that the file does not have must have a value of its own (it is newer than the file)."""
    ours = {model._meta.label_lower: model for model in tables_for(taken.scope)}
    for name, part in taken.parts.items():
        if name not in ours:
            raise RecordRefused(f"The part {name} is of no table that this version brings in. Use the version that made the file.")
        columns = {field.attname: field for field in columns_of(ours[name])}
        strange = sorted(set(part.columns) - set(columns))
        needed = [name for name, field in columns.items() if field.primary_key or not (field.null or field.has_default())]
        lacking = [name for name in needed if name not in part.columns]
        if strange or lacking:
            found = ", ".join([*(f"{c} is not known here" for c in strange), *(f"{c} is missing" for c in lacking)])
            raise RecordRefused(f"The part {name} has other columns than this version: {found}. Use the version that made the file.")
    return {name: ours[name] for name in taken.parts}


def tables_for(scope: str) -> list[Model]:
    """The tables that a file of this scope may bring in: for a client only those of a client's record and what it refers to."""
    if scope == CLIENT:
        return [*scope_of(CLIENT, process_notes=True).kept, *REFERRED]
    return [model for model in tables() if model._meta.label_lower not in TABLES]


def referred_as_here(taken: RecordFile) -> RecordFile:
    """The record with its parts marked as referred to by our own list: the manifest may say anything."""
    names = {model._meta.label_lower for model in REFERRED} if taken.scope == CLIENT else set()
    return RecordFile(taken.manifest, {name: replace(part, referred=name in names) for name, part in taken.parts.items()})


def refuse_rows_of_others(taken: RecordFile, models_of: Mapping[str, Model]) -> None:
    """Every row that was stored leads to the one client of the file by all its ways that lead anywhere."""
    client = Client.objects.get(pk=only_client(taken)).pk
    for name, part in taken.parts.items():
        model = models_of[name]
        if part.referred:
            continue
        pk, ways = str(model._meta.pk.attname), ["pk"] if model is Client else paths_to_client(model)
        for start in range(0, len(part.rows), AT_ONCE):
            ids = [row[pk] for row in part.rows[start : start + AT_ONCE]]
            found = list(model._base_manager.filter(pk__in=ids).values_list(*ways))
            if len(found) != len(ids) or any(set(owners) - {None} != {client} for owners in found):
                raise RecordRefused(f"The part {name} holds a row that is not of the client of this file. Nothing was stored.")


def refuse_what_is_here(taken: RecordFile) -> None:
    if taken.scope not in (CLIENT, PRACTICE):
        raise RecordRefused("The manifest names neither a client nor a practice. Nothing was taken.")
    if CLIENTS not in taken.parts:
        raise RecordRefused(f"The part {CLIENTS} is missing. Use the file as it was handed out; nothing was stored.")
    if taken.scope == PRACTICE:
        if Practice.objects.exists() or Client.objects.exists() or User.objects.exists():
            raise RecordRefused("There is a practice here already. Bring a practice into an empty installation (an empty FULLARC_HOME).")
        return
    if not Practice.objects.exists():
        raise RecordRefused("There is no practice here yet. Begin one first, then bring the client in.")
    rows = taken.parts[CLIENTS].rows
    if len(rows) != 1:
        raise RecordRefused(f"The record of a client holds one client; this file holds {len(rows)}. Nothing was stored.")
    if Client.objects.filter(pk__in=[row["id"] for row in rows]).exists():
        raise RecordRefused("This client is here already. Nothing was stored.")
    if Client.objects.filter(code__in=[row["code"] for row in rows]).exists():
        raise RecordRefused("Another client here has the same code. Give that one another code first; nothing was stored.")


def same_people(taken: RecordFile) -> dict[str, str]:
    """Ids in the file -> ids here, for people who are here already: by id, or by e-mail address."""
    part = taken.parts.get(User._meta.label_lower)
    if part is None or taken.scope == PRACTICE:
        return {}
    by_id = {str(pk) for pk in User.objects.filter(pk__in=[row["id"] for row in part.rows]).values_list("pk", flat=True)}
    by_address = dict(User.objects.filter(email__in=[row["email"] for row in part.rows]).values_list("email", "pk"))
    same = {str(row["id"]): str(row["id"]) for row in part.rows if str(row["id"]) in by_id}
    return same | {str(row["id"]): str(by_address[row["email"]]) for row in part.rows if row["email"] in by_address}


def rows_to_store(model: Model, part: Part, people: Mapping[str, str]) -> list[Row]:
    """The rows that are not here yet, naming people as they are named here. People who come with a client's record cannot sign in."""
    rows: Iterable[Row] = part.rows
    if part.referred:
        here = set(people) if model is User else {str(pk) for pk in model._default_manager.values_list("pk", flat=True)}
        rows = [row for row in rows if str(row["id"]) not in here]
        if model is User:
            rows = [{**row, "is_active": False} for row in rows]
    naming = [field.attname for field in references(model) if target_of(field) is User and field.attname in part.columns]
    return [{**row, **{name: people.get(str(row[name]), row[name]) for name in naming}} for row in rows]


def put_in(model: Model, rows: list[Row]) -> int:
    """Insert rows as they are: no date of the day is written over one of the record, no trigger of the application is passed by."""
    fields = list(model._meta.concrete_fields)
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names of the models
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.executemany(statement, [values_of(model, fields, row, start + n) for n, row in enumerate(rows[start : start + AT_ONCE])])
    return len(rows)


def values_of(model: Model, fields: list[AnyField], row: Row, number: int) -> list[Any]:
    name = model._meta.label_lower
    pk_field = model._meta.pk
    try:
        pk = pk_field.to_python(row[pk_field.attname])
        given = ((field, row[field.attname] if field.attname in row else in_place_of(field)) for field in fields)
        return [stored(field, value, pk, connection) for field, value in given]
    except CellRefused as refused:
        raise RecordRefused(f"The part {name}, row {number + 1}: {refused}. Nothing was stored.") from None
    except (ValidationError, KeyError, AttributeError):
        raise RecordRefused(f"The part {name}, row {number + 1}: the row has no id of the right kind. Nothing was stored.") from None


def number_anew(stored_in: Iterable[Model]) -> None:
    """Let counted ids go on behind those of the record."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(stored_in))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def only_client(taken: RecordFile) -> Any:
    return taken.parts[CLIENTS].rows[0]["id"] if taken.scope == CLIENT else None
