"""Making the 30-second sheet of a course, keeping it, and telling whether a kept one still holds."""

from collections.abc import Sequence
from datetime import date

from fullarc.course.sheet import Sheet, sheet_from, sheet_of
from fullarc.course.worth_asking import Unspoken
from fullarc.notes.last_plan import PlanLine, against, homework_of, plan_lines
from fullarc.web.accounts.models import User
from fullarc.web.audit.queries import last_changes
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.actions import ensure_read
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes
from fullarc.web.progress.in_force import InForce, in_force
from fullarc.web.progress.judged import judged
from fullarc.web.today.models import KeptSheet

MOST_LINES = 6  # of the last plan


def kept_sheets(courses: Sequence[CourseOfCare], today: date) -> dict[object, Sheet]:
    """The sheets that still hold, by course: made today, by the rules of today, after the client's newest change. Four queries."""
    rules, changes = in_force(), last_changes({course.client_id for course in courses})
    client_of = {course.pk: course.client_id for course in courses}
    rows = KeptSheet.objects.filter(course__in=list(client_of), as_of=today, rules_version=rules.key)
    fresh = (row for row in rows if row.last_change == changes.get(client_of[row.course_id], 0))
    return {row.course_id: sheet_from(row.sheet) for row in fresh}


def sheet_for(course: CourseOfCare, today: date, *, by: User) -> Sheet:
    """The sheet of one course: the kept one when it still holds, else made anew."""
    kept = kept_sheets([course], today).get(course.pk)
    return kept or renewed(course, today, in_force(), by=by)


def renewed(course: CourseOfCare, today: date, rules: InForce, *, by: User) -> Sheet:
    """Read what nobody has read yet, judge the course, and keep its sheet.

    Outside a transaction on purpose: on SQLite nobody else could do anything while a course is judged. The newest change is looked up
    before, so that whatever changes meanwhile makes the sheet stale.
    """
    ensure_read(course, by=by)
    changed = last_changes([course.client_id]).get(course.client_id, 0)
    notes = list(closed_notes(course).order_by("-session__date", "-begun_at")[:2])
    newest = notes[0] if notes else None
    lines = plan_lines(newest.plan) if newest else ()
    homework = homework_of(newest.plan, newest.text) if newest else ()
    sheet = sheet_of(
        judged(course, today, rules).seen,
        plan=[line.text for line in lines if not line.homework][:MOST_LINES],
        homework=homework[:MOST_LINES],
        plan_on=newest.session.date if newest and (lines or homework) else None,
        unspoken=unspoken(*notes) if len(notes) == 2 else (),
    )
    made_from = {"last_change": changed, "rules_version": rules.key, "as_of": today}
    KeptSheet.objects.update_or_create(course=course, defaults={"sheet": sheet.as_json(), **made_from})
    return sheet


def unspoken(newest: Note, before: Note) -> tuple[Unspoken, ...]:
    """Homework that the note before planned and the newest note does not mention."""
    lines = against([PlanLine(text, homework=True) for text in homework_of(before.plan, before.text)], newest.text)
    return tuple(Unspoken(line.text, before.session.date, newest.session.date) for line in lines if line.mentioned is False)
