from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.web.signals.models import ClosedSignal


class Acknowledge(forms.Form):
    """What was done about a signal, in the clinician's words."""

    what_was_done = forms.CharField(
        label="What was done, or why it is not a concern",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )

    def clean_what_was_done(self) -> str:
        words = str(self.cleaned_data["what_was_done"]).strip()
        if len(words) < 3:
            raise ValidationError("A few words are needed: what was done, or why it is not a concern.")
        return words


class CloseSignal(forms.Form):
    """How a signal is closed; a dismissal says why."""

    how = forms.ChoiceField(label="What was done", choices=ClosedSignal.How.choices, widget=forms.RadioSelect)
    because = forms.CharField(
        label="In a few words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text="Needed when it is dismissed.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") == ClosedSignal.How.DISMISSED and len(str(given.get("because", "")).strip()) < 3:
            self.add_error("because", "A signal is dismissed with a reason. Write a few words: why does it not hold?")
        return given
