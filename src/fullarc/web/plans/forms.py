"""The forms of diagnoses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.diagnoses.code import Code, UnknownCode
from fullarc.diagnoses.code_book import look_up
from fullarc.web.clients.forms import DAY
from fullarc.web.plans.models import Diagnosis
from fullarc.web.versions import VersionedForm


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
