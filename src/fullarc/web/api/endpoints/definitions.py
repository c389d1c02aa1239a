"""The measures and logs that are at hand, from their definitions: what they ask, how they are scored, where their figures come from."""

from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from fullarc.instruments.definition import Instrument, Item, Option, Scale
from fullarc.instruments.log import LogDefinition
from fullarc.web.access.permissions import Permission
from fullarc.web.api.answering import Call, Page, paged, reads
from fullarc.web.api.parsing import Paging
from fullarc.web.instruments.at_hand import catalogue, offered, offered_logs

router = Router(tags=["definitions"])


class Answer(Schema):
    value: float
    label: str


class OneItem(Schema):
    number: int
    text: str
    reverse: bool
    answers: list[Answer]


class Figure(Schema):
    """A figure with where it comes from; `verified` is false when nobody has read it at its source."""

    value: float
    source: str
    verified: bool


class OneBand(Schema):
    low: float
    high: float
    label: str


class Line(Schema):
    at: float
    inclusive: bool = Field(description="Whether `at` itself lies on the clinical side.")
    meaning: str
    source: str
    verified: bool


class OneScale(Schema):
    id: str
    name: str
    items: list[int]
    low: float
    high: float
    bands: list[OneBand]
    cutoffs: list[Line]
    reliable_change: list[Figure]


class Risk(Schema):
    item: int
    at_least: int
    about: str


class MeasureLine(Schema):
    id: str
    short_name: str
    name: str
    version: str
    about: str
    better: Literal["lower", "higher"]
    entered_as: list[Literal["answers", "totals"]]
    licence: str


class Measures(Page):
    items: list[MeasureLine]


class Measure(MeasureLine):
    """`items` hold no wording where the licence does not let it be shown: then their text is a neutral label."""

    recall: str
    instruction: str
    source: str
    attribution: str
    items: list[OneItem]
    scales: list[OneScale]
    risk_items: list[Risk]


class LogLine(Schema):
    id: str
    label: str
    kind: str
    low: float
    high: float
    step: float
    unit: str
    answers: list[Answer]


class OneLog(Schema):
    id: str
    name: str
    version: str
    about: str
    every: str
    source: str
    fields: list[LogLine]


class Logs(Page):
    items: list[OneLog]


@reads(router, "/measures", Permission.SEE_CASELOAD, Measures)
def measures(request: Call, paging: Query[Paging]) -> dict[str, Any]:
    """The measures that may be given now, in order of id."""
    page = paged(offered(), paging)
    return page | {"items": [line_of(each) for each in page["items"]]}


@reads(router, "/measures/{measure}", Permission.SEE_CASELOAD, Measure)
def measure(request: Call, measure: str) -> dict[str, Any]:
    """One measure: items, scales, bands, cut-offs, reliable change, each figure with its source."""
    found = catalogue().instruments.get(measure)
    if found is None:
        raise Http404
    return {
        **line_of(found),
        "recall": found.recall,
        "instruction": found.instruction,
        "source": found.source,
        "attribution": found.attribution,
        "items": [item_of(each) for each in ((found.gate.item, *found.items) if found.gate else found.items)],
        "scales": [scale_of(each) for each in found.scales],
        "risk_items": [{"item": each.number, "at_least": each.at_least, "about": each.about} for each in found.risk_items],
    }


def line_of(one: Instrument) -> dict[str, Any]:
    return {
        "id": one.id,
        "short_name": one.short_name,
        "name": one.name,
        "version": one.version,
        "about": one.about,
        "better": one.better.value,
        "entered_as": ["answers", "totals"] if one.items else ["totals"],
        "licence": one.licence,
    }


def item_of(one: Item) -> dict[str, Any]:
    return {"number": one.number, "text": one.text, "reverse": one.reverse, "answers": [answer_of(each) for each in one.options]}


def answer_of(one: Option) -> dict[str, Any]:
    return {"value": one.value, "label": one.label}


def scale_of(one: Scale) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "items": list(one.items),
        "low": one.low,
        "high": one.high,
        "bands": [{"low": each.low, "high": each.high, "label": each.label} for each in one.bands],
        "cutoffs": [
            {"at": each.at, "inclusive": each.inclusive, "meaning": each.meaning, "source": each.source, "verified": each.verified}
            for each in one.cutoffs
        ],
        "reliable_change": [{"value": each.value, "source": each.source, "verified": each.verified} for each in one.reliable_change],
    }


@reads(router, "/logs", Permission.SEE_CASELOAD, Logs)
def logs(request: Call, paging: Query[Paging]) -> dict[str, Any]:
    """The logs that may be filled in now, with their lines."""
    page = paged(offered_logs(), paging)
    return page | {"items": [log_of(each) for each in page["items"]]}


def log_of(one: LogDefinition) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "version": one.version,
        "about": one.about,
        "every": one.every,
        "source": one.source,
        "fields": [
            {
                "id": each.id,
                "label": each.label,
                "kind": each.kind.value,
                "low": each.low,
                "high": each.high,
                "step": each.step,
                "unit": each.unit,
                "answers": [answer_of(option) for option in each.options],
            }
            for each in one.fields
        ],
    }
