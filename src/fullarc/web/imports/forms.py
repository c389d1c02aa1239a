"""The questions of an import: the day of a note, how its session was held, the order in which dates are written, what each column is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fullarc.exchange.incoming.csv_reading import Table
from fullarc.exchange.incoming.dates import DayOrder
from fullarc.exchange.incoming.import_plan import ImportPlan
from fullarc.exchange.incoming.score_columns import TOTAL, ItemColumns, ScoreMapping, TotalColumn, item_groups, with_items
from fullarc.web.clients.models import Session
from fullarc.web.imports.choices import CUT, WHOLE, mapping_to_store
from fullarc.web.instruments.at_hand import catalogue

ORDERS = [
    ("", "not chosen"),
    (DayOrder.DAY_FIRST.value, "day first: 3/4/2024 is 3 April"),
    (DayOrder.MONTH_FIRST.value, "month first: 3/4/2024 is March 4"),
]
WAYS = [("", "not chosen"), *((way.value, way.label.lower()) for way in Session.Format)]
_EXAMPLES = 2
_EXAMPLE_LENGTH = 24
_SINGLE = {"date": "date", "client": "client code", "measure": "name of the measure", "score": "score", "scale": "name of the subscale"}


@dataclass(frozen=True, slots=True)
class NoteQuestion:
    """A note whose day is asked for, with the fields that answer it."""

    name: str
    why: str
    offered: tuple[date, ...]
    day: forms.BoundField
    leave: forms.BoundField
    cut: forms.BoundField | None = None


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """A column, or a group of item columns, with two of its values and the field that says what it is."""

    name: str
    examples: tuple[str, ...]
    field: forms.BoundField


class NoteQuestions(forms.Form):
    """The order of day and month for all notes, the day of each note that has none, and how sessions were held whose head is not clear."""

    def __init__(self, plan: ImportPlan, stored: dict[str, Any], *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stored = stored
        self.asked = self._asked(plan, stored)
        order = stored.get("note_order", "")
        if plan.notes.order.asked or order:
            self.fields["note_order"] = forms.ChoiceField(
                label="Dates in names and first lines are written with the", choices=ORDERS, initial=order, required=False
            )
        for key, (name, _, _) in self.asked.items():
            day, left = stored.get("days", {}).get(key), key in stored.get("left_out", {})
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "max": today.isoformat()})
            self.fields[f"day-{key}"] = forms.DateField(label=f"Day of {name}", initial=day, required=False, widget=widget)
            self.fields[f"leave-{key}"] = forms.BooleanField(label="leave out", initial=left, required=False)
        self.unclear = self._unclear(plan, stored)
        for key, (name, chosen) in self.unclear.items():
            self.fields[f"held-{key}"] = forms.ChoiceField(label=f"{name} was held", choices=WAYS, initial=chosen, required=False)
        self.long = {note.key: note.holds for note in plan.notes.waiting if note.holds} | dict.fromkeys(stored.get("cut", {}), 0)
        for key, holds in self.long.items():
            name, chosen = stored.get("cut", {}).get(key, (self.asked.get(key, ("",))[0], ""))
            self.asked.setdefault(key, (name, "", ()))
            ways = [("", "not chosen"), (CUT, f"cut into {holds or 'its'} notes"), (WHOLE, "one note")]
            self.fields[f"cut-{key}"] = forms.ChoiceField(label=f"{name} is", choices=ways, initial=chosen, required=False)
            for part in ("day", "leave"):
                self.fields.setdefault(f"{part}-{key}", self._optional(part))

    @property
    def questions(self) -> Iterator[NoteQuestion]:
        for key, (name, why, offered) in self.asked.items():
            cut = self[f"cut-{key}"] if key in self.long else None
            yield NoteQuestion(name, why, offered, self[f"day-{key}"], self[f"leave-{key}"], cut)

    @property
    def ways(self) -> list[tuple[str, forms.BoundField]]:
        """Each note whose head does not say clearly how the session was held, with the field that answers it."""
        return [(name, self[f"held-{key}"]) for key, (name, _) in self.unclear.items()]

    def decided(self) -> dict[str, Any]:
        """The answers, to be stored."""
        given = self.cleaned_data
        return {
            "note_order": given.get("note_order", self.stored.get("note_order", "")),
            "days": {key: day.isoformat() for key in self.asked if (day := given.get(f"day-{key}"))},
            "left_out": {key: name for key, (name, _, _) in self.asked.items() if given.get(f"leave-{key}")},
            "cut": {key: [self.asked[key][0], chosen] for key in self.long if (chosen := given.get(f"cut-{key}"))},
            "held": {key: [name, chosen] for key, (name, _) in self.unclear.items() if (chosen := given.get(f"held-{key}"))},
        }

    @staticmethod
    def _unclear(plan: ImportPlan, stored: dict[str, Any]) -> dict[str, tuple[str, str]]:
        given = {key: (name, chosen) for key, (name, chosen) in stored.get("held", {}).items()}
        return {note.key: (note.name, "") for note in plan.notes.ready if note.asked} | given

    @staticmethod
    def _optional(part: str) -> forms.Field:
        if part == "leave":
            return forms.BooleanField(label="leave out", required=False)
        return forms.DateField(required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    @staticmethod
    def _asked(plan: ImportPlan, stored: dict[str, Any]) -> dict[str, tuple[str, str, tuple[date, ...]]]:
        asked = {note.key: (note.name, note.why, note.offered) for note in plan.notes.waiting}
        given = stored.get("days", {})
        asked |= {note.key: (note.name, "", ()) for note in plan.notes.ready if note.key in given}
        asked |= {known.key: (known.name, "", ()) for known in plan.notes.known if known.key in given}
        return asked | {key: (name, "", ()) for key, name in stored.get("left_out", {}).items()}


class ScoreQuestions(forms.Form):
    """What each column of the table is, the order of day and month in it, and which code is this client."""

    def __init__(self, plan: ImportPlan, stored: dict[str, Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        assert plan.table is not None  # noqa: S101 - built for an import with a table only
        assert plan.mapping is not None  # noqa: S101
        assert plan.scores is not None  # noqa: S101
        self.table, self.stored = plan.table, stored
        self.groups = item_groups(self.table.columns, catalogue())
        self.grouped = {column for group in self.groups for column, _ in group.columns}
        roles, measures = role_choices(), measure_choices()
        for index, role in enumerate(roles_of(plan.mapping, self.table)):
            if index not in self.grouped:
                label = f"Column {self.table.column_name(index)}"
                self.fields[f"column-{index}"] = forms.ChoiceField(label=label, choices=roles, initial=role, required=False)
        chosen = {group.columns: group.measure for group in plan.mapping.items}
        of_items = [("", "not used"), *[(each.id, f"answers to {each.short_name}") for each in with_items(catalogue())]]
        for number, group in enumerate(self.groups):
            self.fields[f"items-{number}"] = forms.ChoiceField(
                label=group_name(self.table, group), choices=of_items, initial=chosen.get(group.columns, ""), required=False
            )
        self.fields["fixed_measure"] = forms.ChoiceField(
            label="Measure, when no column names it", choices=measures, initial=plan.mapping.fixed_measure, required=False
        )
        if plan.scores.order.asked or stored.get("score_order"):
            self.fields["score_order"] = forms.ChoiceField(
                label="Dates in the table are written with the", choices=ORDERS, initial=stored.get("score_order", ""), required=False
            )
        self.fields["keep_as"] = forms.CharField(
            label="Keep these columns under a name", required=False, max_length=80, initial=stored.get("kept", "")
        )
        if len(plan.scores.client_codes) > 1:
            codes = [("", "not chosen"), *[(code, code) for code in plan.scores.client_codes]]
            self.fields["client_code"] = forms.ChoiceField(
                label="This client's code in the table", choices=codes, initial=stored.get("client_code", ""), required=False
            )

    @property
    def columns(self) -> Iterator[ColumnQuestion]:
        for index in range(len(self.table.columns)):
            if index not in self.grouped:
                yield ColumnQuestion(self.table.column_name(index), examples(self.table, index), self[f"column-{index}"])
        for number, group in enumerate(self.groups):
            yield ColumnQuestion(group_name(self.table, group), (), self[f"items-{number}"])

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in ("fixed_measure", "score_order", "client_code", "keep_as") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        roles = [role for name, role in given.items() if name.startswith("column-") and role in _SINGLE]
        for role in {role for role in roles if roles.count(role) > 1}:
            raise ValidationError(f"Two columns are chosen as {_SINGLE[role]}: choose one.")
        return given

    def mapping(self) -> ScoreMapping:
        """The columns as they were chosen."""
        given = self.cleaned_data
        roles = {int(name.removeprefix("column-")): role for name, role in given.items() if name.startswith("column-") and role}
        single: dict[str, int] = {role: index for index, role in roles.items() if role in _SINGLE}
        totals = [TotalColumn(index, *role.split("|")[1:]) for index, role in sorted(roles.items()) if role.startswith("total|")]
        items = [ItemColumns(group.columns, given[f"items-{n}"]) for n, group in enumerate(self.groups) if given.get(f"items-{n}")]
        fixed = "" if "measure" in single or "score" not in single else given.get("fixed_measure", "")
        return ScoreMapping(**single, fixed_measure=fixed, totals=tuple(totals), items=tuple(items))

    def decided(self) -> dict[str, Any]:
        """The answers, to be stored."""
        given = self.cleaned_data
        return {
            "mapping": mapping_to_store(self.mapping()),
            "score_order": given.get("score_order", self.stored.get("score_order", "")),
            "client_code": given.get("client_code", self.stored.get("client_code", "")),
            "kept": given["keep_as"],
        }


def role_choices() -> list[tuple[str, Any]]:
    """Everything that a column can be."""
    totals = []
    for instrument in catalogue():
        for scale in instrument.scales:
            words = instrument.short_name if scale.id == TOTAL else f"{instrument.short_name}, {scale.name.lower()}"
            totals.append((f"total|{instrument.id}|{scale.id}", words))
    return [("", "not used"), *_SINGLE.items(), ("Scores of", totals)]


def measure_choices() -> list[tuple[str, str]]:
    return [("", "not chosen"), *[(instrument.id, instrument.short_name) for instrument in catalogue()]]


def roles_of(mapping: ScoreMapping, table: Table) -> list[str]:
    """The role of each column under a mapping."""
    roles = [""] * len(table.columns)
    for role in _SINGLE:
        index = getattr(mapping, role)
        if index is not None:
            roles[index] = role
    for total in mapping.totals:
        roles[total.column] = f"total|{total.measure}|{total.scale}"
    return roles


def examples(table: Table, index: int) -> tuple[str, ...]:
    """The first values of a column, cut short."""
    return tuple(value[:_EXAMPLE_LENGTH] for value in islice(dict.fromkeys(table.values(index)), _EXAMPLES))


def group_name(table: Table, group: ItemColumns) -> str:
    """The columns of a group in words: "PHQ1 to PHQ9"."""
    ordered = sorted(group.columns, key=lambda pair: pair[1])
    return f"{table.column_name(ordered[0][0])} to {table.column_name(ordered[-1][0])}"
