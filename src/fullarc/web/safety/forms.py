"""The forms of the safety plan and the risk assessment. Nothing is required to save a draft; signing says what is missing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fullarc.web.clients.forms import DAY
from fullarc.web.safety import checklist, parts
from fullarc.web.safety.models import SignedDocument

LONGEST = 20_000  # characters a part


class DocumentForm(forms.Form):
    """`from_version` is the draft that its writer saw."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def content(self) -> dict[str, str]:
        """What was typed, by key; days as text."""
        typed = {key: value for key, value in self.cleaned_data.items() if key != "from_version"}
        return {key: as_text(value) for key, value in typed.items() if value}

    @classmethod
    def of(cls, document: SignedDocument, content: Mapping[str, str] | None = None) -> "DocumentForm":
        """The form as it stands: filled with `content`, or with what is stored."""
        return cls(initial={**(document.content if content is None else content), "from_version": document.version})

    def words(self, part: parts.Part, rows: int) -> forms.CharField:
        area = forms.Textarea(attrs={"rows": rows, "spellcheck": "true"})
        return forms.CharField(label=part.heading, help_text=part.asks, required=False, strip=False, max_length=LONGEST, widget=area)

    def is_one_document(self) -> None:
        """No field is called optional: all are parts of what is signed, and their help says which of them signing needs."""
        for field in self.fields.values():
            field.part_of_a_note = True  # type: ignore[attr-defined]


class SafetyPlanForm(DocumentForm):
    """The parts, and below them the client's agreement, which counts when the plan is signed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in parts.ALL:
            self.fields[part.key] = self.words(part, 3)
        self.fields["agreed_on"] = forms.DateField(
            label="The client agreed on", required=False, widget=DAY, help_text="Needed for signing."
        )
        self.fields["agreed_how"] = forms.ChoiceField(
            label="How", required=False, choices=list(parts.HOW_AGREED.items()), widget=forms.RadioSelect, help_text="Needed for signing."
        )
        self.is_one_document()

    @property
    def content(self) -> dict[str, str]:
        return {key: text for key, text in super().content.items() if key not in ("agreed_on", "agreed_how")}


class RiskAssessmentForm(DocumentForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["assessed_on"] = forms.DateField(label="Assessed on", required=False, widget=DAY)
        for part in checklist.BEFORE:
            self.fields[part.key] = self.words(part, 2)
        self.fields["ideation"] = choice("Screen: suicidal ideation in the past month", checklist.IDEATION)
        for key, name in checklist.BEHAVIOUR.items():
            self.fields[key] = choice(f"Screen: {name.lower()}", checklist.WHEN)
        self.fields[checklist.SELF_INJURY] = choice("Self-injury without the wish to die", checklist.WHEN)
        for part in checklist.AFTER:
            self.fields[part.key] = self.words(part, 4 if part.key == "formulation" else 2)
        self.is_one_document()

    def clean_assessed_on(self) -> date | None:
        day: date | None = self.cleaned_data["assessed_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError("This day lies in the future. Give the day on which it was made.")
        return day


def choice(label: str, choices: Mapping[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=list(choices.items()))


def as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
