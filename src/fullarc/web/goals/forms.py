"""The forms of goals: agreeing and changing one, rating it, closing it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fullarc.web.clients.forms import DAY
from fullarc.web.goals.models import Goal
from fullarc.web.versions import VersionedForm

LEVELS = (-2, -1, 0, 1, 2)
MEANINGS = {
    -2: "−2, much less than expected",
    -1: "−1, somewhat less than expected",
    0: "0, the expected outcome",
    1: "+1, somewhat more than expected",
    2: "+2, much more than expected",
}
WEIGHT = Decimal("99.9")


class GoalForm(VersionedForm):
    """A goal in the client's words; the five levels are all written or none."""

    weight = forms.DecimalField(
        min_value=0,
        max_value=WEIGHT,
        decimal_places=1,
        initial=1,
        help_text="How much it counts in the T-score: 1 unless agreed otherwise.",
    )

    class Meta:
        model = Goal
        fields = ["text", "agreed_on", "weight"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "agreed_on": DAY}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        written = self.instance.levels or [""] * len(LEVELS)
        for level, text in zip(LEVELS, written, strict=True):
            self.fields[f"level_{level}"] = forms.CharField(
                label=MEANINGS[level], required=False, initial=text, max_length=400, widget=forms.Textarea(attrs={"rows": 1})
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        written = [str(given.get(f"level_{level}", "")).strip() for level in LEVELS]
        if any(written) and not all(written):
            raise ValidationError(
                f"Found {sum(map(bool, written))} of 5 levels written. Write all five, or leave all empty to rate from 0 to 10."
            )
        if self.instance.pk and self.rated and bool(self.instance.levels) != any(written):
            raise ValidationError("This goal has ratings on its scale. Close it and agree a new one to rate it on another scale.")
        given["levels"] = written if any(written) else []
        return given

    @property
    def rated(self) -> bool:
        return bool(self.instance.ratings.exists())

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # untyped in the stubs
        if "levels" in self.cleaned_data:
            self.instance.levels = self.cleaned_data["levels"]


class RateForm(forms.Form):
    value = forms.DecimalField(max_digits=4, decimal_places=1)
    on = forms.DateField(required=False)

    def clean_on(self) -> date:
        today = timezone.localdate()
        day: date = self.cleaned_data["on"] or today
        if day > today:
            raise ValidationError("This day lies in the future. A rating is dated today or earlier.")
        return day


class CloseForm(VersionedForm):
    class Meta:
        model = Goal
        fields = ["closed_on", "closed_because"]
        widgets = {"closed_on": DAY, "closed_because": forms.TextInput()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["closed_on"].required = True

    def clean_closed_on(self) -> date:
        day: date = self.cleaned_data["closed_on"]
        if day < self.instance.agreed_on:
            raise ValidationError("The goal was agreed after this day. Give the day on which it was closed.")
        return day
