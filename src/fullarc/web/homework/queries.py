"""Reading homework: for the client, for the page of a course, for the sheet before a session. A fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fullarc.modalities.code_list import label_of
from fullarc.notes.homework_label import is_same_task
from fullarc.notes.last_plan import homework_of
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.homework.models import Report, Task
from fullarc.web.journal.forms_at_home import name_of
from fullarc.web.notes.models import Note
from fullarc.web.notes.queries import closed_notes
from fullarc.web.portal.cards import Card

LOOKED_BACK = timedelta(days=90)  # talked-about tasks that the client still sees


@dataclass(frozen=True, slots=True)
class Line:
    """A task with what was said of it last; `report` is None while nothing was said, which is not "not done"."""

    task: Task
    report: Report | None

    @property
    def worksheet(self) -> str:
        return name_of(self.task.worksheet) if self.task.worksheet else ""

    @property
    def obstacles(self) -> str:
        return ", ".join(label_of("obstacles", code) for code in self.report.obstacles) if self.report else ""

    @property
    def state(self) -> str:
        """In the words of the practice: "partly done", "nothing said yet"."""
        if self.task.cancelled_on:
            return "cancelled by agreement"
        return {"done": "done", "partly": "partly done", "not": "not done"}[self.report.how] if self.report else "nothing said yet"

    @property
    def in_the_way(self) -> str:
        """What got in the way, in the codes and the client's words."""
        if self.report is None or self.report.how == Report.How.DONE:
            return self.report.words if self.report else ""
        return ". ".join(part for part in (self.obstacles, self.report.words) if part)


def tasks_of(courses: Iterable[CourseOfCare]) -> list[Line]:
    """Every task of these courses, the oldest first. Two queries."""
    rows = Task.objects.filter(course__in=list(courses)).select_related("goal")
    rows = rows.prefetch_related(Prefetch("reports", queryset=Report.objects.order_by("told_at")))
    return [Line(task, next(iter(reversed(task.reports.all())), None)) for task in rows]


def tasks_by_course(courses: Iterable[CourseOfCare]) -> dict[object, list[Line]]:
    """Every task by course, for the sheets of a day. Two queries however many courses."""
    out: dict[object, list[Line]] = {}
    for line in tasks_of(courses):
        out.setdefault(line.task.course_id, []).append(line)
    return out


@dataclass(frozen=True, slots=True)
class Planned:
    """Homework that the newest note plans and that is no task yet."""

    on: date
    lines: tuple[str, ...]


def planned(course: CourseOfCare, known: Iterable[Line]) -> Planned | None:
    """What the newest closed note plans as homework, without what was entered already; None where nothing is left."""
    newest = closed_notes(course).last()
    lines = planned_in(newest, known) if newest is not None else ()
    return Planned(newest.session.date, lines) if newest is not None and lines else None


def planned_in(note: Note, known: Iterable[Line]) -> tuple[str, ...]:
    """What a note plans as homework, without what is a task already."""
    agreed = [line.task.text for line in known]
    return not_among(agreed, homework_of(note.plan, note.text))


def not_among(agreed: Sequence[str], lines: Iterable[str]) -> tuple[str, ...]:
    """The lines of a plan that none of the agreed tasks is the same as."""
    return tuple(line for line in lines if not any(is_same_task(line, task) for task in agreed))


def own_tasks(client: Client, today: date) -> list[Line]:
    """What the client sees: every open task, and those of the last three months that were talked about."""
    lines = tasks_of(client.courses.all())
    return [line for line in lines if line.task.is_open or (line.task.discussed_on and today - line.task.discussed_on < LOOKED_BACK)]


def cards_for(client: Client, now: datetime) -> list[Card]:
    """One card for all homework of which nothing was said yet; a quiet one when everything was."""
    today = client.today(now)
    lines = [line for line in own_tasks(client, today) if line.task.is_open]
    if not lines:
        return []
    waiting = [line for line in lines if line.report is None or line.report.how == Report.How.PARTLY]
    href = reverse("homework:own")
    if not waiting:
        return [Card(_("Homework"), _("You said how it went. It comes up in your next session."), href, done=True, order=30)]
    dues = sorted(line.task.due for line in waiting if line.task.due)
    count = ngettext("%(n)d thing agreed", "%(n)d things agreed", len(waiting)) % {"n": len(waiting)}
    if not dues:
        return [Card(_("Homework"), f"{count}.", href, order=30)]
    return [Card(_("Homework"), f"{count}, {due_in_words(dues, len(waiting), today)}.", href, order=30)]


def due_in_words(dues: Sequence[date], waiting: int, today: date) -> str:
    """Until when, of several until when the first, or that some were due before; `dues` in order."""
    day, late = {"day": date_format(dues[0], _("j F"))}, sum(due < today for due in dues)
    if waiting == 1:
        return _("it was due, and can still be done") if late else _("until %(day)s") % day
    if late:
        return ngettext("%(n)d was due and can still be done", "%(n)d were due and can still be done", late) % {"n": late}
    return _("the first until %(day)s") % day
