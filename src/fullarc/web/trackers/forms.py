"""The forms of rows and things, built from their definitions: code lists as boxes, readings and names on one line, things to choose."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms

from fullarc.instruments.log import LogDefinition, LogKind, LogValue
from fullarc.modalities.code_list import code_list, stored
from fullarc.modalities.tracker import Tracker
from fullarc.web.measurements.forms import LogForm, value_of
from fullarc.web.trackers.models import Thing

ON_ONE_LINE = {"label", "slot", "planned", "task", "set_on", "area", "emotion_1", "emotion_2", "emotion_3", "body", "emotions", "positive"}


class TrackerForm(LogForm):
    """One row. What a line means and takes is refused by the core; here only its shape."""

    def __init__(self, tracker: Tracker, form: LogDefinition, things: Sequence[Thing], *args: Any, **options: Any) -> None:
        super().__init__(form, *args, **options)
        self.tracker = tracker
        for field in form.fields:
            if shaped := self.shaped(field.id, field.label, field.kind, things):
                self.fields[f"line_{field.id}"] = shaped

    def shaped(self, line: str, label: str, kind: LogKind, things: Sequence[Thing]) -> forms.Field | None:
        if line == "item":
            offered = [(thing.short, thing.label) for thing in things if thing.closed_on is None]
            return forms.ChoiceField(label=label, choices=offered)
        if line in self.tracker.codes and self.log.id == self.tracker.id:
            return boxes(label, self.tracker.codes[line])
        if line in self.tracker.readings and self.log.id == self.tracker.id:
            return forms.CharField(label=label, required=False, max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))
        if kind is LogKind.TEXT and line in ON_ONE_LINE:
            return forms.CharField(label=label, required=False, max_length=400)
        return None

    @property
    def values(self) -> dict[str, LogValue | None]:
        given = {field.id: self.cleaned_data[f"line_{field.id}"] for field in self.log.fields}
        return {
            field.id: stored(given[field.id]) if isinstance(given[field.id], list) else value_of(field, given[field.id])
            for field in self.log.fields
        }


class ThingForm(TrackerForm):
    """A thing: its own lines without a day."""

    def __init__(self, tracker: Tracker, form: LogDefinition, *args: Any, **options: Any) -> None:
        super().__init__(tracker, form, (), *args, **options)
        del self.fields["date"]


class WithdrawRowForm(forms.Form):
    because = forms.CharField(label="What was wrong", max_length=400, help_text="For example: another day, a typing error.")


def boxes(label: str, name: str) -> forms.Field:
    """The codes of a list as boxes, under their modules where they have any."""
    grouped = [(group, [(code.id, code.label) for code in codes]) for group, codes in groupby(code_list(name), lambda code: code.group)]
    choices: list[Any] = grouped if len(grouped) > 1 else grouped[0][1]
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "codes"})
    )
