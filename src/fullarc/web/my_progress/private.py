"""The moods that a client keeps to themselves. Only the client's own pages may ask here."""

from calendar import monthrange
from datetime import date, timedelta

from fullarc.course.month import MOOD
from fullarc.course.timeline import LogEntry
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.journal.models import Sharing
from fullarc.web.journal.queries import entries_of


def private_moods(course: CourseOfCare, first: date, *, months: int = 1) -> list[LogEntry]:
    """The private mood entries of so many months up to that of `first`, in order of time. One query."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return [
        LogEntry(entry.day, entry.log, MOOD, float(value), "higher", source=str(entry.pk))
        for entry in entries_of(course.client, first, last)
        if entry.sharing == Sharing.NOTHING and entry.course_id == course.pk and isinstance(value := entry.values.get(MOOD), int | float)
    ]
