"""One line for what happened: a day, words, and the kind that the words tell of."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.course.life_words import kind_of, kinds
from fullarc.web.clients.forms import DAY
from fullarc.web.clients.models import LifeEvent
from fullarc.web.sent_once import SentOnce
from fullarc.web.versions import VersionedForm

AS_TOLD = "as_told"
LONGEST = 300
AHEAD = timedelta(days=366)


class EventForm(SentOnce, VersionedForm):
    kind = forms.ChoiceField(label="Kind", required=False)
    text = forms.CharField(label="What happened", max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    class Meta:
        model = LifeEvent
        fields = ["date", "text", "kind", "until"]
        labels = {"date": "Day", "until": "Until"}
        widgets = {"date": DAY, "until": DAY}

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["kind"].choices = [(AS_TOLD, "As the words tell"), *kinds()]  # type: ignore[attr-defined]
        if self.instance._state.adding:
            self.initial.setdefault("kind", AS_TOLD)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).strip()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        day, until = given.get("date"), given.get("until")
        if day and until and until < day:
            self.add_error("until", "The end lies before the beginning. Correct one of the two days.")
        if day and day > self.today + AHEAD:
            raise ValidationError("This day is more than a year ahead. Check the year.")
        if given.get("kind") == AS_TOLD and given.get("text"):
            given["kind"] = kind_of(given["text"])
        return given
