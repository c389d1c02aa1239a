"""Keeping the caseload's rows up to date."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from fullarc.course.assess import assess_timeline
from fullarc.course.summary import CourseSummary, summary_from, summary_of
from fullarc.reading.reader import RULES_VERSION
from fullarc.web.accounts.models import User
from fullarc.web.audit.queries import last_changes
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.progress.models import CourseRow
from fullarc.web.progress.queries import timeline_of_course

AT_ONCE = 100  # rows that are only a day old are renewed so many at a time; the others wait for the next look


def summaries(courses: Sequence[CourseOfCare], *, by: User) -> dict[object, CourseSummary]:
    """The summary of each course by its id.

    What changed since its row was made is judged anew; rows that are only older than today, in turns.
    """
    today = timezone.localdate()
    changes = last_changes({course.client_id for course in courses})
    kept = {row.course_id: row for row in CourseRow.objects.filter(course__in=[course.pk for course in courses])}
    turns = AT_ONCE
    found: dict[object, CourseSummary] = {}
    for course in courses:
        row, newest = kept.get(course.pk), changes.get(course.client_id, 0)
        fresh = row is not None and row.last_change == newest and row.rules_version == RULES_VERSION
        if row is not None and fresh and row.as_of != today and turns > 0:
            turns, fresh = turns - 1, False
        found[course.pk] = summary_from(row.summary) if row is not None and fresh else renewed(course, today, by=by)
    return found


@transaction.atomic
def renewed(course: CourseOfCare, today: date, *, by: User) -> CourseSummary:
    """Judge a course and keep its row."""
    ensure_read(course, by=by)
    summary = summary_of(assess_timeline(timeline_of_course(course), today, measures=catalogue()))
    newest = last_changes([course.client_id]).get(course.client_id, 0)
    made_from = {"last_change": newest, "rules_version": RULES_VERSION, "as_of": today}
    CourseRow.objects.update_or_create(course=course, defaults={"summary": summary.as_json(), **made_from})
    return summary
