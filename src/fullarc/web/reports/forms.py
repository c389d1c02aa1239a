"""Forms of reports: what is disclosed, to whom and what for; the names to remove; how the practice's reports look."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from fullarc.reports.readers import Level, Reader, parts, readers
from fullarc.web.reports.models import NamesToRemove, ReportHouse
from fullarc.web.sent_once import SentOnce

SHORT = {Level.NOT: "not told", Level.PLAIN: "told plainly", Level.QUOTED: "told in full"}


def level_fields(reader: Reader, prefix: str = "level_") -> dict[str, forms.ChoiceField]:
    """A choice for each part that this reader may be told of at all, up to the most that may be."""
    fields = {}
    for part, words in parts().items():
        if reader.most[part] > Level.NOT:
            choices = [(int(level), SHORT[level]) for level in Level if level <= reader.most[part]]
            fields[prefix + part] = forms.ChoiceField(label=words, choices=choices, required=False)
    return fields


class ReportForm(SentOnce, forms.Form):
    """What is asked before a report leaves. Sent to show, it changes the preview; sent to issue, what was seen leaves. `known` are the
    waiting risk signals that the preview named."""

    recipient = forms.CharField(
        label="To",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Name and address, printed above the report.",
    )
    purpose = forms.CharField(label="What for", required=False, max_length=300, help_text="Kept with the report; not printed.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, reader: Reader, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reader = reader
        self.fields.update(level_fields(reader))

    @property
    def chosen(self) -> dict[str, int]:
        """The levels that somebody chose, by part."""
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith("level_") and value != ""}
        return {name.removeprefix("level_"): int(value) for name, value in given.items()}

    def level_rows(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("level_")]


class NamesForm(forms.Form):
    """`from_version` is the list that its writer saw."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    people = forms.CharField(
        label="People",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Relatives, friends, others; one a line, each with first and last name.",
    )
    places = forms.CharField(
        label="Places, schools, employers",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line.",
    )

    @classmethod
    def of(cls, row: NamesToRemove | None) -> "NamesForm":
        if row is None:
            return cls(initial={"from_version": 1}, prefix="names")
        return cls(initial={"from_version": row.version, "people": row.people, "places": row.places}, prefix="names")


class HouseForm(forms.Form):
    """Letterhead, wording and usual disclosure by reader."""

    from_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    letterhead = forms.CharField(
        label="Letterhead",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Lines below the practice's name: address, telephone, registration.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for reader in readers().values():
            for place, words in (("opening", "Above the report"), ("closing", "Below the report")):
                area = forms.Textarea(attrs={"rows": 2})
                self.fields[f"{reader.key}_{place}"] = forms.CharField(label=words, required=False, max_length=2_000, widget=area)
            self.fields.update(level_fields(reader, f"{reader.key}_level_"))

    @classmethod
    def of(cls, row: ReportHouse) -> "HouseForm":
        initial: dict[str, Any] = {"from_version": row.version, "letterhead": row.letterhead}
        for reader in readers().values():
            for place in ("opening", "closing"):
                initial[f"{reader.key}_{place}"] = row.wording.get(reader.key, {}).get(place, "")
            levels = reader.levels(row.levels.get(reader.key, {}))
            initial |= {f"{reader.key}_level_{part}": int(level) for part, level in levels.items()}
        return cls(initial=initial)

    @property
    def wording(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        return {key: {place: given[f"{key}_{place}"] for place in ("opening", "closing")} for key in readers()}

    @property
    def levels(self) -> dict[str, dict[str, int]]:
        """Only what differs from the usual level of readers.toml is kept."""
        kept = {}
        for key, reader in readers().items():
            given = {part: self.cleaned_data.get(f"{key}_level_{part}", "") for part in reader.usual}
            kept[key] = {part: int(value) for part, value in given.items() if value != "" and int(value) != reader.usual[part]}
        return kept

    def by_reader(self) -> list[tuple[Reader, list[BoundField], list[BoundField]]]:
        """Each reader with its wording and its levels."""
        return [
            (
                reader,
                [self[f"{key}_opening"], self[f"{key}_closing"]],
                [self[name] for name in self.fields if name.startswith(f"{key}_level_")],
            )
            for key, reader in readers().items()
        ]
