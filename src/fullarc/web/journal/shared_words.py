"""What a client wrote in own words and shares, as the therapist's page shows it: whole, the newest first."""

from dataclasses import dataclass
from datetime import date

from fullarc.instruments.log import LogDefinition
from fullarc.modalities.own_words import own_words
from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, lines_of
from fullarc.web.measurements.models import LogRow

ENTRIES_SHOWN = 12
ROWS_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The lines of free text of one entry, each with its label."""

    day: date
    form: str
    lines: tuple[tuple[str, str], ...]


def shared_words(course: CourseOfCare) -> list[SharedWords]:
    """The newest entries of a course in which words are shared. One query."""
    rows = course.log_rows.filter(withdrawn=None).order_by("-date", "-entered_at")[:ROWS_LOOKED_AT]
    told = [SharedWords(row.date, form.name, lines) for row in rows if (form := form_of(row)) and (lines := words_of(form, row))]
    return told[:ENTRIES_SHOWN]


def form_of(row: LogRow) -> LogDefinition | None:
    return trackers()[row.log].row if row.log in trackers() else catalogue().logs.get(row.log)


def words_of(form: LogDefinition, row: LogRow) -> tuple[tuple[str, str], ...]:
    words = own_words(form)
    return tuple((line.label, str(row.values[line.id])) for line in lines_of(form) if line.id in words and row.values.get(line.id))
