"""The forms of goals: agreeing and changing one, rating it, closing it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from fullarc.goals.attainment import weight_of
from fullarc.goals.gas_scale import LEVELS
from fullarc.web.clients.forms import DAY
from fullarc.web.goals.models import Goal
from fullarc.web.sent_once import SentOnce
from fullarc.web.versions import VersionedForm

MEANINGS = {
    -2: "−2, much less than expected",
    -1: "−1, somewhat less than expected",
    0: "0, the expected outcome",
    1: "+1, somewhat more than expected",
    2: "+2, much more than expected",
}
WEIGHT = Decimal("99.9")
LEVEL_CHOICES = [("", "not chosen"), *((level, MEANINGS[level]) for level in LEVELS)]
IMPORTANCE = [
    ("", "not given"),
    (0, "0, leave it out of the score"),
    (1, "1, somewhat important"),
    (2, "2, important"),
    (3, "3, very important"),
]
DIFFICULTY = [("", "not given"), (1, "1, not very difficult"), (2, "2, difficult"), (3, "3, very difficult")]

FIRST = ("text", "agreed_on", "aim_by")
USUAL = {"weight": ("1", "1.0")}


class GoalForm(SentOnce, VersionedForm):
    """A goal in the client's words; the five levels are all written or none."""

    weight = forms.DecimalField(
        min_value=0,
        max_value=WEIGHT,
        decimal_places=1,
        initial=1,
        help_text="How much it counts in the T-score: 1 unless agreed otherwise. Importance times difficulty, below, decides when given.",
    )
    confidence = forms.IntegerField(label="Confidence to reach it", required=False, min_value=0, max_value=10)
    importance = forms.TypedChoiceField(choices=IMPORTANCE, coerce=int, empty_value=None, required=False)
    difficulty = forms.TypedChoiceField(choices=DIFFICULTY, coerce=int, empty_value=None, required=False)

    class Meta:
        model = Goal
        fields = ["text", "serves", "agreed_on", "aim_by", "confidence", "weight"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "serves": forms.TextInput(), "agreed_on": DAY, "aim_by": DAY}
        help_texts = {"confidence": "As the client says, 0 to 10.", "serves": "For example F40.01, or “being there for my son”."}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        written = self.instance.levels or [""] * len(LEVELS)
        for level, text in zip(LEVELS, written, strict=True):
            self.fields[f"level_{level}"] = forms.CharField(
                label=MEANINGS[level], required=False, initial=text, max_length=400, widget=forms.Textarea(attrs={"rows": 1})
            )
        now = self.instance.baseline_level
        self.fields["baseline_level"] = forms.TypedChoiceField(
            label="Level of now", required=False, coerce=int, empty_value=None, initial="" if now is None else now, choices=LEVEL_CHOICES
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.weigh(given)
        written = [str(given.get(f"level_{level}", "")).strip() for level in LEVELS]
        if any(written) and not all(written):
            raise ValidationError(
                f"Found {sum(map(bool, written))} of 5 levels written. Write all five, or leave all empty to rate from 0 to 10."
            )
        if self.instance.pk and self.rated and bool(self.instance.levels) != any(written):
            raise ValidationError("This goal has ratings on its scale. Close it and agree a new one to rate it on another scale.")
        given["levels"] = written if any(written) else []
        if given.get("baseline_level") is not None and not given["levels"]:
            self.add_error("baseline_level", "A level of now belongs to written levels. Write the five, or leave this empty.")
        return given

    def weigh(self, given: dict[str, Any]) -> None:
        """Importance (0 to 3) times difficulty (1 to 3), both or neither. Weights are fixed with the first rating."""
        pair = [given.get("importance"), given.get("difficulty")]
        if (pair[0] is None) != (pair[1] is None):
            raise ValidationError("Give importance and difficulty together, or neither of them.")
        if pair[0] is not None and pair[1] is not None:
            given["weight"] = Decimal(weight_of(pair[0], pair[1]))
        if self.instance.pk and "weight" in given and given["weight"] != self.initial.get("weight", given["weight"]) and self.rated:
            raise ValidationError(
                "This goal is rated, and its weight is fixed with the first rating. Close it and agree a new one to weigh it anew."
            )

    @property
    def first_fields(self) -> list[BoundField]:
        """What a goal needs; the rest is folded."""
        return [self[name] for name in FIRST]

    @property
    def more_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in FIRST]

    @property
    def is_unfolded(self) -> bool:
        """Whether something behind the fold was filled in, or refused."""
        return bool(self.non_field_errors()) or any(
            field.errors or str(field.value() or "") not in ("", *USUAL.get(field.name, ())) for field in self.more_fields
        )

    @property
    def rated(self) -> bool:
        return bool(self.instance.ratings.exists())

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # untyped in the stubs
        if "levels" in self.cleaned_data:
            self.instance.levels = self.cleaned_data["levels"]
            self.instance.baseline_level = self.cleaned_data.get("baseline_level")


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
        if day > timezone.localdate():
            raise ValidationError("This day lies in the future. A goal is closed today or earlier.")
        return day
