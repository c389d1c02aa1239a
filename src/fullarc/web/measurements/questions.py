"""The questions of a form or a hand-over, one after the other. Behind a shut gate (PC-PTSD-5) the items of that measure are not asked."""

from dataclasses import dataclass

from fullarc.instruments.definition import Instrument, Item
from fullarc.web.instruments.at_hand import catalogue, definition_of
from fullarc.web.measurements.forms import LONGEST_LIST
from fullarc.web.measurements.models import Administration, HandOver


@dataclass(frozen=True, slots=True)
class Question:
    """`place` counts from 1 over all measures of the hand-over."""

    place: int
    instrument: Instrument
    item: Item
    answer: int | None
    answered: bool  # an answer was sent, be it a skip
    declined: bool

    @property
    def on_a_line(self) -> bool:
        """Too many answers for a list: a place on a line."""
        return len(self.item.options) > LONGEST_LIST

    @property
    def last_label(self) -> str:
        return self.item.options[-1].label

    @property
    def is_gate(self) -> bool:
        return self.item.number == 0


def questions_of(given: HandOver) -> list[Question]:
    """All that is asked, as far as it is known by now, with what was answered. One query."""
    rows = Administration.objects.in_bulk([given.key_of(measure) for measure in given.measures])
    out: list[Question] = []
    for measure in given.measures:
        row = rows.get(given.key_of(measure))
        instrument = (definition_of(measure, row.definition_version) if row else None) or catalogue().get(measure)
        out += questions(instrument, row, after=len(out))
    return out


def questions(instrument: Instrument, row: Administration | None, *, after: int = 0) -> list[Question]:
    """The questions of one measure with what `row` keeps of them; `after` is how many stand before."""
    answers, declined = (row.answers, row.declined or []) if row else ({}, [])
    return [
        Question(after + count, instrument, item, answers.get(str(item.number)), str(item.number) in answers, item.number in declined)
        for count, item in enumerate(asked(instrument, answers), start=1)
    ]


def asked(instrument: Instrument, answers: dict[str, int | None]) -> tuple[Item, ...]:
    """The gate first, when there is one; the items follow unless it is shut."""
    gate = instrument.gate
    if gate is None:
        return instrument.items
    return (gate.item,) if answers.get("0") == gate.skips_on else (gate.item, *instrument.items)
