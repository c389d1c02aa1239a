"""Model fields whose values are encrypted in the database and plain on the instance.

    body = EncryptedText()          str
    born = EncryptedDate(null=True) date
    answers = EncryptedJSON()       dict or list

A value is encrypted when its row is saved (the row's id is part of the seal, so the id must be known: use UUID ids) and decrypted
when it is first looked at. The database cannot search, order or update these columns: filter(), update() and bulk_update() refuse;
bulk_create() works; values() hands out `Sealed` texts, which `open_sealed` opens.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from fullarc.web.encryption.cipher import Cell, seal, unseal

if TYPE_CHECKING:
    _Column = models.TextField
else:

    class _Column(models.TextField):
        def __class_getitem__(cls, _: object) -> type:
            return cls


Set = TypeVar("Set", contravariant=True)
Get = TypeVar("Get", covariant=True)


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A text as it lies in the database."""

    token: str

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class OpenedOnSight(DeferredAttribute):
    """Decrypts the stored text when the attribute is first read."""

    field: "Encrypted[Any, Any]"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = self.field.opened(value, instance.pk)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class Encrypted(_Column[Set, Get]):
    """What all encrypted fields share: sealed when saved, opened when looked at."""

    descriptor_class = OpenedOnSight

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def cell(self, pk: object) -> Cell:
        return Cell(self.model._meta.db_table, str(self.column), str(pk))

    def opened(self, sealed: Sealed, pk: object) -> Any:
        return self.from_text(unseal(sealed.token, self.cell(pk)))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) and not add:
            return value  # untouched since it was loaded
        value = getattr(model_instance, self.attname)
        if value is None:
            return None
        if model_instance.pk is None:
            raise FieldError(f"{self.name}: the row needs its id before its text can be encrypted. Use a UUID id.")
        return Sealed(seal(self.to_text(value), self.cell(model_instance.pk)))

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.token
        raise FieldError(f"{self.name} is encrypted, each row for itself. Set it on the instance and save() that, instead of update().")

    def from_db_value(self, value: str | None, *_: object) -> Sealed | None:
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted: the database cannot search it. Load the rows and look at the opened text.")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted: the database cannot look into it ({lookup_name}).")

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else self.to_text(value)


class EncryptedText(Encrypted[Set, Get]):
    """Text, encrypted at rest."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str


class EncryptedDate(Encrypted[Set, Get]):
    """A date, encrypted at rest."""

    _pyi_private_set_type: date | str  # type: ignore[assignment]
    _pyi_private_get_type: date  # type: ignore[assignment]

    def to_text(self, value: Any) -> str:
        return value if isinstance(value, str) else str(value.isoformat())

    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)

    def to_python(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None

    def formfield(self, **options: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": forms.DateField, **options})


class EncryptedJSON(Encrypted[Set, Get]):
    """A list or dictionary, encrypted at rest."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def formfield(self, **options: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **options})


def open_sealed(model: type[models.Model], field: str, pk: object, sealed: Sealed | None) -> Any:
    """The value behind a `Sealed` text that came from values() or values_list(), without building an instance."""
    column = model._meta.get_field(field)
    assert isinstance(column, Encrypted)  # noqa: S101 - a wrong call by the programmer
    return None if sealed is None else column.opened(sealed, pk)


def encrypted_fields(model: type[models.Model]) -> Sequence[str]:
    """The names of a model's encrypted fields."""
    return [field.name for field in model._meta.fields if isinstance(field, Encrypted)]
