"""A form that is sent twice makes one row: the page makes the row's id, and the second sending finds it there.

class AddendumForm(SentOnce, forms.ModelForm): …            carries `key` in a hidden field
action:  row, is_new = insert_once(row, key, same=["text"], note=note)     `is_new` is False for what was sent before
"""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)
if TYPE_CHECKING:
    _Form = forms.BaseForm
else:
    _Form = object


class SentOnce(_Form):
    """Beside a form class: the id that what is sent shall have. A form of before, or one without it, makes a new row."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        instance = getattr(self, "instance", None)
        if instance is not None and not instance._state.adding:
            return  # a row that is there is changed, which its version guards
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
        self.initial = {"key": uuid.uuid4(), **self.initial}

    @property
    def key(self) -> uuid.UUID | None:
        return self.cleaned_data.get("key")


def insert_once(row: Row, key: uuid.UUID | None, *, same: Iterable[str] = (), **belongs: object) -> tuple[Row, bool]:
    """Insert a row under the key of its form, or give the one that is there under it already, `belongs` to the same and says the same in
    the fields `same`.

    A key that somebody else's row has, or one that says something else (a page that was gone back to), is not used: the row gets one of
    its own.
    """
    rows, fields = type(row)._default_manager.filter(pk=key), tuple(same)

    def before() -> Row | None:
        there = rows.filter(**belongs).first() if key is not None else None
        return there if there is not None and all(getattr(there, name) == getattr(row, name) for name in fields) else None

    if (there := before()) is not None:
        return there, False
    if key is not None and not rows.exists():
        row.pk = key
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # sent twice in the same moment
        if (there := before()) is None:
            raise
        return there, False
    return row, True
