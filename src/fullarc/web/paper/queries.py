"""What can be printed and taken in for a course: measures whose wording is at hand, logs, trackers with this client's own lines."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from fullarc.exchange.pages.week_on_paper import Layout, Sheet, layout_of, log_sheet, measure_sheet
from fullarc.instruments.definition import Instrument
from fullarc.instruments.log import LogDefinition
from fullarc.modalities.tracker import Tracker, trackers
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue, offered, offered_logs
from fullarc.web.measurements.models import Administration, LogRow
from fullarc.web.portal.queries import who_to_call
from fullarc.web.trackers.queries import row_form, things_of


@dataclass(frozen=True, slots=True)
class OnPaper:
    """One thing that can be printed: a measure, or a log with its form for this client; `tracker` where it is one."""

    id: str
    name: str
    measure: Instrument | None = None
    log: LogDefinition | None = None
    tracker: Tracker | None = None

    @property
    def by_week(self) -> bool:
        """Whether a filled week can be taken in as a grid: rows that speak of a step or a person need their own form."""
        if self.log is None:
            return self.measure is not None
        return layout_of(self.log) is Layout.WEEK and not (self.tracker is not None and self.tracker.rows_speak_of_one_thing)

    def sheet(self, *, code: str, days: tuple[date, ...], each_day: bool) -> Sheet:
        calls = who_to_call()
        lines = calls.lines if calls else []
        if self.measure is not None:
            return measure_sheet(self.measure, code=code, days=days, each_day=each_day, help_lines=lines)
        if self.log is None:
            raise ValueError("Neither a measure nor a log.")
        return log_sheet(self.log, code=code, days=days, help_lines=lines)


def offered_on_paper() -> tuple[list[OnPaper], list[OnPaper]]:
    """The measures and the logs to choose from, without the lines of a client."""
    measures = [OnPaper(one.id, one.short_name, measure=one) for one in offered() if one.has_wording]
    logs = [OnPaper(log.id, log.name, log=log) for log in offered_logs()]
    tracked = [OnPaper(one.id, one.row.name, log=one.row, tracker=one) for one in trackers().values() if one.id != "emdr"]
    return measures, [*logs, *tracked]


def on_paper(course: CourseOfCare, what: str) -> OnPaper | None:
    """What is printed under this id for a course; None for an id that nobody knows, EMDR, and wording that may not be shown."""
    measure = catalogue().instruments.get(what)
    if measure is not None:
        return OnPaper(what, measure.short_name, measure=measure) if measure.has_wording else None
    tracker = trackers().get(what)
    if tracker is not None:
        form = row_form(tracker, what, things_of(course, tracker))
        return None if what == "emdr" else OnPaper(what, form.name, log=form, tracker=tracker)
    log = catalogue().logs.get(what)
    return OnPaper(what, log.name, log=log) if log else None


def days_taken(course: CourseOfCare, thing: OnPaper, days: tuple[date, ...]) -> set[date]:
    """The days that have a form or a card already, of what is filled in once a day."""
    if thing.measure is not None:
        rows = Administration.objects.filter(course=course, measure=thing.id, informant="client", withdrawn_at=None, date__in=days)
        return set(rows.values_list("date", flat=True))
    if thing.log is not None and thing.log.every == "day":
        filled = LogRow.objects.filter(course=course, log=thing.id, withdrawn=None, date__in=days)
        return set(filled.values_list("date", flat=True))
    return set()


def key_of(sent: UUID, day: date) -> UUID:
    """The id of the row that a sent grid makes of a day: sent twice it is one."""
    return uuid5(sent, day.isoformat())
