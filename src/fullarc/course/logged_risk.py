"""The answers in a client's own logs that ask for attention, as the timeline holds them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from fullarc.course.timeline import LogEntry, LoggedRisk
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.log import LogDefinition, LogValue, answer_in_words, asks_for_attention


def logged_risk(definition: LogDefinition, values: Mapping[str, LogValue], *, on: date, source: str) -> Iterator[LoggedRisk]:
    """One for each line of a filled row that was answered at or above its line. An answer below it says nothing here: no denial either.

    A line that names its target first ("Ending my life: urge") is called by what was asked of it.
    """
    for field in definition.fields:
        value = values.get(field.id)
        if value is not None and field.risk_about and asks_for_attention(field, value):
            line = field.label.rpartition(": ")[2].rstrip("?").capitalize() if ": " in field.label else field.label
            yield LoggedRisk(on, definition.id, line, answer_in_words(field, value), field.risk_about, source)


def risk_in_entries(entries: Iterable[LogEntry]) -> Iterator[LoggedRisk]:
    """The same of single numbers of a log that the catalogue knows."""
    known = catalogue().logs
    for entry in entries:
        if entry.log in known:
            yield from logged_risk(known[entry.log], {entry.item: entry.value}, on=entry.date, source=entry.source)
