"""Agreeing on homework, saying how it went, talking about it, cancelling it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from fullarc.instruments.log import EntryRefused, LogValue
from fullarc.modalities.code_list import check_codes, stored
from fullarc.modalities.tracker import trackers
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals.models import Goal
from fullarc.web.homework import deeds
from fullarc.web.homework.models import Report, Task
from fullarc.web.journal.actions import OtherContent, set_up
from fullarc.web.journal.forms_at_home import may_be_offered, offered_in
from fullarc.web.measurements.actions import wait_for_turn
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.actions import enter_row

COMPLETION = {Report.How.DONE: 4.0, Report.How.PARTLY: 2.0, Report.How.NOT: 0.0}  # levels of the tracker: none, little, half, most, all


@transaction.atomic
def set_task(
    course: CourseOfCare,
    text: str,
    *,
    by: User,
    due: date | None = None,
    worksheet: str = "",
    goal: Goal | None = None,
    key: UUID | None = None,
) -> Task:
    """Agree on a task; its worksheet is then among the forms that the client fills in at home. The same `key` sent twice is one task.

    Refused (EntryRefused): no words, a worksheet that is not for clients, a day before today, a goal of another course.
    """
    wait_for_turn(course)
    before = Task.objects.filter(pk=key, course=course).first() if key else None
    if before is not None:
        return before
    today = timezone.localdate()
    if not text.strip():
        raise EntryRefused("Homework: found no words; say what was agreed.")
    if due is not None and due < today:
        raise EntryRefused("Homework: the day it is due lies in the past. Give today or a later day, or leave it out.")
    if worksheet and worksheet not in {form.id for form in may_be_offered()}:
        raise EntryRefused("Homework: this worksheet is none that clients fill in. Choose one of the list.")
    if goal is not None and goal.course_id != course.pk:
        raise EntryRefused("Homework: this goal belongs to another course of care. Choose one of the list.")
    if worksheet and worksheet not in (there := offered_in(course)):
        set_up(course, [*there, worksheet], by=by)
    free = key if key is not None and not Task.objects.filter(pk=key).exists() else uuid4()
    task = Task.objects.create(id=free, course=course, text=text.strip(), due=due, worksheet=worksheet, goal=goal, set_on=today, set_by=by)
    record(deeds.SET, by=by, client=course.client_id, on=task)
    return task


@transaction.atomic
def tell(
    task: Task, how: Report.How, *, obstacles: Sequence[str], words: str, uuid: UUID, by: User | None, day: date | None = None
) -> Report:
    """Say how a task went. What is said later counts instead; what was said before stays.

    The same `uuid` sent again returns the first report; with other content it is refused (OtherContent). Refused (EntryRefused): a task
    that was cancelled, an obstacle that is not in the list.
    """
    wait_for_turn(task.course)
    current = Task.objects.select_for_update(of=("self",)).select_related("course", "row").get(pk=task.pk)
    before = current.reports.filter(uuid=uuid).first()
    if before is not None:
        if (before.how, before.obstacles, before.words) != (how, list(obstacles), words):
            raise OtherContent
        return before
    if current.cancelled_on is not None:
        raise EntryRefused("Homework: this task was cancelled by agreement.")
    check_codes("Homework", "obstacles", stored(obstacles))
    report = Report(task=current, uuid=uuid, day=day or timezone.localdate(), how=how, obstacles=list(obstacles), words=words, told_by=by)
    report.save(force_insert=True)
    put_in_tracker(current, report, by=by)
    record(deeds.TOLD, by=by, client=current.course.client_id, on=report)
    return report


def put_in_tracker(task: Task, report: Report, *, by: User | None) -> None:
    """The one row of this task in the homework tracker, as the newest report has it."""
    told: dict[str, LogValue] = {
        "task": task.text[:4_000],
        "set_on": task.set_on.isoformat(),
        "completion": COMPLETION[Report.How(report.how)],
        "obstacles": stored(report.obstacles),
        "learned": report.words,
    }
    values = {line: value for line, value in told.items() if value != ""}
    if task.row is None:
        task.row = enter_row(task.course, trackers()["homework"], values, on=report.day, by=by)
        task.save(update_fields=["row"])
    else:
        task.row.date, task.row.values = report.day, values
        task.row.save()


@transaction.atomic
def discuss(task: Task, *, by: User) -> None:
    """Note that a task was talked about in the session: it stands on no sheet any more. A second time changes nothing."""
    current = Task.objects.select_for_update(of=("self",)).select_related("row").get(pk=task.pk)
    if not current.is_open:
        return
    current.discussed_on = timezone.localdate()
    current.save(update_fields=["discussed_on"])
    mark(current.row, reviewed=True)
    record(deeds.DISCUSSED, by=by, client=current.course.client_id, on=current)


@transaction.atomic
def cancel(task: Task, *, by: User) -> None:
    """Cancel a task by agreement: it counts in no rate. A second time changes nothing."""
    current = Task.objects.select_for_update(of=("self",)).select_related("row").get(pk=task.pk)
    if not current.is_open:
        return
    current.cancelled_on = timezone.localdate()
    current.save(update_fields=["cancelled_on"])
    mark(current.row, cancelled=True)
    record(deeds.CANCELLED, by=by, client=current.course.client_id, on=current)


def mark(row: LogRow | None, **lines: bool) -> None:
    if row is not None:
        row.values = {**row.values, **lines}
        row.save()
