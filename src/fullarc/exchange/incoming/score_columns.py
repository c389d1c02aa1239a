"""Which column of a table is what: the mapping that a person confirms, and a suggestion from names and values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from fullarc.exchange.incoming.csv_reading import Table
from fullarc.exchange.incoming.dates import whole_date
from fullarc.instruments.catalogue import Catalogue, plain
from fullarc.instruments.definition import Instrument, Verdict

TOTAL = "total"
_VALUES_LOOKED_AT = 50
_MOST = 0.8
_DATE = {
    "date",
    "day",
    "datecompleted",
    "completed",
    "completedon",
    "sessiondate",
    "visitdate",
    "administered",
    "administeredon",
    "timestamp",
    "when",
}
_CLIENT = {
    "client",
    "clientcode",
    "clientid",
    "id",
    "code",
    "person",
    "patient",
    "patientid",
    "mrn",
    "case",
    "caseid",
    "participant",
    "subject",
    "name",
}
_MEASURE = {"measure", "instrument", "questionnaire", "test", "form", "survey", "tool", "scalename", "assessment"}
_SCORE = {"score", "total", "value", "result", "points", "sum", "totalscore", "rawscore"}
_SCALE = {"scale", "subscale"}
_NUMBERED = re.compile(r"(?P<stem>.*?)[\s_.-]*+(?:(?:item|question|(?<![a-z])q)[\s_.-]*+)?0*(?P<number>\d{1,2})", re.I)
_TOTAL_WORDS = re.compile(r"[\s_.-]*(total|score|sum|raw)\b", re.I)


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """A column that holds one scale of one measure ("total", or the id of a subscale)."""

    column: int
    measure: str
    scale: str = TOTAL


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """Columns that hold the answers to the items of one measure: (column, item number). `measure` is empty until chosen."""

    columns: tuple[tuple[int, int], ...]
    measure: str = ""


@dataclass(frozen=True, slots=True)
class ScoreMapping:
    """What each column is. One score a row: `score` with `measure` or `fixed_measure`; or one column a measure; or items."""

    date: int | None = None
    client: int | None = None
    measure: int | None = None
    score: int | None = None
    scale: int | None = None
    fixed_measure: str = ""
    totals: tuple[TotalColumn, ...] = ()
    items: tuple[ItemColumns, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column that is used, as often as it is."""
        single = (self.date, self.client, self.measure, self.score, self.scale)
        used = [index for index in single if index is not None] + [total.column for total in self.totals]
        return (*used, *(column for group in self.items for column, _ in group.columns))


def suggest(table: Table, catalogue: Catalogue) -> ScoreMapping:
    """The mapping that names and values of the columns speak for; what they do not say stays open."""
    names = [plain(name) for name in table.columns]
    items = item_groups(table.columns, catalogue)
    taken = {column for group in items for column, _ in group.columns}
    free = [index for index in range(len(names)) if index not in taken]
    date = _named(names, free, _DATE) if _named(names, free, _DATE) is not None else _holding_dates(table, free)
    client = _named(names, free, _CLIENT)
    scored = {group.measure for group in items if group.measure}
    totals = [total for index in free if (total := _total(index, table.columns[index], catalogue)) and total.measure not in scored]
    if totals or items:
        return ScoreMapping(date=date, client=client, totals=tuple(totals), items=items)
    measure = _named(names, free, _MEASURE)
    if measure is None:
        measure = _holding_measures(table, [index for index in free if index not in (date, client)], catalogue)
    score, scale = _named(names, free, _SCORE), _named(names, free, _SCALE)
    fixed = "" if measure is not None else _measure_in(table.file, catalogue)
    return ScoreMapping(date=date, client=client, measure=measure, score=score, scale=scale, fixed_measure=fixed)


def problems(mapping: ScoreMapping, table: Table) -> tuple[str, ...]:
    """What is missing before rows can be read, in sentences; none when the mapping is complete."""
    found = f"The columns are: {', '.join(table.column_name(n) for n in range(len(table.columns)))[:400]}."
    wrong = []
    if mapping.date is None:
        wrong.append(f"No column is chosen for the date. {found}")
    if mapping.score is None and not mapping.totals and not mapping.items:
        wrong.append(f"No column is chosen for the scores. {found}")
    if mapping.score is not None and mapping.measure is None and not mapping.fixed_measure:
        wrong.append("The measure is not known: choose the column that names it, or one measure for all rows.")
    if any(not group.measure for group in mapping.items):
        wrong.append("The measure of the item columns is not known: choose it.")
    twice = {total.measure for total in mapping.totals if total.scale == TOTAL} & {group.measure for group in mapping.items}
    wrong += [f"{measure} is chosen as a total and as items: keep the items, or the total." for measure in sorted(twice)]
    used = mapping.columns
    wrong += [f"The column {table.column_name(n)} is chosen for two things." for n in sorted(set(used)) if used.count(n) > 1]
    return tuple(wrong)


def item_groups(columns: Sequence[str], catalogue: Catalogue) -> tuple[ItemColumns, ...]:
    """Groups of columns that are numbered 1 to n with one stem (PHQ1 … PHQ9, item1 … item7, q1 … q10)."""
    stems: dict[str, list[tuple[int, int]]] = {}
    for index, name in enumerate(columns):
        numbered = _NUMBERED.fullmatch(name)
        if numbered:
            stems.setdefault(plain(numbered["stem"]), []).append((index, int(numbered["number"])))
    groups = []
    for stem, members in stems.items():
        numbers = [number for _, number in members]
        if len(numbers) > 2 and sorted(numbers) == list(range(1, len(numbers) + 1)):
            groups.append(ItemColumns(tuple(members), _measure_with_items(stem, len(numbers), catalogue)))
    return tuple(groups)


def with_items(catalogue: Catalogue) -> list[Instrument]:
    """The measures whose items can be scored here."""
    return [instrument for instrument in catalogue if instrument.verdict is not Verdict.TOTAL_ONLY and instrument.items]


def _measure_with_items(stem: str, count: int, catalogue: Catalogue) -> str:
    if not stem:
        return ""
    fitting = [
        each for each in with_items(catalogue) if count in (len(each.items), len(each.items) - sum(not i.scored for i in each.items))
    ]
    names = {plain(name): each.id for each in fitting for name in (each.id, each.short_name, *each.aliases)}
    if stem in names:
        return names[stem]
    letters = {re.sub(r"\d+$", "", name): measure for name, measure in names.items()}
    return letters.get(stem, "")


def _total(index: int, name: str, catalogue: Catalogue) -> TotalColumn | None:
    bare = _TOTAL_WORDS.sub("", name)
    if bare in catalogue:
        return TotalColumn(index, catalogue.get(bare).id)
    for instrument in catalogue:
        for scale in instrument.subscales:
            spelled = {
                plain(f"{measure} {label}") for measure in (instrument.id, instrument.short_name) for label in (scale.id, scale.name)
            }
            if plain(bare) in spelled:
                return TotalColumn(index, instrument.id, scale.id)
    return None


def _named(names: Sequence[str], free: Iterable[int], wanted: set[str]) -> int | None:
    return next((index for index in free if names[index] in wanted), None)


def _holding_dates(table: Table, free: Iterable[int]) -> int | None:
    return next((index for index in free if _mostly([whole_date(cell) is not None for cell in _first(table, index)])), None)


def _holding_measures(table: Table, free: Iterable[int], catalogue: Catalogue) -> int | None:
    return next((index for index in free if _mostly([cell in catalogue for cell in _first(table, index)])), None)


def _first(table: Table, index: int) -> list[str]:
    return list(islice(table.values(index), _VALUES_LOOKED_AT))


def _mostly(answers: Sequence[bool]) -> bool:
    return bool(answers) and sum(answers) / len(answers) >= _MOST


def _measure_in(file: str, catalogue: Catalogue) -> str:
    words = re.split(r"[\s_.,()]+", file)
    found = {catalogue.get(word).id for word in words if word in catalogue}
    return found.pop() if len(found) == 1 else ""
