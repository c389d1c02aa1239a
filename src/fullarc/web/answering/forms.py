"""The forms of links to a single form, and of asking a guardian."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fullarc.instruments.definition import Instrument
from fullarc.web.accounts.models import User
from fullarc.web.instruments.at_hand import offered


class Pin(forms.Form):
    pin = forms.CharField(
        label=_("The number that was agreed"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class SendForm(forms.Form):
    """Which measure goes behind a link, and the PIN that was agreed, if one was."""

    measure = forms.ChoiceField(label="Measure")
    pin = forms.RegexField(
        r"^[0-9]{4,8}$",
        label="PIN",
        required=False,
        help_text="Four to eight digits, agreed with the client in session. Five wrong tries lock the link.",
        error_messages={"invalid": "Found something else than four to eight digits."},
    )
    email = forms.EmailField(label="E-mail address", required=False, help_text="Left empty, nothing is sent.")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        shown = [(each.id, f"{each.short_name}: {each.about}") for each in offered() if each.has_wording]
        self.fields["measure"].choices = shown  # type: ignore[attr-defined]


class AskGuardian(forms.Form):
    """Which measure, and of which guardian."""

    guardian = forms.ChoiceField(label="Guardian")
    measure = forms.ChoiceField(label="Measure")

    def __init__(self, *args: Any, guardians: Sequence[User], measures: Sequence[Instrument], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["guardian"].choices = [(str(each.pk), each.name) for each in guardians]  # type: ignore[attr-defined]
        self.fields["measure"].choices = [(each.id, f"{each.short_name}: {each.about}") for each in measures]  # type: ignore[attr-defined]
