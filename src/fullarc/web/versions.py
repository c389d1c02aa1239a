"""Two tabs, two people: a save names the version that it started from; when that is not the newest any more, nothing is overwritten.

class Course(Versioned): …                      the row counts its versions
class CourseForm(VersionedForm): …              the form carries the version in a hidden field
action:  course.claim(form.started_from)        raises EditedMeanwhile when somebody was faster
view:    except EditedMeanwhile: return conflict_page(request, form, current)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
    _Form = forms.ModelForm[Any]
else:
    _Form = forms.ModelForm


class EditedMeanwhile(Exception):
    """The row was saved by somebody else, or in another tab, since this edit began."""


class Versioned(models.Model):
    """A row that people edit."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, started_from: int) -> None:
        """Take the next version for a save that started from `started_from`, inside the save's transaction. Raises EditedMeanwhile.

        The row is locked by the update until the transaction ends, so of two saves exactly one gets through.
        """
        rows = type(self)._default_manager.filter(pk=self.pk, version=started_from)
        if not rows.update(version=F("version") + 1):
            raise EditedMeanwhile
        self.version = started_from + 1


class VersionedForm(_Form):
    """A form for a Versioned row; `started_from` is the version that its writer saw."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["from_version"] = self.instance.version
        self.fields["from_version"].required = not self.instance._state.adding

    @property
    def started_from(self) -> int:
        return int(self.cleaned_data.get("from_version") or self.instance.version)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which two versions exist."""

    label: str
    yours: str
    theirs: str


def differences(form: VersionedForm, current: models.Model) -> list[Difference]:
    """The fields where what was sent differs from what is stored now."""
    found = []
    for name, field in form.fields.items():
        if name == "from_version" or not hasattr(current, name):
            continue
        yours, theirs = form.cleaned_data.get(name), getattr(current, name)
        if (yours or "") != (theirs or ""):
            found.append(Difference(str(field.label), shown(yours), shown(theirs)))
    return found


def shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def conflict_page(request: HttpRequest, form: VersionedForm, current: Versioned, **more: Any) -> HttpResponse:
    """409 with both texts. The form below them holds what was typed and, sent again, starts from the newest version.

    `more` are further arguments that the form's class needs.
    """
    typed = request.POST.copy()
    typed["from_version"] = str(current.version)
    context = {"form": type(form)(typed, instance=current, **more), "differences": differences(form, current)}
    return render(request, "conflict.html", context, status=409)
