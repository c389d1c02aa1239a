"""One risk is one thing to look at: the signal that waits for an acknowledgement and what the record holds open are counted once."""

from collections.abc import Sequence
from datetime import date

from fullarc.course.risk import DANGERS, family_of
from fullarc.course.summary import SignalSaid
from fullarc.web.findings.risk_said import dangers_named
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.signals.models import Signal


def not_named(waiting: Sequence[Signal], said: Sequence[SignalSaid]) -> int:
    """How many things ask for attention beside the first signal that waits, which stands in the row.

    What waits besides and is open in the record counts once, by the record.
    """
    first, others = waiting[0], waiting[1:]
    open_besides = sum(not tells(first, each) for each in said)
    return open_besides + sum(not any(tells(one, each) for each in said) for one in others)


def tells(waiting: Signal, said: SignalSaid) -> bool:
    """Whether a signal to acknowledge speaks of a risk that stands open in the record: of the same day and of the same kind."""
    if not said.danger or date.fromisoformat(said.since) != waiting.source_date:
        return False
    return family_of(said.danger) in {family_of(danger) for danger in dangers_of(waiting)}


def dangers_of(waiting: Signal) -> set[str]:
    """What a risk signal is about: the dangers that a note or shared words name, else what the item of a form or the line of a log asks."""
    if waiting.kind in DANGERS:
        return {waiting.kind, *dangers_named(waiting.reason)}
    asked, _, number = waiting.kind.partition("=")[0].partition(":")
    measure, log = catalogue().instruments.get(asked), catalogue().logs.get(asked)
    items = [item.about for item in measure.risk_items if str(item.number) == number] if measure else []
    lines = [field.risk_about for field in log.fields if field.id == number] if log else []
    return {about for about in (*items, *lines) if about in DANGERS}
