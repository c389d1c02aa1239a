"""Whether a client wrote something, for the background work that would remind of it. Only whether, never what; no page asks here."""

from datetime import date

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.journal.models import Entry


def wrote(course: CourseOfCare, log: str, first: date, last: date) -> bool:
    """Whether there is an entry of this log on these days, a private one too."""
    return Entry.objects.filter(course=course, log=log, day__range=(first, last)).exists()
