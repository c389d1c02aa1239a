"""The forms of a practice's own phrases: a new one, a decision, a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.reading.own_lexicon import LARGEST_FILE
from fullarc.reading.phrases.own_phrases import LONGEST, OwnPhrase, PhraseRefused, usable
from fullarc.web.lexicon.indicator_search import candidates, exactly, with_group
from fullarc.web.lexicon.models import SAYS

WHICH = "Found no indicator of this name. Choose which of these is meant, or type another word."
ANY = "anxiety"  # to look at a phrase while nobody knows yet what it tells of
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
        self.meant: str | None = None
        typed = str(self.data.get("about", ""))[:80] if self.is_bound else ""
        found = candidates(typed) if typed.strip() and exactly(typed) is None else []
        self.meant = found[0] if len(found) == 1 else exactly(typed)
        if len(found) > 1:
            self.offered = found
            choices = [(indicator, with_group(indicator)) for indicator in found]
            self.fields["which"] = forms.ChoiceField(
                label="Which of these is meant?", choices=choices, widget=forms.RadioSelect, error_messages={"required": WHICH}
            )
            self.order_fields(["about", "which"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        indicator = self.meant or said.get("which") or ""
        if said.get("about") and not indicator and not self.offered:
            raise ValidationError(
                {"about": "Found no indicator of this name. Type another word for it, for example sleep, work, low mood."}
            )
        if "words" not in said or "says" not in said:
            return said
        try:
            phrase = usable(
                indicator or ANY, said["words"], said["says"], [line for line in said.get("unless", "").splitlines() if line.strip()]
            )
        except PhraseRefused as refused:
            raise ValidationError({FIELDS[refused.about]: str(refused)}) from None
        self.usable = phrase if indicator else None
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
