"""What can be asked of the finder, and one line of its answer."""

from dataclasses import dataclass

from django import forms

from fullarc.instruments.definition import Instrument
from fullarc.instruments.finder import GIVEN_AS, PROBLEMS, Wanted, ages_of, given_as, minutes_of, printed_items

MINUTES = ((1, "up to 1 minute"), (2, "up to 2 minutes"), (5, "up to 5 minutes"), (10, "up to 10 minutes"))


class FinderForm(forms.Form):
    """Nothing is required; what is left empty does not narrow."""

    words = forms.CharField(label="Name or subject", required=False, max_length=60)
    problem = forms.ChoiceField(label="For", required=False, choices=[("", "any problem"), *PROBLEMS.items()])
    age = forms.IntegerField(
        label="Age of the client",
        required=False,
        min_value=0,
        max_value=120,
        error_messages={
            "invalid": "Age: found something that is not a whole number; give the age in years.",
            "min_value": "Age: found a number outside 0 to 120; give the age in years.",
            "max_value": "Age: found a number outside 0 to 120; give the age in years.",
        },
    )
    minutes = forms.TypedChoiceField(label="Takes", required=False, choices=[("", "any time"), *MINUTES], coerce=int, empty_value=None)
    given_as = forms.ChoiceField(label="Licence allows", required=False, choices=[("", "any use"), *GIVEN_AS.items()])
    repeated = forms.BooleanField(label="Repeatable only", required=False)

    @property
    def wanted(self) -> Wanted:
        """What a valid form looks for; a form that is not valid looks for everything."""
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()


@dataclass(frozen=True, slots=True)
class Found:
    """A measure as the finder and its page show it."""

    instrument: Instrument

    @property
    def problems(self) -> str:
        return ", ".join(PROBLEMS[problem] for problem in self.instrument.use.problems)

    @property
    def ages(self) -> str:
        return ages_of(self.instrument)

    @property
    def answered_by(self) -> str:
        return " or ".join(self.instrument.use.answered_by)

    @property
    def length(self) -> str:
        count, minutes = printed_items(self.instrument), minutes_of(self.instrument)
        return f"{count} questions, about {minutes} min" if count else ""

    @property
    def given_as(self) -> str:
        return GIVEN_AS[given_as(self.instrument)]
