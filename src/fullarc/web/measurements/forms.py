"""The forms of measures and logs, built from their definitions. A refusal names the item and what it offers; what was typed stays."""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from fullarc.instruments.answers import counted_answers
from fullarc.instruments.definition import Instrument, Item, Option, Scale
from fullarc.instruments.informants import informants_of, usual_informant
from fullarc.instruments.log import LogDefinition, LogField, LogKind, LogValue
from fullarc.web.clients.forms import DAY
from fullarc.web.instruments.at_hand import offered
from fullarc.web.measurements.models import Administration, HelpText
from fullarc.web.versions import VersionedForm


class Dated(forms.Form):
    """The day, and the key that makes a form sent twice one row."""

    date = forms.DateField(label="Filled in on", widget=DAY)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"date": timezone.localdate(), "key": uuid.uuid4(), **self.initial}

    offers = ("", "", "")  # what is filled in, how its fields begin, and which there are

    def clean(self) -> dict[str, Any]:
        """Refused: an answer to a question that this form does not have. It belongs to another version, or to another form."""
        given = super().clean() or self.cleaned_data
        name, begins, known = self.offers
        stranger = next((key for key in self.data if begins and key.startswith(begins) and key not in self.fields), None)
        if stranger is not None:
            raise ValidationError(f"{name}: found an answer to {stranger[:40]!r}; {known}. Open the form anew and enter it again.")
        return given

    def clean_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError("This day lies in the future. Give the day on which the form was filled in.")
        return day


class Answered(Dated):
    """Of one measure, and who answered it where its definition names several."""

    def __init__(self, instrument: Instrument, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instrument = instrument
        may = informants_of(instrument)
        if len(may) > 1:
            choices = [("", "Choose who answered"), *((each, Administration.Informant(each).label) for each in may)]
            needed = {"required": f"{instrument.short_name} may be answered by several people. Choose who answered this one."}
            self.fields["informant"] = forms.ChoiceField(label="Answered by", choices=choices, error_messages=needed)

    @property
    def informant(self) -> str:
        return str(self.cleaned_data.get("informant") or usual_informant(self.instrument))


class AnswersForm(Answered):
    """Every item of a measure with its options; an item left out is unanswered."""

    def __init__(self, instrument: Instrument, *args: Any, **options: Any) -> None:
        super().__init__(instrument, *args, **options)
        items = (instrument.gate.item, *instrument.items) if instrument.gate else instrument.items
        for item in items:
            self.fields[f"item_{item.number}"] = item_field(instrument, item)
        self.numbers = [item.number for item in items]
        self.offers = instrument.short_name, "item_", f"items run from {min(self.numbers)} to {max(self.numbers)}"

    @property
    def answers(self) -> dict[int, int | None]:
        given = {number: self.cleaned_data.get(f"item_{number}") for number in self.numbers}
        return {number: None if answer in ("", None) else int(answer) for number, answer in given.items()}

    @property
    def left_empty(self) -> list[int]:
        """The scored items that were asked and have no answer."""
        counted = counted_answers(self.instrument, self.answers)
        return [item.number for item in self.instrument.items if item.scored and counted.get(item.number) is None]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and all(answer is None for answer in self.answers.values()):
            raise ValidationError("No item is answered. Answer at least one, or leave the form out.")
        return given


LONGEST_LIST = 21  # of answers to choose from; longer scales are a place on a line


def item_field(instrument: Instrument, item: Item) -> forms.Field:
    field = _line_of(item) if len(item.options) > LONGEST_LIST else _choice_of(instrument, item)
    field.heading, field.help_text = item.heading, field.help_text or item.help  # type: ignore[attr-defined]
    return field


def _line_of(item: Item) -> forms.Field:
    """A place on a line between two ends, entered as its number."""
    first, *_, last = item.options
    return on_a_line(f"{item.number}. {item.text}", item.low, item.high, 1, f"{said_as(first)} to {said_as(last)}")


def on_a_line(label: str, low: float, high: float, step: float, ends: str) -> forms.Field:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=low,
        max_value=high,
        widget=forms.NumberInput(attrs={"step": f"{step:g}", "data-on-a-line": ""}),
        help_text=ends,
        error_messages=outside(label, low, high),
    )


def _choice_of(instrument: Instrument, item: Item) -> forms.Field:
    place = f"{instrument.short_name}, {f'item {item.number}' if item.number else 'the question before the items'}"
    choices = [(str(option.value), said_as(option)) for option in item.options]
    return forms.ChoiceField(
        label=f"{item.number}. {item.text}" if item.number else item.text,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": f"{place}: the answer was %(value)s; answers run from {item.low} to {item.high}."},
    )


def said_as(option: Option) -> str:
    """The number and the words of an answer; a step of a scale has only its number."""
    return str(option.value) if option.label in ("", str(option.value)) else f"{option.value} {option.label}"


class TotalsForm(Answered):
    """The total and subscales of a form that somebody else scored, and its risk items when they are known."""

    def __init__(self, instrument: Instrument, *args: Any, **options: Any) -> None:
        super().__init__(instrument, *args, **options)
        self.offers = instrument.short_name, "scale_", f"its scales are {', '.join(scale.name for scale in instrument.scales)}"[:400]
        for scale in instrument.scales:
            self.fields[f"scale_{scale.id}"] = scale_field(scale)
        for risk in instrument.risk_items:
            about = risk.about.replace("_", " ")
            self.fields[f"risk_{risk.number}"] = forms.IntegerField(
                label=f"Answer to item {risk.number} ({about})",
                min_value=0,
                max_value=risk.high,
                required=False,
                help_text=f"0 to {risk.high}. Left empty it counts as not answered, not as zero.",
                error_messages=outside(f"{instrument.short_name}, item {risk.number}", 0, risk.high),
            )

    @property
    def values(self) -> dict[str, float]:
        return {scale.id: value for scale in self.instrument.scales if (value := self.cleaned_data[f"scale_{scale.id}"]) is not None}

    @property
    def risk_answers(self) -> dict[int, int]:
        given = {risk.number: self.cleaned_data.get(f"risk_{risk.number}") for risk in self.instrument.risk_items}
        return {number: answer for number, answer in given.items() if answer is not None}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.values and not self.risk_answers:
            raise ValidationError("No score is given. Enter the total, a subscale, or leave the form out.")
        return given


def scale_field(scale: Scale) -> forms.Field:
    step = 10**-scale.decimals
    return forms.FloatField(
        label=scale.name,
        min_value=scale.low,
        max_value=scale.high,
        required=False,
        help_text=f"{scale.low:g} to {scale.high:g}",
        widget=forms.NumberInput(attrs={"step": f"{step:g}"}),
        error_messages=outside(scale.name, scale.low, scale.high),
    )


def outside(place: str, low: float, high: float) -> dict[str, str]:
    sentence = f"{place}: found a value outside its range; it runs from {low:g} to {high:g}."
    return {
        "min_value": sentence,
        "max_value": sentence,
        "invalid": f"{place}: found something that is not a number; it runs from {low:g} to {high:g}.",
    }


class LogForm(Dated):
    """One row of a log."""

    def __init__(self, log: LogDefinition, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["date"].label = "Day"
        self.log = log
        self.offers = log.name, "line_", f"its lines are {', '.join(field.label for field in log.fields)}"[:400]
        for field in log.fields:
            self.fields[f"line_{field.id}"] = line_field(field)

    @property
    def values(self) -> dict[str, LogValue | None]:
        return {field.id: value_of(field, self.cleaned_data[f"line_{field.id}"]) for field in self.log.fields}


def line_field(field: LogField) -> forms.Field:
    if field.kind is LogKind.TEXT:
        return forms.CharField(label=field.label, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    if field.kind is LogKind.ANALOGUE:
        ends = f"{field.low:g} {field.low_label}".strip() + f" to {field.high:g} {field.high_label}".rstrip()
        return on_a_line(field.label, field.low, field.high, field.step, ends)
    if field.kind is LogKind.NUMBER:
        number = forms.NumberInput(attrs={"step": f"{field.step:g}"})
        help_text = f"{field.low:g} to {field.high:g} {field.unit}".strip()
        return forms.FloatField(
            label=field.label,
            required=False,
            min_value=field.low,
            max_value=field.high,
            widget=number,
            help_text=help_text,
            error_messages=outside(field.label, field.low, field.high),
        )
    ends = f"{field.low:g} {field.low_label}, {field.high:g} {field.high_label}" if field.low_label else ""
    refusal = f"{field.label}: the answer was %(value)s; choose one of those offered."
    return forms.ChoiceField(
        label=field.label,
        required=False,
        choices=choices_of(field),
        widget=forms.RadioSelect(attrs={} if field.options else {"class": "short"}),
        help_text=ends,
        error_messages={"invalid_choice": refusal},
    )


def choices_of(field: LogField) -> list[tuple[str, str]]:
    if field.kind is LogKind.YES_NO:
        return [("1", "Yes"), ("0", "No")]
    if field.options:
        return [(str(option.value), option.label) for option in field.options]
    count = round((field.high - field.low) / field.step)
    return [(f"{field.low + step * field.step:g}",) * 2 for step in range(count + 1)]


def value_of(field: LogField, given: Any) -> LogValue | None:
    if given in ("", None):
        return None
    return str(given) if field.kind is LogKind.TEXT else float(given)


class BeginHandOver(forms.Form):
    """Which measures the client answers on this device: those whose wording may be shown."""

    measures = forms.MultipleChoiceField(label="Measures", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        shown = [(each.id, f"{each.short_name}: {each.about}") for each in offered() if each.has_wording]
        self.fields["measures"].choices = shown  # type: ignore[attr-defined]


class Withdraw(forms.Form):
    because = forms.CharField(label="What was wrong", max_length=400, help_text="For example: the form of another day, a typing error.")


class HelpTextForm(VersionedForm):
    class Meta:
        model = HelpText
        fields = ["text"]
        labels = {"text": "What the client reads"}
        help_texts = {
            "text": "Shown at once after an answer that asks for attention, while the therapist is near. Whom clients can call stands "
            "below it by itself, as it is set for the practice."
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
