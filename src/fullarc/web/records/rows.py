"""One row as JSON values and back: the same on SQLite and PostgreSQL, encrypted columns in plain words."""

import base64
import secrets
import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from fullarc.exchange.record.record_file import Row
from fullarc.web.encryption.cipher import seal
from fullarc.web.encryption.fields import Encrypted
from fullarc.web.records.left_out import withheld

AnyField: TypeAlias = "models.Field[Any, Any]"


class CellRefused(ValueError):
    """A value that its column does not take. The message names the column, never the value."""


def columns_of(model: type[models.Model]) -> list[AnyField]:
    """The columns that are handed out, in the order in which the model names them."""
    kept_here = withheld(model)
    return [field for field in model._meta.concrete_fields if field.attname not in kept_here]


def row_of(instance: models.Model) -> Row:
    return {field.attname: plain(field, getattr(instance, field.attname)) for field in columns_of(type(instance))}


def plain(field: AnyField, value: Any) -> Any:
    """A value as JSON knows it. Refused (TypeError): a kind of value that this file does not know how to write."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(field, Encrypted):
        return value  # lists and dictionaries keep the order of their keys: hashes are made of it
    if isinstance(value, list | dict):
        return in_order(value)
    raise TypeError(f"{field}: a value of the kind {type(value).__name__} has no way into a record file yet")


def in_order(value: Any) -> Any:
    """PostgreSQL keeps no order of keys in its JSON columns."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    return [in_order(each) for each in value] if isinstance(value, list) else value


def stored(field: AnyField, value: Any, pk: object, connection: BaseDatabaseWrapper) -> Any:
    """A value as the database takes it, sealed for its row where the column is encrypted. Refused: CellRefused."""
    try:
        if value is None and not field.null:
            raise ValueError
        if isinstance(field, Encrypted):
            return None if value is None else seal(field.to_text(value), field.cell(pk))
        if isinstance(field, models.BinaryField):
            value = None if value is None else base64.b64decode(value, validate=True)
        elif isinstance(field, models.DurationField):
            value = None if value is None else timedelta(seconds=value)
        elif not isinstance(field, models.JSONField):
            value = field.to_python(value)
        return field.get_db_prep_save(value, connection)
    except (ValueError, TypeError, ArithmeticError, AttributeError, ValidationError):
        raise CellRefused(f"the column {field.attname} holds something else than its kind of value") from None


def in_place_of(field: AnyField) -> Any:
    """What stands in a column whose value stayed where the record came from: nothing that opens anything."""
    if field.attname == "password":
        return make_password(None)
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField) and not field.has_default():
        return secrets.token_hex(32)[: field.max_length or 64]
    return field.get_default()
