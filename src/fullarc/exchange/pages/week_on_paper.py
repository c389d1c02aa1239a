"""A measure, a journal or a diary card for a week on paper: values in, a tagged PDF out.

Three layouts. A form has its questions with the answers to tick. A week has a row a line and a column a day, for numbers, yes and no,
and short words. Entries have a block a time, with room to write, for logs that are mostly words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import groupby

from fullarc.exchange.pages.course_pdf import set_paper
from fullarc.instruments.definition import Instrument, Item
from fullarc.instruments.log import LogDefinition, LogField, LogKind

BLOCKS = 3  # on a page of entries


class Layout(StrEnum):
    FORM = "form"
    WEEK = "week"
    ENTRIES = "entries"


class NotOnPaper(ValueError):
    """This cannot be printed: its wording may not be shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it asks, what to write, whether words are written into it; for a form the answers to tick, and a heading above it."""

    asks: str
    how: str = ""
    words: bool = False
    answers: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. It names nobody: `code` is the client's code, so that a lost sheet tells no name.

    `foot` are the lines of source and licence; `help` whom to call, for forms that ask about risk.
    """

    title: str
    layout: Layout
    lines: tuple[Line, ...]
    instruction: str = ""
    code: str = ""
    days: tuple[date, ...] = ()
    foot: tuple[str, ...] = ()
    help: tuple[str, ...] = ()

    @property
    def runs(self) -> list[list[Line]]:
        """The lines of a form in runs that share their answers: each run is one table with the answers in its head."""
        return [list(run) for _, run in groupby(self.lines, key=lambda line: line.answers)]


def measure_sheet(
    measure: Instrument, *, code: str = "", days: Sequence[date] = (), each_day: bool = False, help_lines: Sequence[str] = ()
) -> Sheet:
    """A measure as a form, or with a column for each day. Refused (NotOnPaper): a measure whose wording may not be shown."""
    if not measure.has_wording:
        raise NotOnPaper(f"{measure.short_name} cannot be printed: its wording is not at hand. Use the publisher's form.")
    items = (measure.gate.item, *measure.items) if measure.gate else measure.items
    foot = tuple(line for line in (measure.name, measure.attribution, measure.licence) if line)
    lines = tuple(item_line(item, as_form=not each_day) for item in items)
    instruction, layout = measure.instruction, Layout.FORM
    if each_day:
        lines, key = said_once(lines)
        instruction, layout = f"{instruction} {key}".strip(), Layout.WEEK
    asks_risk = bool(measure.risk_items)
    return Sheet(measure.short_name, layout, lines, instruction, code, tuple(days), foot, tuple(help_lines) if asks_risk else ())


def said_once(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], str]:
    """What most lines take is said once, above them."""
    most, count = Counter(line.how for line in lines).most_common(1)[0]
    if count < 2:
        return lines, ""
    return tuple(replace(line, how="" if line.how == most else line.how) for line in lines), f"Write a number: {most}."


def item_line(item: Item, *, as_form: bool) -> Line:
    asks = f"{item.number}. {item.text}" if item.number else item.text
    answers = tuple(f"{option.value} {option.label}".strip() for option in item.options)
    if as_form and len(answers) <= 7:
        return Line(asks, answers=answers, heading=item.heading)
    how = "; ".join(answers) if len(answers) <= 7 else f"{answers[0]} to {answers[-1]}"
    return Line(asks, how=how, heading=item.heading)


def log_sheet(log: LogDefinition, *, code: str = "", days: Sequence[date] = (), help_lines: Sequence[str] = ()) -> Sheet:
    """A log as a week, or as entries where it is mostly words."""
    lines = tuple(Line(field.label, what_to_write(field), field.kind is LogKind.TEXT) for field in log.fields)
    asks_risk = any(field.risk_at_least is not None for field in log.fields)
    foot = tuple(line for line in (log.source, log.licence) if line)
    return Sheet(log.name, layout_of(log), lines, log.instruction, code, tuple(days), foot, tuple(help_lines) if asks_risk else ())


def layout_of(log: LogDefinition) -> Layout:
    """Entries where half of the lines or more are words, else a week."""
    words = sum(field.kind is LogKind.TEXT for field in log.fields)
    return Layout.ENTRIES if 2 * words >= len(log.fields) else Layout.WEEK


def what_to_write(field: LogField) -> str:
    """What a line takes, in a few words: "0 none to 10 worst"."""
    if field.kind is LogKind.TEXT:
        return ""
    if field.kind is LogKind.YES_NO:
        return "yes or no"
    if field.options:
        return "; ".join(f"{option.value} {option.label}".strip() for option in field.options)
    low, high = f"{field.low:g} {field.low_label}".strip(), f"{field.high:g} {field.high_label}".strip()
    return f"{low} to {high} {field.unit}".strip()


def sheet_pdf(sheet: Sheet, *, printed_on: date) -> bytes:
    """The sheet as PDF bytes; the same input gives the same bytes on one machine. Raises PaperFailed when typst refuses."""
    stamp = int(datetime(*printed_on.timetuple()[:3], tzinfo=UTC).timestamp())
    return set_paper(paper_data(sheet, printed_on), stamp, "week.typ")


def paper_data(sheet: Sheet, printed_on: date) -> dict[str, object]:
    """What the template is filled with: words only."""
    return {
        "title": sheet.title,
        "layout": sheet.layout.value,
        "date": [printed_on.year, printed_on.month, printed_on.day],
        "code": sheet.code,
        "instruction": sheet.instruction,
        "days": [[f"{day:%a}", f"{day.day} {day:%b}"] for day in sheet.days],
        "runs": [{"answers": list(run[0].answers), "lines": [as_data(line) for line in run]} for run in sheet.runs],
        "blocks": BLOCKS,
        "lines": [as_data(line) for line in sheet.lines],
        "foot": list(sheet.foot),
        "help": list(sheet.help),
    }


def as_data(line: Line) -> dict[str, object]:
    return {"asks": line.asks, "how": line.how, "words": line.words, "heading": line.heading}
