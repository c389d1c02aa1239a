"""What a client wrote of late beside their charts and for the session: for the sheet before a session."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.my_progress.models import DayNote, SessionWord

SPAN = timedelta(days=28)


def written_of_late(courses: Iterable[CourseOfCare], today: date) -> dict[object, list[str]]:
    """For each course the words of the last four weeks: at a day of the charts, and for the session. Two queries."""
    ids = [course.pk for course in courses]
    out: dict[object, list[str]] = {}
    for word in SessionWord.objects.filter(course__in=ids, written_at__date__gt=today - SPAN):
        if word.course_id not in out and word.text:
            out[word.course_id] = [f"For the session: “{word.text}”"]
    for note in DayNote.objects.filter(course__in=ids, taken_back_at=None, written_at__date__gt=today - SPAN):
        out.setdefault(note.course_id, []).append(f"{date_format(note.date, 'j F')}: “{note.text}”")
    return out
