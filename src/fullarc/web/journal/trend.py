"""What the therapist sees of a journal: the shared numbers day by day, and how many entries they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from django.utils.safestring import SafeString, mark_safe

from fullarc.charts.journal import LoggedLine, journal_chart, missing_stretches
from fullarc.charts.words import number
from fullarc.instruments.log import LogDefinition, LogField
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, lines_of
from fullarc.web.measurements.models import LogRow

ROWS_IN_TABLE = 400  # days of the table below a chart; the chart has them all


@dataclass(frozen=True, slots=True)
class Trend:
    """One log of a course. `gaps` are the stretches between two entries on whose days nothing was shared."""

    log: LogDefinition
    entries: int
    days: int
    first: date
    last: date
    gaps: int
    chart: SafeString
    columns: tuple[str, ...]
    table: tuple[tuple[date, tuple[str, ...]], ...]  # newest first

    @property
    def sentence(self) -> str:
        span = (self.last - self.first).days + 1
        told = f"{counted(self.entries, 'entry', 'entries')} on {self.days} of {counted(span, 'day', 'days')}"
        return f"{told}, {counted(self.gaps, 'gap', 'gaps')}." if self.gaps else f"{told}, no gap."

    @property
    def cut(self) -> bool:
        return self.days > ROWS_IN_TABLE


def counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def trends(course: CourseOfCare) -> list[Trend]:
    """The logs of a course that have numbers, in order of their names. One query; trackers have pages of their own."""
    rows: dict[str, list[LogRow]] = {}
    for row in course.log_rows.order_by("date", "entered_at"):
        rows.setdefault(row.log, []).append(row)
    logs = catalogue().logs
    told = [trend(logs[log], of_log) for log, of_log in rows.items() if log in logs]
    return sorted((each for each in told if each is not None), key=lambda each: each.log.name)


def trend(log: LogDefinition, rows: Sequence[LogRow]) -> Trend | None:
    """One log from its rows in order of date; None where they hold words alone."""
    drawn = [(field, values) for field in lines_of(log) if field.may_be_averaged and (values := by_day(field, rows))]
    if not drawn:
        return None
    days = sorted({day for _, values in drawn for day in values})
    lines = [LoggedLine(field.label, *ends(field, values), values, field.low_label, field.high_label) for field, values in drawn]
    gaps = len(missing_stretches(days))
    label = (
        f"{log.name}, day by day from {days[0]:%Y-%m-%d} to {days[-1]:%Y-%m-%d}: {counted(gaps, 'gap', 'gaps')}. The table has the numbers."
    )
    table = tuple((day, tuple(said(values.get(day)) for _, values in drawn)) for day in reversed(days[-ROWS_IN_TABLE:]))
    return Trend(
        log,
        len(rows),
        len(days),
        days[0],
        days[-1],
        gaps,
        mark_safe(journal_chart(lines, label)),  # noqa: S308 (drawn from numbers; every word is escaped there)
        tuple(field.label for field, _ in drawn),
        table,
    )


def by_day(field: LogField, rows: Sequence[LogRow]) -> dict[date, list[float]]:
    out: dict[date, list[float]] = {}
    for row in rows:
        value = row.values.get(field.id)
        if isinstance(value, int | float) and not isinstance(value, bool):
            out.setdefault(row.date, []).append(float(value))
    return out


def ends(field: LogField, values: dict[date, list[float]]) -> tuple[float, float]:
    """The ends of the picture: those of a scale; of an open quantity, such as hours, what was given, from zero on."""
    if field.high - field.low <= 10:
        return field.low, field.high
    return field.low, max(field.low + field.step, *(max(each) for each in values.values()))


def said(values: Sequence[float] | None) -> str:
    """The day's number; of several the mean, and from where to where they went."""
    if not values:
        return ""
    if len(values) == 1:
        return number(values[0])
    return f"{number(round(mean(values), 1))} ({number(min(values))}–{number(max(values))}, {len(values)} entries)"
