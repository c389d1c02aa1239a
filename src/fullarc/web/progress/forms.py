"""Forms of progress: adopting a suggestion, the thresholds of the signals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from fullarc.course.signal_settings import BOUNDS, DEFAULTS, KINDS, LABELS, SignalSettings, rule_in_words
from fullarc.plans.plan import Line


class AdoptForm(forms.Form):
    """A suggestion in the clinician's words, and the objective of the plan that it serves."""

    text = forms.CharField(label="What is to be done, in your own words", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    under = forms.ChoiceField(label="Into the treatment plan", required=False)

    def __init__(self, *args: Any, objectives: Sequence[Line], **options: Any) -> None:
        super().__init__(*args, **options)
        into = [(line.id, f"below the objective “{line.text[:80]}”") for line in objectives]
        self.fields["under"].choices = [("", "not as a line of it; keep it with the course"), *into]  # type: ignore[attr-defined]
        self.fields["under"].help_text = (
            "It becomes a line of the draft; a signed plan gets its next version as a draft."
            if objectives
            else "The plan has no objective yet; a suggestion becomes a line below one."
        )


@dataclass(frozen=True, slots=True)
class KindFields:
    """The fields of one signal with its rule as it is."""

    name: str
    rule: str
    fields: tuple[forms.BoundField, ...]


class ThresholdsForm(forms.Form):
    """Every threshold with its bounds. What is out of bounds is refused, naming them."""

    def __init__(self, *args: Any, present: SignalSettings, **options: Any) -> None:
        super().__init__(*args, **options)
        self.present = present
        for name, (low, high) in BOUNDS.items():
            told = LABELS[name]
            given: dict[str, Any] = {
                "label": told[0].upper() + told[1:],
                "initial": getattr(present, name),
                "help_text": f"From {low:g} to {high:g}; shipped with {getattr(DEFAULTS, name):g}.",
            }
            if isinstance(getattr(DEFAULTS, name), int):
                self.fields[name] = forms.IntegerField(min_value=int(low), max_value=int(high), **given)
            else:
                self.fields[name] = forms.FloatField(min_value=low, max_value=high, **given)
                self.fields[name].widget.attrs["step"] = "any"

    def kinds(self) -> list[KindFields]:
        """The fields by signal. A signal without thresholds has none to show."""
        return [
            KindFields(kind.name, rule_in_words(key, self.present), tuple(self[name] for name in kind.depends_on))
            for key, kind in KINDS.items()
            if kind.depends_on
        ]
