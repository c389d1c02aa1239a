"""On which day was a note's session? The file name says it, or the first lines of the text; when they differ, nobody guesses."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from fullarc.exchange.incoming.dates import DayOrder, WrittenDate, dates_in, whole_date

_LINES_READ = 20
_HEADING_LENGTH = 80
_LABEL = re.compile(
    r"\W*(?:date|dos|d\.o\.s\.|date\s+of\s+(?:service|session|visit|contact|encounter|appointment)"
    r"|(?:service|session|visit|note|encounter|appointment|contact)\s+date)\W{0,4}[:=\u2013-]\W*(?P<rest>.{6,40})",
    re.I,
)
_HEADING = re.compile(r".*\b(?:note|session|visit|appointment)\b.*", re.I)


@dataclass(frozen=True, slots=True)
class DateClues:
    """The dates that a note shows: those in its name (else its folder), and those in its first lines."""

    in_name: tuple[WrittenDate, ...]
    in_text: tuple[WrittenDate, ...]

    @property
    def every(self) -> tuple[WrittenDate, ...]:
        return self.in_name + self.in_text


@dataclass(frozen=True, slots=True)
class NoteDay:
    """The day of a note and where it was read, or why there is none, with the days that it might be."""

    day: date | None
    read_from: str = ""
    why_not: str = ""
    offered: tuple[date, ...] = ()


def clues(name: str, folder: str, text: str) -> DateClues:
    """Looks for dates in the file name (else the folder's name) and in the first 20 lines, where a line says that it is a date.

    A date inside a sentence, or a date of birth, is no clue.
    """
    in_name = tuple(dates_in(name)) or tuple(dates_in(folder))
    lines = (line.strip() for line in text[:20_000].splitlines())
    in_text = (found for line in islice(filter(None, lines), _LINES_READ) if (found := date_of_line(line)))
    return DateClues(in_name, tuple(in_text))


def day_of(seen: DateClues, order: DayOrder | None, today: date) -> NoteDay:
    """The day that name and text agree on, read in the order that holds for the whole set of files."""
    days = {where: {written.under(order) for written in dates} for where, dates in (("name", seen.in_name), ("text", seen.in_text))}
    every = days["name"] | days["text"]
    offered = tuple(sorted({day for written in seen.every for day in (written.day_first, written.month_first) if day and day <= today}))
    if not every:
        return NoteDay(None, why_not="No date was found in the file name or in the first lines.")
    if None in every:
        return NoteDay(None, why_not=_unclear(order), offered=offered)
    if len(every) > 1:
        return NoteDay(None, why_not="The file name and the first lines show more than one day.", offered=offered)
    [day] = every
    if day is not None and day > today:
        return NoteDay(None, why_not="The date lies in the future.", offered=offered)
    both = " and ".join(words for where, words in (("name", "the file name"), ("text", "the first lines")) if days[where])
    return NoteDay(day, read_from=both)


def _unclear(order: DayOrder | None) -> str:
    if order is None:
        return "Its date could be two different days: it is not known whether day or month comes first."
    return f"Its date is no date with the {'day' if order is DayOrder.DAY_FIRST else 'month'} first, as the others are read."


def date_of_line(line: str) -> WrittenDate | None:
    if len(line) > 400:
        return None
    label = _LABEL.match(line)
    if label:
        found = dates_in(label["rest"])
        return found[0] if found else None
    bare = line.strip("#*_=-: ")
    if whole := whole_date(bare):
        return whole
    if len(bare) <= _HEADING_LENGTH and not bare.endswith(".") and _HEADING.fullmatch(bare) and "birth" not in bare.casefold():
        after = re.split(r"[,:|(\u2013\u2014-]", bare, maxsplit=1)
        return whole_date(after[1].strip("() ")) if len(after) == 2 else None
    return None
