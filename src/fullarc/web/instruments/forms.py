"""The forms in which a practice makes a measure or log: the file, what it is, its questions, its scoring, its filled forms."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.instruments.definition_file import DOMAINS
from fullarc.instruments.finder import ANSWERED_BY, PROBLEMS
from fullarc.instruments.own_scoring import OURS, Part, ScoringRule
from fullarc.instruments.test_vectors import answers_written
from fullarc.web.instruments import question_rows as rows_of

MOST_BYTES = 2_000_000
LONG = forms.Textarea(attrs={"rows": 3})


class FromVersion(forms.Form):
    """A form about a draft: `from_version` is the version of the draft that its writer saw."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Upload(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="A FHIR R4 Questionnaire as JSON, or a definition as TOML. At most 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.toml,application/json"}),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError(f"Found {sent.size} bytes, expected at most {MOST_BYTES}. Take a smaller file.")
        return sent


class AboutMeasure(FromVersion):
    """What a measure is. All of it may be filled in later, but not after it is published."""

    name = forms.CharField(max_length=120)
    short_name = forms.CharField(max_length=40, help_text="As it stands in lists. Never a client's name.")
    about = forms.CharField(label="What it measures", max_length=300)
    recall = forms.CharField(label="It asks about", max_length=80, required=False, help_text="For example: the last week, today.")
    instruction = forms.CharField(label="What the client reads first", max_length=2000, required=False, widget=LONG)
    better = forms.ChoiceField(
        label="The healthy end", required=False, choices=[("", "not chosen"), ("lower", "lower is better"), ("higher", "higher is better")]
    )
    tracker = forms.BooleanField(label="Meant to be repeated", required=False)
    source = forms.CharField(
        label="Where it comes from", max_length=400, required=False, help_text="A publication, or: written by this practice, 2026."
    )
    licence = forms.CharField(
        label="By what right it may be used", max_length=8000, required=False, widget=LONG, help_text="The licence, or: our own wording."
    )
    licence_source = forms.CharField(label="Where that is stated", max_length=400, required=False)
    problems = forms.MultipleChoiceField(
        label="For which problems", choices=list(PROBLEMS.items()), widget=forms.SelectMultiple(attrs={"size": 5})
    )
    answered_by = forms.MultipleChoiceField(
        label="Answered by", choices=[(one, one) for one in ANSWERED_BY], widget=forms.CheckboxSelectMultiple
    )
    from_age = forms.IntegerField(label="From age", min_value=0, max_value=120)
    to_age = forms.IntegerField(label="To age", min_value=0, max_value=120, required=False)
    domain = forms.ChoiceField(
        label="Speaks to",
        required=False,
        choices=[("", "the sessions themselves, or nothing"), *((one, one.replace("_", " ")) for one in DOMAINS)],
    )

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if sent.get("to_age") is not None and sent["to_age"] < (sent.get("from_age") or 0):
            self.add_error("to_age", "Found an age below the one before it. Give a higher one, or none.")
        return sent


class AboutLog(FromVersion):
    name = forms.CharField(max_length=80, help_text="Never a client's name.")
    about = forms.CharField(label="What it is for", max_length=300)
    instruction = forms.CharField(label="What the client reads first", max_length=2000, widget=LONG)
    every = forms.ChoiceField(label="Filled in", choices=[("day", "once a day"), ("occasion", "each time it happens")])
    source = forms.CharField(
        label="Where it comes from", max_length=400, required=False, help_text="A publication, or: written by this practice, 2026."
    )
    licence = forms.CharField(
        label="By what right it may be used", max_length=400, required=False, help_text="For example: our own wording."
    )


class Row(forms.Form):
    """What questions and lines share. A row without words is left out."""

    text = forms.CharField(label="In these words", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    low_label = forms.CharField(label="Words at the low end", max_length=80, required=False)
    high_label = forms.CharField(label="Words at the high end", max_length=80, required=False)
    answers = forms.CharField(
        label="Its own answers", max_length=4000, required=False, widget=LONG, help_text="One a line, such as: 3 = Nearly every day."
    )

    @property
    def row(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if value not in ("", None)} | {"kind": self.cleaned_data["kind"]}


class QuestionRow(Row):
    was = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label="Answered by",
        choices=[
            (rows_of.SHARED, "the answers above"),
            (rows_of.SCALE, "a scale in steps"),
            (rows_of.ANALOGUE, "a place on a line (0 to 100)"),
            (rows_of.YES_NO, "yes or no"),
            (rows_of.OWN, "answers of its own"),
        ],
    )
    low = forms.IntegerField(label="Scale from", required=False, min_value=-1000, max_value=1000)
    high = forms.IntegerField(label="Scale to", required=False, min_value=-1000, max_value=1000)
    heading = forms.CharField(label="Heading above it", max_length=1000, required=False)
    help = forms.CharField(label="Help below it", max_length=1000, required=False)
    attention_from = forms.IntegerField(
        label="Asks for attention from the answer", required=False, min_value=-1000, max_value=1000, help_text="For questions about risk."
    )
    attention_about = forms.ChoiceField(label="It is about", required=False, choices=[("", "no risk"), *rows_of.RISK_ABOUT.items()])


class LineRow(Row):
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    kind = forms.ChoiceField(
        label="Answered by",
        choices=[
            (rows_of.SCALE, "a scale in steps"),
            (rows_of.ANALOGUE, "a place on a line (0 to 100)"),
            (rows_of.ORDINAL, "a choice of levels"),
            (rows_of.NUMBER, "a number"),
            (rows_of.YES_NO, "yes or no"),
            (rows_of.TEXT, "words"),
        ],
    )
    low = forms.FloatField(label="From", required=False, min_value=-100_000, max_value=100_000)
    high = forms.FloatField(label="To", required=False, min_value=-100_000, max_value=100_000)
    step = forms.FloatField(label="In steps of", required=False, min_value=0.001, max_value=10_000)
    unit = forms.CharField(label="Unit", max_length=30, required=False)
    better = forms.ChoiceField(
        label="The healthy end", required=False, choices=[("", "neither"), ("lower", "lower is better"), ("higher", "higher is better")]
    )


class SharedAnswers(FromVersion):
    shared = forms.CharField(
        label="Answers that questions share",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One a line. Words alone are numbered from 0; a value of your own stands before: 3 = Nearly every day.",
    )


class Scoring(FromVersion):
    """The scoring rule."""

    way = forms.ChoiceField(label="The total is", choices=[("sum", "the sum"), ("mean", "the mean")], widget=forms.RadioSelect)
    reverse = forms.MultipleChoiceField(label="Reversed questions", required=False, widget=forms.CheckboxSelectMultiple)
    unscored = forms.MultipleChoiceField(label="Asked, not scored", required=False, widget=forms.CheckboxSelectMultiple)
    parts = forms.CharField(
        label="Subscales",
        required=False,
        max_length=4000,
        widget=LONG,
        help_text="One a line, with the numbers of its questions: Worry: 1 2 5",
    )
    allowed = forms.IntegerField(
        label="Answers that may be missing",
        min_value=0,
        max_value=100,
        help_text="They are filled in with the mean of the rest. A missing question about risk never is.",
    )
    allowed_in_parts = forms.IntegerField(label="Of these in one subscale", min_value=0, max_value=100, required=False)
    missing_source = forms.CharField(label="Where that rule comes from", max_length=400)
    bands = forms.CharField(
        label="Bands",
        required=False,
        max_length=4000,
        widget=LONG,
        help_text="One a line, from the lowest to the highest score: 0 to 4 little",
    )
    cutoff = forms.FloatField(label="Cut-off: clinical from", required=False)
    reliable_change = forms.FloatField(label="Smallest reliable change", required=False, min_value=0)
    figures_source = forms.CharField(
        label="Source of bands, cut-off and reliable change",
        max_length=400,
        required=False,
        help_text="Required when one of these is given.",
    )

    def __init__(self, questions: list[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(number), f"{number}. {text[:80]}") for number, text in questions]
        for name in ("reverse", "unscored"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_parts(self) -> tuple[Part, ...]:
        return tuple(_part(line) for line in _lines(self.cleaned_data["parts"]))

    def clean_bands(self) -> tuple[tuple[float, float, str], ...]:
        return tuple(_band(line) for line in _lines(self.cleaned_data["bands"]))

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        figures = sent.get("bands") or sent.get("cutoff") is not None or sent.get("reliable_change") is not None
        if figures and not sent.get("figures_source"):
            self.add_error("figures_source", "A figure without a source cannot be used. Name it, or leave the figures out.")
        return sent

    @property
    def rule(self) -> ScoringRule:
        sent = self.cleaned_data
        return ScoringRule(
            mean=sent["way"] == "mean",
            reverse=tuple(map(int, sent["reverse"])),
            unscored=tuple(map(int, sent["unscored"])),
            parts=sent["parts"],
            allowed=sent["allowed"],
            allowed_in_parts=sent["allowed_in_parts"] or 0,
            missing_source=sent["missing_source"],
            bands=sent["bands"],
            cutoff=sent["cutoff"],
            reliable_change=sent["reliable_change"],
            figures_source=sent["figures_source"],
        )

    @staticmethod
    def initial_of(rule: ScoringRule) -> dict[str, Any]:
        return {
            "way": "mean" if rule.mean else "sum",
            "reverse": list(map(str, rule.reverse)),
            "unscored": list(map(str, rule.unscored)),
            "parts": "\n".join(f"{part.name}: {' '.join(map(str, part.items))}" for part in rule.parts),
            "allowed": rule.allowed,
            "allowed_in_parts": rule.allowed_in_parts,
            "missing_source": rule.missing_source or OURS,
            "bands": "\n".join(f"{low:g} to {high:g} {label}" for low, high, label in rule.bands),
            "cutoff": rule.cutoff,
            "reliable_change": rule.reliable_change,
            "figures_source": rule.figures_source,
        }


class FilledForm(FromVersion):
    """One filled form with the scores that it must give."""

    answers = forms.CharField(
        label="Answers", max_length=2000, help_text="In the order of the questions; - where one is missing. For example: 3 2 - 1"
    )

    def __init__(self, scales: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scales = scales
        for scale, name in scales:
            total = scale == "total"
            self.fields[f"scale_{scale}"] = forms.CharField(
                label=f"Expected: {name}",
                max_length=20,
                required=total,
                help_text="A number, or none when it must not be scored." if total else "",
            )

    def clean_answers(self) -> str:
        try:
            answers = answers_written(self.cleaned_data["answers"])
        except ValueError as refused:
            raise ValidationError(f"Found something else than answers: {refused}.") from refused
        return " ".join("-" if one is None else str(one) for one in answers)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        for scale, _ in self.scales:
            word = sent.get(f"scale_{scale}", "").strip().casefold()
            if word and word != "none" and _number(word) is None:
                self.add_error(f"scale_{scale}", f"Found {word!r}, expected a number, or none.")
        return sent

    @property
    def vector(self) -> dict[str, Any]:
        given = {scale: self.cleaned_data.get(f"scale_{scale}", "").strip().casefold() for scale, _ in self.scales}
        expected = {scale: _number(word) for scale, word in given.items() if word and word != "none"}
        not_scored = [scale for scale, word in given.items() if word == "none"]
        vector: dict[str, Any] = {"answers": self.cleaned_data["answers"]}
        if not_scored:
            vector["not_scored"] = not_scored
        return vector | ({"expected": expected} if expected else {})


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _part(line: str) -> Part:
    name, sign, numbers = line.rpartition(":")
    words = numbers.replace(",", " ").split()
    if not sign or not name.strip() or not words or any(not word.isdecimal() or len(word) > 3 for word in words):
        raise ValidationError(f"Found {line[:60]!r}, expected a name and the numbers of its questions: Worry: 1 2 5")
    return Part(name.strip(), tuple(dict.fromkeys(map(int, words))))


def _band(line: str) -> tuple[float, float, str]:
    low, sign, rest = line.partition(" to ")
    high, _, label = rest.strip().partition(" ")
    ends = _number(low), _number(high)
    if not sign or ends[0] is None or ends[1] is None or not label.strip():
        raise ValidationError(f"Found {line[:60]!r}, expected both ends and a name: 0 to 4 little")
    return ends[0], ends[1], label.strip()


def _number(word: str) -> float | None:
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None
