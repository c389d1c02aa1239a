from django import forms
from django.core.exceptions import ValidationError


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
