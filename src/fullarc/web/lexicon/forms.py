"""The forms of a practice's own phrases: a new one, a decision, a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.reading.own_lexicon import LARGEST_FILE
from fullarc.reading.own_phrases import LONGEST, OwnPhrase, PhraseRefused, usable
from fullarc.web.lexicon.indicator_search import candidates, exactly, with_group
from fullarc.web.lexicon.models import SAYS

FIELDS = {"indicator": "about", "phrase": "words", "says": "says", "unless": "unless"}


class PhraseForm(forms.Form):
    """A phrase, what it is about and what it says. When the name typed is no indicator's, those that may be meant are offered."""

    about = forms.CharField(
        label="What it tells of",
        max_length=80,
        help_text="Type a name, or words for it: low mood, sleep, insomnia.",
        widget=forms.TextInput(attrs={"list": "indicators", "autocomplete": "off"}),
    )
    words = forms.CharField(
        label="The phrase",
        max_length=2 * LONGEST,
        help_text="As it stands in notes. Case and line ends do not matter; whole words count.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "true"}),
    )
    says = forms.ChoiceField(
        label="It says that this is",
        choices=SAYS,
        initial="present",
        widget=forms.RadioSelect,
        help_text="Negation around it is read as always.",
    )
    unless = forms.CharField(
        label="Unless one of these is near",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line. The phrase then does not count.",
    )
    why = forms.CharField(label="Why", required=False, max_length=1_000, help_text="For those who look at it later. Never a client’s name.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.usable: OwnPhrase | None = None
        self.offered: list[str] = []
        typed = str(self.data.get("about", "")) if self.is_bound else ""
        if typed.strip() and exactly(typed) is None and (found := candidates(typed)):
            self.offered = found
            choices = [(indicator, with_group(indicator)) for indicator in found]
            self.fields["which"] = forms.ChoiceField(
                label="Which of these is meant?", choices=choices, widget=forms.RadioSelect, required=False
            )
            self.order_fields(["about", "which"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "about" not in said or "words" not in said or "says" not in said:
            return said
        indicator = exactly(said["about"]) or said.get("which") or ""
        if not indicator:
            found = (
                "Choose below which of these is meant." if self.offered else "Type another word for it, for example sleep, work, low mood."
            )
            raise ValidationError({"which" if self.offered else "about": f"Found no indicator of this name. {found}"})
        try:
            self.usable = usable(
                indicator, said["words"], said["says"], [line for line in said.get("unless", "").splitlines() if line.strip()]
            )
        except PhraseRefused as refused:
            raise ValidationError({FIELDS[refused.about]: str(refused)}) from None
        return said


class Upload(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="Phrases as TOML, as this page gives them out. At most 1 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_FILE:
            raise ValidationError(f"Found {sent.size} bytes, expected at most {LARGEST_FILE}. Take a smaller file.")
        return sent
