"""Everything of a client's own, to take along: what they entered, what they were asked, what was agreed and released to them.

Each table and column is named here; nothing else goes out. What is left out is said in the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from fullarc.web.clients.models import Client
from fullarc.web.instruments.at_hand import definition_of
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.queries import answered_items
from fullarc.web.own_record.plan_words import plan_for
from fullarc.web.records.rows import plain
from fullarc.web.records.tables_of_record import below

OWN_FORMS = Q(withdrawn_at=None, informant="client")  # what a parent or a teacher said of the client is theirs


class Table(NamedTuple):
    """A table of the record, what the client calls it, and its columns that are the client's own. `only` leaves rows out."""

    model: str
    title: str
    columns: tuple[str, ...]
    only: Q = Q()


TABLES = (
    Table("clients.client", gettext_noop("About me"), ("name", "contact", "born", "zone")),
    Table("clients.session", gettext_noop("My appointments"), ("date", "begins", "minutes", "attendance", "format")),
    Table(
        "measurements.administration",
        gettext_noop("My answers"),
        ("date", "measure", "definition_version", "mode", "answers", "declined", "totals", "entered_at"),
        OWN_FORMS,
    ),
    Table("measurements.logrow", gettext_noop("My logs"), ("date", "log", "values", "entered_at")),
    Table("journal.entry", gettext_noop("My journal, with what I kept private"), ("day", "at", "log", "sharing", "values", "entered_at")),
    Table(
        "journal.entryversion",
        gettext_noop("My journal before I changed it"),
        ("day", "number", "sharing", "values", "written_at"),
        Q(number__lt=F("entry__version")),
    ),
    Table("homework.task", gettext_noop("My homework"), ("text", "due", "set_on")),
    Table("homework.report", gettext_noop("How my homework went"), ("day", "how", "obstacles", "words")),
    Table("goals.goal", gettext_noop("My goals"), ("text", "agreed_on", "closed_on")),
    Table("goals.rating", gettext_noop("How I rated my goals"), ("date", "value", "scale")),
    Table("my_progress.daynote", gettext_noop("What I wrote at my charts"), ("date", "text"), Q(taken_back_at=None)),
    Table("check_ins.duecheckin", gettext_noop("What I was asked, and when"), ("due_on", "state", "answered_at")),
    Table("portal.consent", gettext_noop("What I agreed to"), ("text_version", "language", "given_at", "withdrawn_at"), Q(kind="client")),
)
NOT_INCLUDED = (
    gettext_noop("Your therapist's notes. Ask your therapist if you want to read them; you have a right to ask."),
    gettext_noop("Who opened your record. It stands on a page of its own."),
    gettext_noop("What a parent or a teacher answered about you. Ask your therapist if you want to know it."),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table as it is handed out: rows of plain values by column."""

    model: str
    title: str
    rows: tuple[dict[str, Any], ...]


def parts_of(client: Client) -> Iterator[Part]:
    """Every table that has rows of this client."""
    for table in TABLES:
        if not apps.is_installed(f"fullarc.web.{table.model.partition('.')[0]}"):
            continue
        model = apps.get_model(table.model)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rows = model._default_manager.filter(below(model, client), table.only)
        found = tuple({name: plain(fields[name], getattr(row, name)) for name in table.columns if name in fields} for row in rows)
        if found:
            yield Part(table.model, _(table.title), found)


def as_data(client: Client, made_at: datetime) -> dict[str, Any]:
    """The machine form: every table by its name, the plan as it is shown, and what is not in it."""
    return {
        "format": "fullarc own data",
        "version": 1,
        "made_at": plain(None, made_at),  # type: ignore[arg-type] # a moment needs no column
        "tables": {part.model: list(part.rows) for part in parts_of(client)},
        "measures": measures_of(client),
        "safety_plan": [{"heading": part.heading, "words": part.words} for part in plan_for(client)],
        "not_included": [_(sentence) for sentence in NOT_INCLUDED],
    }


def measures_of(client: Client) -> list[dict[str, Any]]:
    """What was asked, in each version that the client answered, the practice's own measures too: without it an answer is a bare number.

    A measure whose wording is not at hand is named; its questions stand on its own form.
    """
    answered = Administration.objects.filter(OWN_FORMS, course__client=client).order_by("measure", "definition_version")
    found = []
    for measure, version in answered.values_list("measure", "definition_version").distinct():
        known = definition_of(measure, version)
        if known is not None:
            asked = known.items if known.has_wording else ()
            questions = [
                {"number": item.number, "text": item.text, "answers": {str(each.value): each.label for each in item.options}}
                for item in asked
            ]
            found.append({"measure": measure, "version": version, "name": known.name, "recall": known.recall, "questions": questions})
    return found


@dataclass(frozen=True, slots=True)
class Form:
    """One filled form, question by question, in words."""

    on: date
    name: str
    lines: tuple[tuple[str, str], ...]


def forms_of(client: Client) -> list[Form]:
    """Every form that the client filled in, with the words of its questions where they ship. What others said of the client is theirs."""
    rows = Administration.objects.filter(OWN_FORMS, course__client=client).order_by("-date")
    return [
        Form(
            row.date, name_of(row), tuple((line.item.text if line.item else f"{line.number}", line.answer) for line in answered_items(row))
        )
        for row in rows
    ]


def name_of(row: Administration) -> str:
    """The name of what was answered; its id where nobody knows it any more."""
    known = definition_of(row.measure, row.definition_version)
    return known.short_name if known else row.measure
