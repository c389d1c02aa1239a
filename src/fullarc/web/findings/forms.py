"""The form in which a clinician says what words of a note tell of that the reader had missed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from fullarc.course.status_words import STATUS_IN_WORDS
from fullarc.notes.marked_words import UNITS, Marked, MarkRefused, stretch, within
from fullarc.reading.finding import Direction, Severity, Status
from fullarc.web.lexicon.indicator_search import candidates, exactly, label_of
from fullarc.web.notes.models import Addendum, Note
from fullarc.web.sent_once import SentOnce

NO_SUCH = "Found no indicator of this name. Choose one of those that the field offers."
NO_PLACE = "Found no such place in this note. Choose a sentence, or mark words in the note."
LEVELS = [str(Severity.MILD), str(Severity.MODERATE), str(Severity.SEVERE)]


def unit_in_words(unit: str) -> str:
    return unit.replace("_", " ")


_WIDER = {Status.DENIED: "denied, or not there", Status.HYPOTHETICAL: "feared, hoped for or planned"}  # while it is not known of what
_CHOICES = [(status, _WIDER.get(status, words)) for status, words in STATUS_IN_WORDS.items()]


class MissedForm(SentOnce, forms.Form):
    """`place` is where the words stand: begin and end in the note, and behind them the addendum when they stand in one."""

    place = forms.CharField(widget=forms.HiddenInput, max_length=80, error_messages={"required": "Choose the sentence that tells of it."})
    about = forms.CharField(
        label="What it tells of",
        max_length=80,
        help_text="Type a name, or words for it: low mood, sleep, insomnia.",
        widget=forms.TextInput(attrs={"list": "indicators", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(label="Which is", choices=[(str(status), words) for status, words in _CHOICES], initial=str(Status.PRESENT))
    direction = forms.ChoiceField(
        label="Direction", required=False, choices=[("", "no direction"), *((str(each), str(each)) for each in Direction)]
    )
    severity = forms.ChoiceField(label="Level", required=False, choices=[("", "no level named"), *((each, each) for each in LEVELS)])
    value = forms.FloatField(
        label="Amount",
        required=False,
        min_value=0,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    unit = forms.ChoiceField(
        label="What the amount counts", required=False, choices=[("", "nothing"), *((each, unit_in_words(each)) for each in UNITS)]
    )
    words = forms.CharField(
        label="Only these words of it",
        required=False,
        max_length=1_500,
        help_text="As they stand there. Left empty, all that is marked above counts.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, note: Note, addenda: Sequence[Addendum], **options: Any) -> None:
        super().__init__(*args, **options)
        self.note = note
        self.addenda = {str(each.pk): each for each in addenda}
        self.found: tuple[int, int] = (0, 0)
        self.addendum: Addendum | None = None
        self.said: Marked | None = None

    def read_place(self, typed: str) -> tuple[str, int, int]:
        """The text, begin and end that a place names; sets the addendum that it is in. Refused (ValidationError): no such place."""
        begin, _, rest = typed.partition("-")
        end, _, where = rest.partition("-")
        self.addendum = self.addenda.get(where) if where else None
        if not (begin.isascii() and begin.isdigit() and end.isascii() and end.isdigit()) or (where and self.addendum is None):
            raise ValidationError(NO_PLACE)
        text = self.addendum.text if self.addendum else self.note.text
        try:
            return text, *stretch(text, int(begin[:9]), int(end[:9]))
        except MarkRefused as refused:
            raise ValidationError(str(refused)) from None

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"]
        self.read_place(place)
        return place

    def clean_about(self) -> str:
        typed = self.cleaned_data["about"]
        known = exactly(typed)
        if known is not None:
            return known
        close = candidates(typed)
        if len(close) != 1:
            raise ValidationError(f"{NO_SUCH} Close to it: {', '.join(map(label_of, close))}." if close else NO_SUCH)
        return close[0]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        value, unit = said.get("value"), said.get("unit") or None
        if "value" in said and (value is None) != (unit is None):
            lacks = "unit" if unit is None else "value"
            self.add_error(lacks, "Say what the number counts." if unit is None else "Found what is counted, and no number. Type it.")
        if "place" in said:
            try:
                self.found = within(*self.read_place(said["place"]), said.get("words", ""))
            except MarkRefused as refused:
                self.add_error("words", str(refused))
        if not self.errors:
            self.said = Marked(
                indicator=said["about"],
                status=Status(said["status"]),
                direction=Direction(said["direction"]) if said["direction"] else None,
                severity=Severity(said["severity"]) if said["severity"] else None,
                value=value,
                unit=unit,
            )
        return said


def place_of_words(start: int, end: int, addendum: UUID | None = None) -> str:
    """The place as the form sends it."""
    return f"{start}-{end}" + (f"-{addendum}" if addendum else "")
