"""The forms of access tokens and of the switch."""

from typing import Any

from django import forms

from fullarc.web.api.actions import DAYS, WITH_NOTES
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
    notes = forms.BooleanField(
        label="It also takes out the words of notes",
        required=False,
        help_text=f"Notes, findings with their quotes, assessments, whole courses. Such a token holds {WITH_NOTES} days at most.",
    )
    days = forms.TypedChoiceField(
        label="How long it holds", coerce=int, choices=[(each, f"{each} days") for each in DAYS], widget=forms.RadioSelect, initial=90
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("notes") and given.get("days", 0) > WITH_NOTES:
            self.add_error("days", f"Found {given['days']} days. A token that takes out notes holds {WITH_NOTES} days at most.")
        return given
