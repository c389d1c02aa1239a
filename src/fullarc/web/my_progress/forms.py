"""The forms of the client's progress."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fullarc.web.my_progress.actions import LONGEST_NOTE, LONGEST_WORD


class ReleaseForm(forms.Form):
    """What is left out comes as the keys of sentences; `seen`, `after` and `known`, the waiting risk signals, say what the page showed."""

    own_word = forms.CharField(
        label="A word of your own to the client",
        help_text="It stands at the top of the page, under your name. In the client’s language.",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    known = forms.CharField(widget=forms.HiddenInput, required=False)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("What was going on then?"),
        help_text=_("A few words, like “exam week”. Your therapist sees them too. Leave it empty to take it back."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class TalkForm(forms.Form):
    text = forms.CharField(
        label=_("What did not work, or does not fit?"), max_length=LONGEST_WORD, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
