"""What was shared at home in the last two weeks, in a sentence a form: for the sheet before a session."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median

from fullarc.charts.words import number
from fullarc.instruments.log import LogDefinition
from fullarc.modalities.sentences import sentences
from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.journal.trend import by_day, counted
from fullarc.web.measurements.models import LogRow
from fullarc.web.measurements.queries import drawn
from fullarc.web.trackers.models import Thing
from fullarc.web.trackers.queries import numbers

SPAN = timedelta(days=14)
WITHOUT = ("homework", "emdr")  # homework stands with its tasks; targets of EMDR are worked on in the session


def at_home(courses: Iterable[CourseOfCare], today: date) -> dict[object, list[str]]:
    """For each course the sentences about its logs and trackers of the last fourteen days. Two queries."""
    ids = [course.pk for course in courses]
    rows = LogRow.objects.filter(course__in=ids, withdrawn=None, date__gt=today - 2 * SPAN, date__lte=today).order_by("date", "entered_at")
    by_form: dict[tuple[object, str], list[LogRow]] = {}
    for row in rows:
        by_form.setdefault((row.course_id, row.log), []).append(row)
    things: dict[object, list[Thing]] = {}
    for thing in Thing.objects.filter(course__in=ids):
        things.setdefault(thing.course_id, []).append(thing)
    out: dict[object, list[str]] = {}
    for (course, log), of_form in by_form.items():
        begin = today - SPAN
        before, recent = [row for row in of_form if row.date <= begin], [row for row in of_form if row.date > begin]
        if not recent:
            continue
        if log in trackers() and log not in WITHOUT:
            out.setdefault(course, []).extend(of_tracker(log, recent, things.get(course, [])))
        elif log in catalogue().logs:
            out.setdefault(course, []).append(of_log(catalogue().logs[log], recent, before))
    return out


def of_log(log: LogDefinition, recent: Sequence[LogRow], before: Sequence[LogRow]) -> str:
    """ "Mood journal: 9 entries on 7 of the last 14 days; mood from 2 to 8, median 5, before that 4." Descriptive only."""
    days = len({row.date for row in recent})
    told = f"{log.name}: {counted(len(recent), 'entry', 'entries')} on {days} of the last {SPAN.days} days"
    for field in log.fields:
        values = [value for day in by_day(field, recent).values() for value in day] if drawn(field) else []
        if values:
            told += f"; {field.label.lower()} from {number(min(values))} to {number(max(values))}, median {number(median(values))}"
            earlier = [value for day in by_day(field, before).values() for value in day]
            told += f", in the 14 days before {number(median(earlier))}" if earlier else ""
            break
    return f"{told}."


def of_tracker(log: str, recent: Sequence[LogRow], things: Sequence[Thing]) -> list[str]:
    tracker = trackers()[log]
    mine = [thing for thing in things if tracker.thing is not None and thing.kind == tracker.thing.id]
    said = [one.text for one in sentences(log, numbers(tracker, recent, mine))]
    days = len({row.date for row in recent})
    return [f"{tracker.row.name}, {days} of the last {SPAN.days} days. {' '.join(said)}".strip()]
