"""The forms of targets: what shall reach which number by when, and counting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fullarc.goals.target import Direction, Of
from fullarc.instruments.catalogue import catalogue
from fullarc.web.clients.forms import DAY
from fullarc.web.goals.models import GoalTarget

SIDES = [(Direction.AT_MOST.value, "or less"), (Direction.AT_LEAST.value, "or more")]
COUNT = f"{Of.COUNT.value}::"


class TargetForm(forms.Form):
    """`about` is one choice of measures, lines of logs, and counting; measures that were given in this course come first."""

    about = forms.ChoiceField(label="What is looked at")
    counted = forms.CharField(label="What is counted", required=False, max_length=120, help_text="Only for a count: “train rides alone”.")
    unit = forms.CharField(label="Unit", required=False, max_length=60, help_text="Only for a count: “a week”.")
    value = forms.FloatField(label="To reach")
    direction = forms.ChoiceField(label="That value", choices=SIDES, widget=forms.RadioSelect, initial=Direction.AT_MOST.value)
    by = forms.DateField(label="By", required=False, widget=DAY)

    def __init__(self, *args: Any, given: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = choices(set(given))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("about") == COUNT and not str(typed.get("counted") or "").strip():
            self.add_error("counted", "Say what is counted.")
        if typed.get("by") and typed["by"] <= timezone.localdate():
            self.add_error("by", "The day does not lie ahead. Give a later one, or leave it empty.")
        return typed

    def target(self, since: date) -> GoalTarget:
        of, what, part = self.cleaned_data["about"].split(":", 2)
        if of == Of.COUNT:
            what, part = self.cleaned_data["counted"].strip(), self.cleaned_data["unit"].strip()
        typed = self.cleaned_data
        return GoalTarget(of=of, what=what, part=part, direction=typed["direction"], value=typed["value"], by=typed["by"], since=since)


def choices(given: set[str]) -> list[tuple[str, Any]]:
    """Measures meant to be repeated, the lines of the shipped logs that hold numbers, and a count in words of one's own."""
    measures = [each for each in catalogue() if each.tracker]
    lines = [
        (f"{Of.LOG.value}:{log.id}:{field.id}", f"{log.name}: {field.label}")
        for log in catalogue().logs.values()
        for field in log.fields
        if field.may_be_averaged
    ]
    rows = [(f"{Of.MEASURE.value}:{each.id}:{each.total.id}", each.short_name, each.id in given) for each in measures]
    return [
        (COUNT, "A count in words of your own"),
        ("Measures given in this course", [(key, name) for key, name, is_given in rows if is_given]),
        ("Logs", lines),
        ("Other measures", [(key, name) for key, name, is_given in rows if not is_given]),
    ]


class CountForm(forms.Form):
    value = forms.FloatField(min_value=0, max_value=1_000_000)
    on = forms.DateField(required=False)

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"] or timezone.localdate()
        if day > timezone.localdate():
            raise ValidationError("This day lies in the future. A count is dated today or earlier.")
        return day
