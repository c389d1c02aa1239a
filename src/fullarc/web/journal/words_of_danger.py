"""The dangers that a client's own words speak of, found by the rules that read notes.

Nobody reads a journal at once, so the words are looked through when they are kept. It is a second look beside the answers to risk items,
not a watch: the rules know English only and overlook much, and every page on which such words stand says so.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from fullarc.course.indicator_words import indicator_in_words
from fullarc.course.risk import DANGERS
from fullarc.instruments.log import LogDefinition, LogValue
from fullarc.modalities.own_words import own_words
from fullarc.reading.own_lexicon import OwnLexicon
from fullarc.reading.reader import read
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.risk_said import dangers_in as named_in
from fullarc.web.findings.risk_said import tells_as_much
from fullarc.web.journal.models import Entry
from fullarc.web.lexicon.in_force import lexicon_in_force
from fullarc.web.measurements.models import LogRow
from fullarc.web.signals.actions import raise_signal
from fullarc.web.signals.models import Signal


def dangers_in(form: LogDefinition, values: Mapping[str, LogValue], lexicon: OwnLexicon | None) -> tuple[str, ...]:
    """The dangers that the lines of free text tell of, present or uncertain, the gravest first. The rules and the practice's phrases
    (`lexicon`) read alone, in a millisecond."""
    words = own_words(form)
    texts = [value for line, value in values.items() if line in words and isinstance(value, str) and value.strip()]
    found = {danger for text in texts for danger, _ in named_in(read(text, lexicon=lexicon, learned=False), text)}
    return tuple(sorted(found, key=DANGERS.index))


def raise_from_words(entry: Entry, row: LogRow, form: LogDefinition, *, by: User | None) -> None:
    """A signal for what the words that are shared say, named after the gravest danger. None where one of this entry told of as much."""
    told = Signal.objects.filter(source_type=LogRow._meta.label_lower, source_id=str(row.pk), kind__in=DANGERS).values_list(
        "kind", flat=True
    )
    dangers = dangers_in(form, row.values, lexicon_in_force())
    new = [danger for danger in dangers if not any(tells_as_much(each, danger) for each in told)]
    if new:
        named = ", ".join(map(indicator_in_words, dangers))
        reason = f"{form.name}: the client’s own words speak of {named}"
        raise_signal(entry.course.client, kind=new[0], reason=reason, source=row, on=entry.day, by=by)


def rows_with_signals(course: CourseOfCare) -> list[LogRow]:
    """The rows whose words raised a signal when they were kept; what was withdrawn as entered in error is left out. Two queries at most."""
    label = LogRow._meta.label_lower
    told = Signal.objects.filter(client=course.client_id, source_type=label, kind__in=DANGERS).values_list("source_id", flat=True)
    ids = set(told)
    return list(course.log_rows.filter(pk__in=ids, withdrawn=None)) if ids else []


def is_told(entry: Entry) -> bool:
    """Whether the therapist has been told of an entry by a signal."""
    return entry.row_id is not None and signals_of(entry.row_id).exists()


def signals_of(row: UUID) -> QuerySet[Signal]:
    return Signal.objects.filter(source_type=LogRow._meta.label_lower, source_id=str(row))
