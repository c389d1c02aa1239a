"""A mood journal out of Daylio's CSV export: what each line would become in the mood journal here, worked out before anything is stored.

Daylio names moods in words that everyone may choose. Its five shipped words have a place on 0 to 10; any other word is asked for.
Columns: full_date, date, weekday, time, mood, activities, note_title, note (older exports have no note_title).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from fullarc.exchange.incoming.csv_reading import Row, Table, read_table
from fullarc.exchange.incoming.refusal import CannotImport, Refusal
from fullarc.instruments.log import MAX_NOTE

LOG = "mood-journal"
NEEDED = ("full_date", "mood")
KNOWN = (*NEEDED, "date", "weekday", "time", "activities", "note_title", "note", "scales")
SHIPPED: Mapping[str, int] = {"rad": 10, "good": 8, "meh": 5, "bad": 2, "awful": 0}  # five steps over the whole of 0 to 10
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?", re.I)
_AS_EXPORTED = "Export from Daylio again (More, Export Entries, CSV) and choose the file as it is."


@dataclass(frozen=True, slots=True)
class DaylioEntry:
    """One entry of the export. `at` is None where the time was empty; `mood` is on 0 to 10."""

    line: int
    day: date
    at: time | None
    mood: int = field(repr=False)
    activities: tuple[str, ...] = field(repr=False)
    note: str = field(repr=False)

    @property
    def values(self) -> dict[str, float | str]:
        """The lines of the mood journal that it fills in."""
        told = {"activities": ", ".join(self.activities), "note": self.note}
        return {"mood": float(self.mood), **{line: words for line, words in told.items() if words}}


@dataclass(frozen=True, slots=True)
class DaylioPlan:
    """What a file would become. While there are `unknown` moods (a word of the file that nobody has given a number), nothing is accepted.

    `refused` rows have their line and reason; they hold no word of the journal.
    """

    accepted: tuple[DaylioEntry, ...]
    refused: tuple[Refusal, ...]
    moods: tuple[str, ...] = field(repr=False)  # every word for a mood that the file uses, in order of appearance
    unknown: tuple[str, ...] = field(repr=False)

    @property
    def settled(self) -> bool:
        return not self.unknown


def read_daylio(file: str, data: bytes, *, today: date, moods: Mapping[str, int] | None = None) -> DaylioPlan:
    """Read an export. `moods` gives words for moods their number from 0 to 10, before Daylio's own five.

    Refused as a whole (CannotImport): a file that is no table, without the columns full_date and mood, a number off 0 to 10.
    Refused line by line: a day that is none, before 1950 or after `today`, a time that is none, an empty mood, a note that is too long.
    """
    table = read_table(file, data)
    places = _columns(table)
    given = {_plain(word): value for word, value in (moods or {}).items()}
    if any(not 0 <= value <= 10 for value in given.values()):
        raise CannotImport("A mood was given a number outside 0 to 10.", "Choose a number from 0 to 10 for each word.")
    scale = {**SHIPPED, **given}
    words = tuple(dict.fromkeys(word for row in table.rows if (word := row.cells[places["mood"]])))
    unknown = tuple(word for word in words if _plain(word) not in scale)
    accepted, refused = list[DaylioEntry](), list(table.refused)
    for row in table.rows:
        found = _entry(table, row, places, scale, today)
        if isinstance(found, Refusal):
            refused.append(found)
        elif found is not None:
            accepted.append(found)
    in_order = sorted(refused, key=lambda one: one.line or 0)
    return DaylioPlan(() if unknown else tuple(accepted), tuple(in_order), words, unknown)


def _columns(table: Table) -> dict[str, int]:
    names = [_plain(name) for name in table.columns]
    if missing := [name for name in NEEDED if name not in names]:
        raise CannotImport(f"Found no column {' and none '.join(missing)}; an export of Daylio has both.", _AS_EXPORTED, line=1)
    if twice := [name for name in KNOWN if names.count(name) > 1]:
        raise CannotImport(f"Found the column {twice[0]} twice.", _AS_EXPORTED, line=1)
    return {name: names.index(name) for name in KNOWN if name in names}


def _entry(table: Table, row: Row, places: Mapping[str, int], scale: Mapping[str, int], today: date) -> DaylioEntry | Refusal | None:
    """None for a row whose mood is a word that still has to be given a number."""

    def cell(name: str) -> str:
        return row.cells[places[name]] if name in places else ""

    def refusal(column: str, reason: str, hint: str) -> Refusal:
        return Refusal(table.file, reason, hint, line=row.line, column=column)

    day = _day(cell("full_date"))
    if day is None or day.year < 1950:
        return refusal("full_date", "Found no day.", "Daylio writes it as 2024-03-14.")
    if day > today:
        return refusal("full_date", "This day lies in the future.", "Correct the day, or leave the line out.")
    at = _time(cell("time"))
    if at is None and cell("time"):
        return refusal("time", "Found no time of day.", "Daylio writes it as 21:40 or 9:40 pm; leave it empty where it is not known.")
    if not cell("mood"):
        return refusal("mood", "The mood is empty.", "Leave the line out, or give the mood.")
    note = _note(cell("note_title"), cell("note"))
    activities = tuple(part.strip() for part in cell("activities").split("|") if part.strip())
    if len(note) > MAX_NOTE or len(", ".join(activities)) > MAX_NOTE:
        return refusal("note", f"The words are longer than {MAX_NOTE:,} characters.", "Shorten them in this line.")
    mood = scale.get(_plain(cell("mood")))
    return None if mood is None else DaylioEntry(row.line, day, at, mood, activities, note)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def _time(text: str) -> time | None:
    told = _CLOCK.fullmatch(text.replace("\u202f", " ").strip())
    if told is None:
        return None
    hour, minute, half = int(told[1]), int(told[2]), (told[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _note(title: str, text: str) -> str:
    """Title and note as one text. Daylio writes line breaks of a note as <br>."""
    plain = re.sub(r"<br\s*/?>", "\n", text)
    return "\n".join(part.strip() for part in (title, plain) if part.strip())


def words_of(plan: DaylioPlan) -> Sequence[tuple[str, int | None]]:
    """Every word for a mood with the number that Daylio's own words have; None for one that has to be given."""
    return [(word, SHIPPED.get(_plain(word))) for word in plan.moods]
