"""The forms of notes: one text field a part, grouped under the headings of the format that its writer sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from fullarc.notes.formats import NoteFormat
from fullarc.notes.parts import BY_KEY, PARTS, PROSE
from fullarc.notes.sections import FREE, MOSTLY
from fullarc.notes.templates import Template, fitting
from fullarc.web.clients.forms import DAY
from fullarc.web.notes.models import Addendum
from fullarc.web.sent_once import SentOnce

LONGEST = 1_100_000  # characters a part: a note of a megabyte is long, but it is a note
KEYS = (*BY_KEY, PROSE, *MOSTLY)  # also the sections of older editors that may still be open somewhere


class PartField(forms.CharField):
    """One part of a note. It may stay empty, and the page does not call it optional."""

    part_of_a_note = True


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the format with the parts that are written under it."""

    heading: str
    fields: list[BoundField]


class NoteForm(forms.Form):
    """The parts of a note.

    `from_version` is the version of the draft that its writer saw, `tab` the tab it was written in, `kept` marks the unsaved text that was
    put into the editor; `writer` says who had the form, so that what is sent after the session has ended finds its way back to them.
    """

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    tab = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, max_length=60, required=False)
    writer = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)

    def __init__(self, stored_as: str, *args: Any, shape: NoteFormat | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shape = shape
        self.keys = [PROSE] if stored_as == FREE else [part.key for part in PARTS]
        for key in self.keys:
            asks = BY_KEY[key].asks if key in BY_KEY else ""
            attrs = {"rows": 18 if key == PROSE else 1, "data-part": key, "spellcheck": "true", "placeholder": asks}
            label = BY_KEY[key].name if key in BY_KEY else "Note"
            area = forms.Textarea(attrs=attrs)
            self.fields[key] = PartField(label=label, required=False, strip=False, max_length=LONGEST, widget=area)

    @property
    def parts(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in self.keys}

    @property
    def groups(self) -> list[Group]:
        """The parts under the headings of the format; what it leaves out stands last, under a heading that says so."""
        if self.keys == [PROSE] or self.shape is None:
            return [Group("", [self[key] for key in self.keys])]
        groups = [Group(each.words, [self[key] for key in each.holds]) for each in self.shape.headings]
        if left_out := self.shape.leaves_out:
            groups.append(Group(f"Not shown in {self.shape.name}", [self[key] for key in left_out]))
        return groups


def typed(data: Mapping[str, str]) -> dict[str, str]:
    """The parts as they stand in a request, whichever editor sent them, checked for nothing."""
    return {key: data[key] for key in KEYS if key in data}


class NewNote(forms.Form):
    """The day of the session, the format and a template; the session is made when there is none on that day.

    `session` says which one is meant where a day has more than one.
    """

    session = forms.UUIDField(required=False, widget=forms.HiddenInput)
    date = forms.DateField(label="Session of", widget=DAY)
    minutes = forms.IntegerField(min_value=1, max_value=600, required=False, initial=50)
    format = forms.ChoiceField(label="Write it as", widget=forms.RadioSelect, initial="soap")
    template = forms.ChoiceField(label="Begin with", required=False, help_text="A template puts sentences with fields into the parts.")

    def __init__(
        self, *args: Any, formats: Mapping[str, NoteFormat], templates: tuple[Template, ...], modality: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["format"].choices = [(key, each.name) for key, each in formats.items()]  # type: ignore[attr-defined]
        near = fitting(modality, templates)
        ordered = sorted(templates, key=lambda each: each is not near)
        self.fields["template"].choices = [("", "An empty note"), *((each.key, each.name) for each in ordered)]  # type: ignore[attr-defined]


class AddendumForm(SentOnce, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Addendum
        fields = ["kind", "reason", "text"]
        labels = {"kind": "Kind", "reason": "Reason", "text": "Text"}
        widgets = {"reason": forms.TextInput(), "text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"text": "The signed note stays as it is. Say which passage this belongs to."}

    passage = forms.CharField(
        label="Words of the note that are wrong",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For a correction: copied word by word. They stay readable, marked as corrected.",
    )
    field_order = ["kind", "passage", "text", "reason"]


class CosignForm(forms.Form):
    remark = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands with your signature. The note's text stays its author's.",
    )
