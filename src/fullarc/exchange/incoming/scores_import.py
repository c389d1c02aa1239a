"""Scores brought in from a table: what each row would become, worked out before anything is stored."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from fullarc.exchange.incoming.csv_reading import Row, Table
from fullarc.exchange.incoming.dates import DayOrder, OrderQuestion, WrittenDate, order_of, whole_date
from fullarc.exchange.incoming.refusal import Refusal
from fullarc.exchange.incoming.score_columns import TOTAL, ItemColumns, ScoreMapping, TotalColumn, problems
from fullarc.exchange.incoming.score_values import CellRefused, answer_in, is_missing, kind_of, number_in, score_in
from fullarc.instruments.catalogue import Catalogue, UnknownMeasure
from fullarc.instruments.definition import Instrument
from fullarc.instruments.scoring import score

_DATES = "Write it as 2024-03-14."


@dataclass(frozen=True, slots=True)
class NewScore:
    """One score that would be stored: a value of one scale, or the answers to all items (then `value` is their total)."""

    line: int
    day: date
    measure: str
    scale: str
    value: float | None = field(repr=False)
    answers: tuple[tuple[int, int | None], ...] = field(default=(), repr=False)
    not_scored: str = ""

    @property
    def place(self) -> tuple[date, str, str]:
        """What there can be only one of: this scale of this measure on this day."""
        return (self.day, self.measure, self.scale)


@dataclass(frozen=True, slots=True)
class ExistingScore:
    """A score that the record holds already."""

    day: date
    measure: str
    scale: str
    value: float | None


@dataclass(frozen=True, slots=True)
class KnownScore:
    """A score that is there already, in the record or on an earlier line. It is not stored again."""

    line: int
    day: date
    measure: str
    where: str


@dataclass(frozen=True, slots=True)
class ScoresPlan:
    """What an import of scores would do, row by row. Nothing has been stored.

    `client_codes` are the codes found when a column holds them; rows of another client are only counted. `problems` are
    sentences about the mapping; while there are any, or the order of dates is `asked`, no row was read.
    """

    file: str
    accepted: tuple[NewScore, ...]
    known: tuple[KnownScore, ...]
    refused: tuple[Refusal, ...]
    rows: int
    other_clients: int
    client_codes: tuple[str, ...] = field(repr=False)
    code_asked: bool
    order: OrderQuestion
    problems: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Nothing is left to ask."""
        return not (self.problems or self.order.asked or self.code_asked)


@dataclass(frozen=True, slots=True)
class ScoreChoices:
    """What a person has decided: the columns, the order of day and month, and which code is this client."""

    mapping: ScoreMapping
    order: DayOrder | None = None
    client_code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that reading a row needs to know."""

    table: Table
    mapping: ScoreMapping
    catalogue: Catalogue
    order: DayOrder | None
    today: date


def plan_scores(
    table: Table, choices: ScoreChoices, *, catalogue: Catalogue, today: date, existing: Collection[ExistingScore] = ()
) -> ScoresPlan:
    """Says for every row what it would become. The same table and choices give the same plan.

    Refused, with line, column, reason and hint: no date or one in the future, an unknown measure, no score, a score or
    answer out of range, two different scores of one measure on one day. Rows that are there already are not stored again.
    """
    mapping = choices.mapping
    wrong = problems(mapping, table)
    codes = tuple(dict.fromkeys(table.values(mapping.client))) if mapping.client is not None else ()
    code_asked = len(codes) > 1 and choices.client_code not in codes
    rows = [row for row in table.rows if not codes or code_asked or row.cells[mapping.client or 0] == (choices.client_code or codes[0])]
    order = order_of(_dates_of(rows, mapping.date), choices.order)
    if wrong or code_asked or order.asked:
        return ScoresPlan(table.file, (), (), table.refused, len(table.rows), 0, codes, code_asked, order, wrong)
    reading = _Reading(table, mapping, catalogue, order.settled, today)
    scores, refused = list[NewScore](), list(table.refused)
    for found in (each for row in rows for each in _scores_of(row, reading)):
        if isinstance(found, NewScore):
            scores.append(found)
        else:
            refused.append(found)
    accepted, known, clashing = _apart_from_known(table.file, scores, existing)
    refused = sorted([*refused, *clashing], key=lambda each: each.line or 0)
    others = len(table.rows) - len(rows)
    return ScoresPlan(table.file, tuple(accepted), tuple(known), tuple(refused), len(table.rows), others, codes, False, order, ())


def _dates_of(rows: Sequence[Row], column: int | None) -> list[WrittenDate]:
    if column is None:
        return []
    return [written for row in rows if (written := whole_date(row.cells[column]))]


def _scores_of(row: Row, reading: _Reading) -> Iterator[NewScore | Refusal]:
    mapping, found = reading.mapping, 0
    try:
        day = _day(row.cells[mapping.date or 0], reading.order, reading.today)
    except CellRefused as fault:
        yield _refusal(row, mapping.date, fault, reading.table)
        return
    if mapping.score is not None:
        yield _long(row, day, mapping.score, reading)
        return
    for total in mapping.totals:
        if not is_missing(row.cells[total.column]):
            found += 1
            yield _wide(row, day, total, reading)
    for group in mapping.items:
        if not all(is_missing(row.cells[column]) for column, _ in group.columns):
            found += 1
            yield _from_items(row, day, group, reading)
    if not found:
        yield _refusal(row, None, CellRefused("The row holds no score.", "Fill in a score, or take the row out."), reading.table)


def _day(cell: str, order: DayOrder | None, today: date) -> date:
    written = whole_date(cell)
    if is_missing(cell):
        raise CellRefused("The date is missing.", _DATES)
    if written is None:
        number = number_in(cell)
        if number is not None and 20_000 < number < 80_000:
            raise CellRefused("Found the day number of a spreadsheet.", f"Show the column as dates before saving it. {_DATES}")
        raise CellRefused(f"Found {kind_of(cell)} where a date is expected.", _DATES)
    day = written.under(order)
    if day is None:
        raise CellRefused(
            f"This is no date with the {'day' if order is DayOrder.DAY_FIRST else 'month'} first, as the others are read.", _DATES
        )
    if day > today:
        raise CellRefused("The date lies in the future.", "Give the day on which the measure was answered.")
    return day


def _long(row: Row, day: date, score_column: int, reading: _Reading) -> NewScore | Refusal:
    mapping, column = reading.mapping, reading.mapping.measure
    try:
        named = mapping.fixed_measure if column is None else row.cells[column]
        instrument = _instrument(named, reading.catalogue)
        column = mapping.scale
        scale = _scale(instrument, row.cells[column] if column is not None else "")
        column = score_column
        cell = row.cells[score_column]
        if is_missing(cell):
            raise CellRefused("The score is missing.", "Fill it in, or take the row out: a missing score is not zero.")
        return NewScore(row.line, day, instrument.id, scale, score_in(cell, instrument, instrument.scale(scale)))
    except CellRefused as fault:
        return _refusal(row, column, fault, reading.table)


def _wide(row: Row, day: date, total: TotalColumn, reading: _Reading) -> NewScore | Refusal:
    instrument = reading.catalogue.get(total.measure)
    try:
        value = score_in(row.cells[total.column], instrument, instrument.scale(total.scale))
    except CellRefused as fault:
        return _refusal(row, total.column, fault, reading.table)
    return NewScore(row.line, day, instrument.id, total.scale, value)


def _from_items(row: Row, day: date, group: ItemColumns, reading: _Reading) -> NewScore | Refusal:
    instrument = reading.catalogue.get(group.measure)
    items = {item.number: item for item in instrument.items}
    answers: dict[int, int | None] = {}
    for column, number in group.columns:
        try:
            if number not in items:
                raise CellRefused(f"{instrument.short_name} has no item {number}.", f"Its items run from 1 to {max(items, default=0)}.")
            answers[number] = answer_in(row.cells[column], instrument, items[number])
        except CellRefused as fault:
            return _refusal(row, column, fault, reading.table)
    total = score(instrument, answers).total
    return NewScore(row.line, day, instrument.id, TOTAL, total.value, tuple(sorted(answers.items())), total.not_scored)


def _instrument(named: str, catalogue: Catalogue) -> Instrument:
    if is_missing(named):
        raise CellRefused("The measure is missing.", "Name it, for example phq-9.")
    try:
        return catalogue.get(named)
    except UnknownMeasure as unknown:
        nearest = str(unknown).rsplit(":", 1)[-1].strip()
        raise CellRefused("The measure is not known here.", f"Known are: {nearest}.") from None


def _scale(instrument: Instrument, named: str) -> str:
    wanted = named.casefold()
    if is_missing(named) or wanted == TOTAL:
        return TOTAL
    for scale in instrument.scales:
        if wanted in (scale.id.casefold(), scale.name.casefold()):
            return scale.id
    raise CellRefused(f"{instrument.short_name} has no such scale.", f"Its scales: {', '.join(scale.id for scale in instrument.scales)}.")


def _refusal(row: Row, column: int | None, fault: CellRefused, table: Table) -> Refusal:
    name = table.column_name(column) if column is not None else ""
    return Refusal(table.file, fault.reason, fault.hint, line=row.line, column=name)


def _apart_from_known(
    file: str, scores: Sequence[NewScore], existing: Collection[ExistingScore]
) -> tuple[list[NewScore], list[KnownScore], list[Refusal]]:
    recorded = {(each.day, each.measure, each.scale): each.value for each in existing}
    first: dict[tuple[date, str, str], NewScore] = {}
    clashes = {each.place for each in scores if first.setdefault(each.place, each).value != each.value}
    accepted, known, refused = list[NewScore](), list[KnownScore](), list[Refusal]()
    for each in scores:
        earlier = first[each.place]
        if each.place in clashes:
            reason = "The file holds two different scores of this measure on this day."
            refused.append(Refusal(file, reason, f"Keep the right one (the first is on line {earlier.line}).", line=each.line))
        elif each.place in recorded and recorded[each.place] != each.value:
            reason = "The record holds another score of this measure on this day."
            refused.append(Refusal(file, reason, "Look at the record; correct the score there if the file is right.", line=each.line))
        elif each.place in recorded or earlier is not each:
            where = "the record" if each.place in recorded else f"line {earlier.line}"
            known.append(KnownScore(each.line, each.day, each.measure, where))
        else:
            accepted.append(each)
    return accepted, known, refused
