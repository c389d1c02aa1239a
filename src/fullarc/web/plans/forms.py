"""The forms of diagnoses, formulations and plans."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fullarc.diagnoses.code import Code, UnknownCode
from fullarc.diagnoses.code_book import look_up
from fullarc.plans.formulation import KEYS, PARTS
from fullarc.plans.plan import EDITABLE, Plan
from fullarc.web.clients.forms import DAY
from fullarc.web.plans.models import Consent, Diagnosis
from fullarc.web.sent_once import SentOnce
from fullarc.web.versions import VersionedForm

LONGEST = 100_000  # characters a part of a formulation or a line of a plan


class DiagnosisForm(VersionedForm):
    """A code of the kept release, its wording, from when to when. `nearest` are the codes offered instead of an unknown one."""

    nearest: tuple[Code, ...] = ()

    class Meta:
        model = Diagnosis
        fields = ["code", "wording", "since", "until", "principal", "certainty"]
        labels = {"code": "ICD-10-CM code", "principal": "Principal diagnosis"}
        widgets = {
            "code": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "wording": forms.TextInput(),
            "since": DAY,
            "until": DAY,
            "certainty": forms.RadioSelect,
        }
        help_texts = {
            "wording": "Left empty, the wording of the classification is taken.",
            "until": "The first day on which it no longer holds.",
        }

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"]).strip()
        if not self.instance._state.adding and typed == self.initial.get("code"):
            return typed  # one that was brought over stays, whatever the release
        try:
            self.found = look_up(typed)
        except UnknownCode as unknown:
            self.nearest = unknown.nearest
            raise ValidationError(str(unknown)) from None
        return self.found.code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not str(given.get("wording") or "").strip() and hasattr(self, "found"):
            given["wording"] = self.found.wording
        return given


class WithdrawForm(forms.Form):
    because = forms.CharField(label="Why it was an error", max_length=400, widget=forms.TextInput())


class FormulationForm(forms.Form):
    """The parts of the case formulation. `from_number` is the version that its writer saw, 0 for none."""

    from_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in PARTS:
            area = forms.Textarea(attrs={"rows": 5, "spellcheck": "true"})
            self.fields[part.key] = forms.CharField(
                label=part.heading, help_text=part.asks, required=False, strip=False, max_length=LONGEST, widget=area
            )

    @property
    def parts(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in KEYS}


class PlanForm(forms.Form):
    """What belongs to a plan as a whole; its lines are fields of their own, named FIELD-ID (`typed_lines`)."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    review_on = forms.DateField(label="Review on", required=False, widget=DAY, help_text="90 days is the commonest interval.")
    gone_through = forms.BooleanField(label="I went through every drafted line", required=False)


def typed_lines(sent: Mapping[str, str], plan: Plan) -> dict[str, dict[str, str]]:
    """What was typed into the lines of a plan, by id of the line. Fields that were not sent stay as they are."""
    return {line.id: {name: sent[f"{name}-{line.id}"][:LONGEST] for name in EDITABLE if f"{name}-{line.id}" in sent} for line in plan.lines}


class ConsentForm(SentOnce, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Consent
        fields = ["given_on", "by", "name", "how"]
        widgets = {
            "given_on": DAY,
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "by": forms.RadioSelect,
            "how": forms.RadioSelect,
        }
        help_texts = {"name": "Where somebody other than the client agrees."}

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise ValidationError("This day lies in the future. Give the day on which it was given.")
        return day
