"""Keeping the caseload's rows up to date."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from django.db import transaction
from django.utils import timezone

from fullarc.course.summary import CourseSummary, summary_from, summary_of
from fullarc.web.accounts.models import User
from fullarc.web.audit.queries import last_changes
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.progress.in_force import InForce, in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.models import CourseRow

SECONDS = 2.0  # of judging anew what did not change itself, in one look at the caseload
RULES_CHANGED = "Rules or thresholds have changed"
LEARNED_OR_PUBLISHED = "A measure was published here, or an expected course was learned anew"
AT_ONCE = 500  # rows that are looked up to be made anew


def summaries(courses: Sequence[CourseOfCare], *, by: User) -> dict[object, CourseSummary]:
    """The summary of each course by its id.

    What changed since its row was made is judged anew at once. Rows made by other rules or thresholds, and then those that are only older
    than today, are judged anew for two seconds; the others wait for the next look and say what they said.
    """
    today, rules = timezone.localdate(), in_force()
    changes = last_changes({course.client_id for course in courses})
    kept = {row.course_id: row for row in CourseRow.objects.filter(course__in=[course.pk for course in courses])}
    found: dict[object, CourseSummary] = {}
    old: list[tuple[bool, int]] = []
    for place, course in enumerate(courses):
        row = kept.get(course.pk)
        if row is None or row.last_change != changes.get(course.client_id, 0):
            found[course.pk] = renewed(course, today, rules, by=by)
        elif row.rules_version != rules.key or row.as_of != today:
            old.append((row.rules_version == rules.key, place))
        else:
            found[course.pk] = summary_from(row.summary)
    began = monotonic()
    for _, place in sorted(old):
        course = courses[place]
        in_time = monotonic() - began < SECONDS
        found[course.pk] = renewed(course, today, rules, by=by) if in_time else summary_from(kept[course.pk].summary)
    return found


@transaction.atomic
def renewed(course: CourseOfCare, today: date, rules: InForce, *, by: User | None) -> CourseSummary:
    """Read what nobody has read yet, judge a course and keep its row."""
    ensure_read(course, by=by)
    return keep(course, today, rules)


def keep(course: CourseOfCare, today: date, rules: InForce) -> CourseSummary:
    """Judge a course on what has been read of it and keep its row."""
    summary = summary_of(judged(course, today, rules).seen)
    newest = last_changes([course.client_id]).get(course.client_id, 0)
    made_from = {"last_change": newest, "rules_version": rules.key, "as_of": today}
    CourseRow.objects.update_or_create(course=course, defaults={"summary": summary.as_json(), **made_from})
    return summary


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many rows still say what was said before, and since what."""

    rows: int
    since: str

    def __bool__(self) -> bool:
        return bool(self.rows)


def waiting_among(courses: Iterable[CourseOfCare]) -> Waiting:
    """Which rows of these courses were made by other rules, or with other measures or expected courses."""
    rules = in_force()
    old = CourseRow.objects.filter(course__in=[course.pk for course in courses]).exclude(rules_version=rules.key)
    versions = list(old.values_list("rules_version", flat=True))
    by_rules = any(not version.startswith(rules.rules) for version in versions)
    return Waiting(len(versions), RULES_CHANGED if by_rules else LEARNED_OR_PUBLISHED)


def stale(rules: InForce) -> Collection[object]:
    """The courses whose rows were made by other rules or thresholds."""
    return list(CourseRow.objects.exclude(rules_version=rules.key).order_by("course_id").values_list("course_id", flat=True))


def renew_some(rules: InForce, *, seconds: float, by: User | None = None) -> int:
    """Make anew for so long the rows that other rules made, and then those of another day; at least one. Returns how many were made.

    What is looked at in the morning then stands there already: a caseload of thousands would take minutes to judge.
    """
    began, today, done = monotonic(), timezone.localdate(), 0
    old = CourseRow.objects.exclude(rules_version=rules.key), CourseRow.objects.exclude(as_of=today)
    for rows in old:
        for row in rows.select_related("course__client").order_by("course_id")[:AT_ONCE]:
            renewed(row.course, today, rules, by=by)
            done += 1
            if monotonic() - began > seconds:
                return done
    return done
