"""The forms of a journal, built from their definitions for a thumb: scales as a row of taps, named levels as words, codes as boxes."""

import datetime
import uuid
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fullarc.instruments.log import LogField, LogKind, LogValue
from fullarc.modalities.code_list import code_list, codes_in, stored
from fullarc.modalities.diary_card import SUICIDE, act_line, urge_line
from fullarc.modalities.own_words import THING, numbers_stand_alone
from fullarc.modalities.tracker import trackers
from fullarc.web.journal.forms_at_home import AtHome
from fullarc.web.journal.models import Sharing
from fullarc.web.measurements.forms import choices_of

MOST_TAPS = 11  # of a scale on one row; longer ones are typed as a number
TO_THE_POINT = {"mood-journal": ("mood",)}  # the lines that stand open; the others unfold
LONG = "long"  # the class of a scale with more than eight taps: at 320 px it runs over two rows


class EntryForm(forms.Form):
    """One entry. What a line means and takes is refused by the core; here only its shape."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    sharing = forms.ChoiceField(label=gettext_lazy("Who sees this?"), choices=Sharing.choices, widget=forms.RadioSelect)
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    zone = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput(attrs={"data-zone": ""}))
    written_at = forms.DateTimeField(required=False, widget=forms.HiddenInput(attrs={"data-now": ""}))

    def __init__(self, at_home: AtHome, today: datetime.date, zone: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.at_home, self.own_zone, self.today = at_home, zone, today
        self.initial = {"day": today, "uuid": uuid.uuid4(), "sharing": Sharing.NOTHING, **self.initial}
        self.fields["day"].widget.attrs["max"] = today.isoformat()
        self.fields["sharing"].choices = sharing_choices(at_home)  # type: ignore[attr-defined]
        for line in at_home.form.fields:
            self.fields[name_of(line)] = shaped(at_home, line)

    @property
    def lines(self) -> list[Any]:
        """The bound fields of the form's own lines, in its order."""
        return [self[name_of(line)] for line in self.at_home.form.fields]

    @property
    def opened(self) -> list[str]:
        """The names of the lines that stand open where the others unfold; none where all stand open."""
        return [f"line_{line}" for line in TO_THE_POINT.get(self.at_home.form.id, ())]

    @property
    def unfolded(self) -> bool:
        """Whether one of the folded lines is filled in or refused."""
        folded = [field for field in self.lines if field.name not in self.opened]
        return any(field.errors or field.value() not in (None, "", []) for field in folded)

    @property
    def shown_day(self) -> datetime.date:
        """The day that the page speaks of: the one that was asked for, else today."""
        return self.initial["day"]  # type: ignore[no-any-return]

    @property
    def other_day(self) -> bool:
        return bool(self.initial["day"] != self.today)

    @property
    def values(self) -> dict[str, LogValue | None]:
        return {line.id: value_of(line, self.cleaned_data[name_of(line)]) for line in self.at_home.form.fields}

    def clean_zone(self) -> str:
        """Where the device says that it is; where the client lives if it says nothing usable."""
        told = str(self.cleaned_data["zone"])
        return told if told in available_timezones() else self.own_zone

    def clean_written_at(self) -> datetime.datetime | None:
        told: datetime.datetime | None = self.cleaned_data["written_at"]
        return told

    def clean(self) -> dict[str, Any]:
        """Refused: an answer to a line that this form does not have; a form with nothing in it."""
        given = super().clean() or self.cleaned_data
        if any(key.startswith("line_") and key not in self.fields for key in self.data):
            raise ValidationError(_("This form has changed since you opened it. Open it again from your journal."))
        if not self.errors and all(value in (None, "") for value in self.values.values()):
            raise ValidationError(_("Nothing is filled in yet. One tap is enough."))
        return given


def name_of(line: LogField) -> str:
    return f"line_{line.id}"


def sharing_choices(at_home: AtHome) -> list[tuple[str, object]]:
    both = numbers_stand_alone(at_home.form)
    return [(value, label) for value, label in Sharing.choices if both or value != Sharing.NUMBERS]


def usual_sharing(at_home: AtHome) -> Sharing:
    """What is marked the first time: words stay with the client, numbers are shared. Later it is what the client chose last."""
    if numbers_stand_alone(at_home.form):
        return Sharing.NUMBERS
    words = any(line.kind is LogKind.TEXT for line in at_home.form.fields)
    return Sharing.NOTHING if words else Sharing.ALL


def stored_as_shown(at_home: AtHome, values: dict[str, LogValue]) -> dict[str, object]:
    """The values of an entry as the form's fields show them."""
    tracker = trackers().get(at_home.form.id)
    out: dict[str, object] = {}
    for line in at_home.form.fields:
        if (value := values.get(line.id)) is None:
            continue
        coded = tracker is not None and line.id in tracker.codes
        if line.kind is LogKind.TEXT:
            out[name_of(line)] = list(codes_in(str(value))) if coded else value
        else:
            out[name_of(line)] = f"{float(value):g}"
    return out


def shaped(at_home: AtHome, line: LogField) -> forms.Field:
    """The field of one line. None is required here: what may not be empty is refused by the form's definition."""
    tracker = trackers().get(at_home.form.id)
    label = label_of(at_home, line)
    if line.id == THING:
        offered = [(thing.short, thing.label) for thing in at_home.things if thing.closed_on is None]
        return forms.ChoiceField(label=label, choices=offered, widget=forms.RadioSelect(attrs={"class": "words"}))
    if tracker is not None and line.id in tracker.codes:
        return codes(label, tracker.codes[line.id])
    if line.kind is LogKind.TEXT:
        one_line = tracker is not None and line.id in tracker.readings
        widget = forms.TextInput(attrs={"autocomplete": "off"}) if one_line else forms.Textarea(attrs={"rows": 2})
        return forms.CharField(label=label, required=False, max_length=4_000, widget=widget)
    steps = round((line.high - line.low) / line.step) + 1
    if line.kind is LogKind.YES_NO:
        return choice(label, [("1", _("Yes")), ("0", _("No"))], "words")
    if line.options:
        return choice(label, [(value, _(words)) for value, words in choices_of(line)], "words")
    if line.kind is LogKind.SCALE and steps <= MOST_TAPS:
        field = choice(label, choices_of(line), f"taps {LONG}" if steps > 8 else "taps")
        field.low_label, field.high_label = said(line.low_label), said(line.high_label)  # type: ignore[attr-defined]
        return field
    return forms.FloatField(
        label=label,
        required=False,
        min_value=line.low,
        max_value=line.high,
        widget=forms.NumberInput(attrs={"step": f"{line.step:g}", "inputmode": "decimal"}),
        help_text=" ".join(filter(None, (_("%(low)s to %(high)s") % {"low": f"{line.low:g}", "high": f"{line.high:g}"}, said(line.unit)))),
    )


def label_of(at_home: AtHome, line: LogField) -> str:
    """What a line asks. A line about one of the client's own targets is named in the client's words."""
    for thing in at_home.things:
        if line.id in (urge_line(thing.short), act_line(thing.short)):
            if line.id == urge_line(thing.short):
                return f"{thing.label}: {_('urge')}"
            return f"{thing.label}: {_('tried?') if thing.content.get('about') == SUICIDE else _('done?')}"
    return _(line.label)


def said(words: str) -> str:
    return _(words) if words else ""


def choice(label: str, choices: list[tuple[str, str]], kind: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect(attrs={"class": kind}))


def codes(label: str, name: str) -> forms.Field:
    """The codes of a list as boxes, under their groups where they have any."""
    grouped = [
        (said(group), [(code.id, _(code.label)) for code in found]) for group, found in groupby(code_list(name), lambda code: code.group)
    ]
    choices: list[Any] = grouped if len(grouped) > 1 else grouped[0][1]
    field = forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "codes"})
    )
    field.many = True  # type: ignore[attr-defined]
    return field


def value_of(line: LogField, given: Any) -> LogValue | None:
    if isinstance(given, list):
        return stored(given) or None
    if given in ("", None):
        return None
    return str(given) if line.kind is LogKind.TEXT else float(given)


def today_in(zone: str) -> datetime.date:
    return timezone.now().astimezone(ZoneInfo(zone)).date()
