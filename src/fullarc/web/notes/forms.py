"""The forms of notes: one text field a section of the format."""

from collections.abc import Mapping
from typing import Any

from django import forms

from fullarc.web.clients.forms import DAY
from fullarc.web.notes.formats import FORMATS
from fullarc.web.notes.models import Addendum

LONGEST = 1_100_000  # characters a section: a note of a megabyte is long, but it is a note
ROWS = {"plan": 4, "text": 18}


class Part(forms.CharField):
    """One section of a note. It may stay empty, and the page does not call it optional."""

    part_of_a_note = True


class NoteForm(forms.Form):
    """The sections of one format. `from_version` is the version of the draft that its writer saw, `tab` the tab it was written in."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    tab = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, format_key: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key, heading in FORMATS[format_key].sections:
            area = forms.Textarea(attrs={"rows": ROWS.get(key, 6), "data-section": key, "spellcheck": "true"})
            self.fields[key] = Part(label=heading or "Note", required=False, strip=False, max_length=LONGEST, widget=area)
        self.sections = [key for key, _ in FORMATS[format_key].sections]

    @property
    def parts(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.sections}


def typed(data: Mapping[str, str], format_key: str) -> dict[str, str]:
    """The sections as they stand in a request, checked for nothing: what an editor holds is kept as it is."""
    return {key: data.get(key, "")[:LONGEST] for key, _ in FORMATS[format_key].sections}


class NewNote(forms.Form):
    """The day of the session and the format; the session is made when there is none on that day."""

    date = forms.DateField(label="Session of", widget=DAY)
    minutes = forms.IntegerField(min_value=1, max_value=600, required=False, initial=50)
    format = forms.ChoiceField(choices=[(each.key, each.name) for each in FORMATS.values()], widget=forms.RadioSelect, initial="soap")


class AddendumForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Addendum
        fields = ["kind", "reason", "text"]
        labels = {"kind": "Kind", "reason": "Reason", "text": "Text"}
        widgets = {"reason": forms.TextInput(), "text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"text": "The signed note stays as it is. Say which passage this belongs to."}
