"""The questions of a hand-over, one after the other. Behind a shut gate (PC-PTSD-5) the items of that measure are not asked."""

from dataclasses import dataclass

from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.definition import Instrument, Item
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
    def is_gate(self) -> bool:
        return self.item.number == 0


def questions_of(given: HandOver) -> list[Question]:
    """All that is asked, as far as it is known by now, with what was answered. One query."""
    rows = Administration.objects.in_bulk([given.key_of(measure) for measure in given.measures])
    out: list[Question] = []
    for measure in given.measures:
        instrument, row = catalogue().get(measure), rows.get(given.key_of(measure))
        answers, declined = (row.answers, row.declined or []) if row else ({}, [])
        for item in asked(instrument, answers):
            number = str(item.number)
            out.append(
                Question(len(out) + 1, instrument, item, answers.get(number), number in answers, item.number in declined),
            )
    return out


def asked(instrument: Instrument, answers: dict[str, int | None]) -> tuple[Item, ...]:
    """The gate first, when there is one; the items follow unless it is shut."""
    gate = instrument.gate
    if gate is None:
        return instrument.items
    return (gate.item,) if answers.get("0") == gate.skips_on else (gate.item, *instrument.items)
