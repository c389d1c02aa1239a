"""Reading trackers: from rows to the core's values, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from fullarc.course.timeline import LogEntry
from fullarc.instruments.log import LogDefinition
from fullarc.modalities.diary_card import SUGGESTED, Target, card_for, one_a_day
from fullarc.modalities.emdr_rows import ASSESSMENT, SESSION, STEP
from fullarc.modalities.numbers import Number, numbers_of
from fullarc.modalities.tracker import Row, Tracker, form, trackers
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.words import Words

FORMS = {"emdr": (ASSESSMENT, SESSION, STEP)}
LATE = timedelta(days=1)  # a card entered later than the day after is marked


def logs_of(tracker: str) -> tuple[str, ...]:
    """The ids of the forms by which rows of a tracker are filled in."""
    return FORMS.get(tracker, (tracker,))


def stored_rows(course: CourseOfCare, logs: Iterable[str]) -> list[LogRow]:
    """Rows that count, in order of date and entry."""
    return list(course.log_rows.filter(log__in=list(logs), withdrawn=None).order_by("date", "entered_at"))


def row_of(row: LogRow) -> Row:
    return Row(row.date, row.values, row.log, str(row.pk))


def things_of(course: CourseOfCare, tracker: Tracker | None = None) -> list[Thing]:
    """The things of a tracker, or of all, closed ones too."""
    things = Thing.objects.filter(course=course)
    if tracker is not None:
        things = things.filter(kind=tracker.thing.id if tracker.thing else "")
    return list(things)


def names_of(things: Iterable[Thing]) -> dict[str, str]:
    return {thing.short: thing.label for thing in things}


def numbers(tracker: Tracker, rows: Sequence[LogRow], things: Iterable[Thing]) -> list[Number]:
    """The numbers of a tracker's rows, for its chart and its sentences."""
    return numbers_of(tracker.id, [row_of(row) for row in rows], names_of(things))


def tracked_entries(course: CourseOfCare) -> list[LogEntry]:
    """What the trackers of a course give to its timeline: numbers and names, no text. Two queries."""
    kept, things = stored_rows(course, [log for tracker in trackers() for log in logs_of(tracker)]), things_of(course)
    out = []
    for tracker in trackers().values():
        rows = [row for row in kept if row.log in logs_of(tracker.id)]
        mine = [thing for thing in things if tracker.thing is not None and thing.kind == tracker.thing.id]
        told = numbers(tracker, rows, mine) if rows else []
        out += [LogEntry(one.date, one.log, one.item, one.value, one.better, one.source, one.about) for one in told]
    return out


def row_form(tracker: Tracker, name: str, things: Iterable[Thing], *, closed_too: bool = False) -> LogDefinition:
    """The form of a row; the diary card has the lines of this client's targets, of closed ones too where old rows are read."""
    if tracker.id == "diary-card":
        return card_for([target_of(thing) for thing in things if closed_too or thing.closed_on is None], tracker.row)
    return tracker.row if name == tracker.id else form(name)


def suggested_targets(tracker: Tracker, things: Sequence[Thing]) -> tuple[Target, ...]:
    """What a diary card is offered that has had no target yet; nothing for a card that has or had one, and for other trackers."""
    return SUGGESTED if tracker.id == "diary-card" and not things else ()


def target_of(thing: Thing) -> Target:
    return Target(thing.short, thing.label, int(thing.content.get("about", 0)))


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One line of the diary over seven days; a cell is empty where the card left it out."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven cards on one page. A day without a card is a gap."""

    days: tuple[date, ...]
    has_card: tuple[bool, ...]
    late: tuple[bool, ...]
    lines: tuple[WeekLine, ...]
    before: date
    after: date

    @property
    def heads(self) -> list[tuple[date, bool, bool]]:
        return list(zip(self.days, self.has_card, self.late, strict=True))

    @property
    def filled(self) -> int:
        return sum(self.has_card)


def week(days: tuple[date, ...], rows: Sequence[LogRow], things: Sequence[Thing], words: Words) -> Week:
    """The cards of these days, lines of targets first, lines that nobody filled in left out."""
    cards = one_a_day([row_of(row) for row in rows])
    stored = {str(row.pk): row for row in rows}
    of_days = [cards.get(day) for day in days]
    late = [card is not None and timezone.localdate(stored[card.source].entered_at) - card.date > LATE for card in of_days]
    form = card_for([target_of(thing) for thing in things], trackers()["diary-card"].row)
    lines = []
    for field in form.fields:
        cells = tuple("" if card is None else words.of("diary-card", field, card.values.get(field.id)) for card in of_days)
        if any(cells):
            lines.append(WeekLine(field.label, cells))
    return Week(
        days, tuple(card is not None for card in of_days), tuple(late), tuple(lines), days[0] - timedelta(7), days[0] + timedelta(7)
    )


def counted(course: CourseOfCare) -> dict[str, tuple[int, date | None]]:
    """How many rows each tracker has that count, and the newest day. One query."""
    kept = course.log_rows.filter(withdrawn=None).order_by().values_list("log").annotate(rows=Count("id"), latest=Max("date"))
    of_log: dict[str, tuple[int, date]] = {log: (rows, latest) for log, rows, latest in kept}
    out: dict[str, tuple[int, date | None]] = {}
    for tracker in trackers():
        found = [of_log[log] for log in logs_of(tracker) if log in of_log]
        if found:
            out[tracker] = (sum(rows for rows, _ in found), max(latest for _, latest in found))
    return out
