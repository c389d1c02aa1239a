"""Keeping the facts of courses up to date: what changed since is made anew, for some seconds a look."""

import hashlib
from collections.abc import Sequence
from time import monotonic
from uuid import UUID

from django.db.models import Count, Max, Model

from fullarc.reading.reader import RULES_VERSION
from fullarc.web.audit.queries import last_changes
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.models import AddendumReading, Reading
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.learning.facts import Facts, facts_of, from_json
from fullarc.web.learning.models import KeptFacts

SECONDS = 6.0
EDITION = "1"  # to be raised when facts.py reads a course otherwise


def facts_by_course(courses: Sequence[CourseOfCare]) -> tuple[dict[UUID, Facts], int]:
    """The facts of each course, and how many courses wait for the next look. Four queries when nothing has changed."""
    stamps = stamps_of(courses)
    kept = {row.course_id: row for row in KeptFacts.objects.filter(course__in=[course.pk for course in courses])}
    found: dict[UUID, Facts] = {}
    waiting, began = 0, monotonic()
    for course in courses:
        row = kept.get(course.pk)
        if row is not None and row.made_from == stamps[course.pk]:
            found[course.pk] = from_json(row.facts)
        elif monotonic() - began < SECONDS:
            found[course.pk] = facts_of(course)
            KeptFacts.objects.update_or_create(course=course, defaults={"facts": found[course.pk], "made_from": stamps[course.pk]})
        else:
            waiting += 1
    return found, waiting


def stamps_of(courses: Sequence[CourseOfCare]) -> dict[UUID, str]:
    """What the facts of each course would be made from now."""
    changes = last_changes({course.client_id for course in courses})
    read = newest_readings("note__session__course", Reading, courses)
    read_later = newest_readings("addendum__note__session__course", AddendumReading, courses)
    told = "".join(sorted(f"{measure.id} {measure.fingerprint}" for measure in catalogue()))
    common = f"{EDITION} {RULES_VERSION[:12]} {hashlib.sha256(told.encode()).hexdigest()[:12]}"
    return {
        course.pk: f"{common} {changes.get(course.client_id, 0)} {read.get(course.pk, '')} {read_later.get(course.pk, '')}"
        for course in courses
    }


def newest_readings(path: str, model: type[Model], courses: Sequence[CourseOfCare]) -> dict[UUID, str]:
    """When notes, or addenda, of each course were last read, and how many."""
    rows = model._default_manager.filter(**{f"{path}__in": [course.pk for course in courses]}).order_by()
    found = rows.values_list(path).annotate(Max("read_at"), Count("pk"))
    return {course: f"{newest:%Y%m%d%H%M%S%f}/{count}" for course, newest, count in found}
