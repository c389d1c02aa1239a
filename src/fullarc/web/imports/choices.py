"""What a person decided about an import, as it is stored (JSON) and as the core wants it (values)."""

from datetime import date
from typing import Any

from fullarc.exchange.incoming.dates import DayOrder
from fullarc.exchange.incoming.import_plan import ImportChoices
from fullarc.exchange.incoming.notes_import import NoteChoices
from fullarc.exchange.incoming.score_columns import ItemColumns, ScoreMapping, TotalColumn
from fullarc.exchange.incoming.scores_import import ScoreChoices
from fullarc.exchange.incoming.session_heads import HowHeld

CUT, WHOLE = "cut", "whole"


def from_stored(stored: dict[str, Any]) -> ImportChoices:
    """The choices in the columns of an Import; an empty dictionary is no choice at all."""
    notes = NoteChoices(
        order=_order(stored.get("note_order")),
        days={key: date.fromisoformat(day) for key, day in stored.get("days", {}).items()},
        left_out=frozenset(stored.get("left_out", ())),
        cut={key: cut == CUT for key, (_, cut) in stored.get("cut", {}).items()},
        held={key: HowHeld(held) for key, (_, held) in stored.get("held", {}).items()},
    )
    if "mapping" not in stored:
        return ImportChoices(notes)
    return ImportChoices(notes, ScoreChoices(_mapping(stored["mapping"]), _order(stored.get("score_order")), stored.get("client_code", "")))


def mapping_to_store(mapping: ScoreMapping) -> dict[str, Any]:
    """A mapping as JSON; `from_stored` reads it."""
    return {
        "date": mapping.date,
        "client": mapping.client,
        "measure": mapping.measure,
        "score": mapping.score,
        "scale": mapping.scale,
        "fixed_measure": mapping.fixed_measure,
        "totals": [[total.column, total.measure, total.scale] for total in mapping.totals],
        "items": [[[list(pair) for pair in group.columns], group.measure] for group in mapping.items],
    }


def _mapping(stored: dict[str, Any]) -> ScoreMapping:
    return ScoreMapping(
        date=stored["date"],
        client=stored["client"],
        measure=stored["measure"],
        score=stored["score"],
        scale=stored["scale"],
        fixed_measure=stored["fixed_measure"],
        totals=tuple(TotalColumn(column, measure, scale) for column, measure, scale in stored["totals"]),
        items=tuple(ItemColumns(tuple((column, number) for column, number in pairs), measure) for pairs, measure in stored["items"]),
    )


def _order(value: str | None) -> DayOrder | None:
    return DayOrder(value) if value else None
