"""The forms of access tokens and of the switch."""

from typing import Any

from django import forms

from fullarc.web.api.actions import DAYS
from fullarc.web.api.models import AccessToken
from fullarc.web.sent_once import SentOnce


class TokenForm(SentOnce, forms.Form):
    """What a token is for, what it may do, how long it holds."""

    name = forms.CharField(label="What it is for", max_length=80, help_text="For example: scores for the study, the front desk's calendar.")
    scope = forms.ChoiceField(
        label="What it may do",
        choices=AccessToken.Scope.choices,
        widget=forms.RadioSelect,
        initial=AccessToken.Scope.READ,
        help_text="Never more than you may do yourself.",
    )
    days = forms.TypedChoiceField(
        label="How long it holds", coerce=int, choices=[(each, f"{each} days") for each in DAYS], widget=forms.RadioSelect, initial=90
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
