"""Reading what a client sees: the release in force, own notes, the months. A fixed number of queries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fullarc.course.month import Done, Month, OwnNote, Task, month_of
from fullarc.course.timeline import LogEntry
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.homework.models import Report
from fullarc.web.homework.queries import Line, tasks_of
from fullarc.web.my_progress.content import Content, Told, content_of, fingerprint, no_longer_so, told, what_changed
from fullarc.web.my_progress.models import DayNote, Release, SessionWord
from fullarc.web.portal.cards import Card
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.judged import judged
from fullarc.web.progress.queries import timeline_of_course

NEW_FOR = timedelta(days=7)
AMOUNT = re.compile(r"\d+ (of|de|/) \d+")  # words that only say how much was done
HOW = {Report.How.DONE: Done.YES, Report.How.PARTLY: Done.PARTLY, Report.How.NOT: Done.NO}


def course_of(client: Client) -> CourseOfCare | None:
    """The course that the client's side shows: the one that began last."""
    return client.courses.first()


def language_now() -> str:
    """The language of the client's words: Spanish where the page is Spanish, else English."""
    return "es" if (get_language() or "").startswith("es") else "en"


def releases_of(course: CourseOfCare) -> list[Release]:
    return list(Release.objects.filter(course=course).select_related("released_by", "withdrawn_by"))


def in_view(course: CourseOfCare) -> Release | None:
    """What the client sees now: the newest release, unless it was withdrawn."""
    newest = Release.objects.filter(course=course).select_related("released_by").first()
    return newest if newest is not None and newest.withdrawn_at is None else None


def notes_of(course: CourseOfCare) -> list[DayNote]:
    """The client's notes at days that were not taken back."""
    return list(DayNote.objects.filter(course=course, taken_back_at=None).select_related("event"))


def told_of(release: Release, notes: list[DayNote], language: str, *, opens: str = "") -> Told:
    """What was released, as of its day where newer data tell it otherwise."""
    written = [(note.date, note.text) for note in notes]
    return told(release.content, language, written, opens=opens, past=past_of(release), as_of=release.as_of)


def past_of(release: Release) -> frozenset[str]:
    """The keys of the sentences of a release that are no longer so, judged today from what was read."""
    return no_longer_so(release.content, content_of(judged(release.course, timezone.localdate(), in_force()).seen))


@dataclass(frozen=True, slots=True)
class Now:
    """The course as it could be released today, and how it differs from what the client sees."""

    content: Content
    fingerprint: str
    as_of: date
    changes: Mapping[str, str]  # by key: "new" or "changed", of the sentences that are otherwise than in the release and were not left out
    past: frozenset[str]  # the keys of what the client sees and is no longer so
    risk_open: bool  # a risk stands open in the record

    @property
    def changed(self) -> int:
        return len(self.changes)


def now_of(course: CourseOfCare, newest: Release | None) -> Now:
    """Judged today. Its notes must have been read (findings.actions.ensure_read)."""
    today = timezone.localdate()
    seen = judged(course, today, in_force()).seen
    content, risk_open = content_of(seen), seen.risk_is_open
    shown = fingerprint(content, risk_open=risk_open)
    if newest is None:
        return Now(content, shown, today, {}, frozenset(), risk_open)
    changes = {key: how for key, how in what_changed(newest.content, content).items() if key not in newest.left_out}
    return Now(content, shown, today, changes, no_longer_so(newest.content, content), risk_open)


def month_for(course: CourseOfCare, year: int, month: int, *, today: date, notes: list[DayNote], private: Sequence[LogEntry] = ()) -> Month:
    """A month of a course from what the client shares, and `private` entries besides; with the month before it, where care had begun.

    Refused (ValueError): a month that has not begun.
    """
    timeline = timeline_of_course(course)
    shared = replace(timeline, entries=(*timeline.entries, *private))
    tasks = [task for line in tasks_of([course]) if (task := task_of(line)) is not None]
    own = [OwnNote(note.date, note.text) for note in notes]
    asked = month_of(shared, year, month, today=today, tasks=tasks, notes=own)
    earlier = asked.first - timedelta(days=1)
    if earlier < course.began:
        return asked
    return replace(asked, before=month_of(shared, earlier.year, earlier.month, today=today, tasks=tasks, notes=own))


def task_of(line: Line) -> Task | None:
    """A task as the month shows it: at the day it was due, else at the day it was agreed on. None for one that was cancelled."""
    if line.task.cancelled_on is not None:
        return None
    done = HOW[Report.How(line.report.how)] if line.report else Done.OPEN
    words = line.report.words if line.report else ""
    amount = words if AMOUNT.fullmatch(words.strip()) else ""
    return Task(line.task.text, line.task.due or line.task.set_on, done, amount, "" if amount else words)


def word_for_session(course: CourseOfCare, month: date) -> str:
    newest = SessionWord.objects.filter(course=course, month=month).first()
    return newest.text if newest else ""


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from the one of `first` to the one of `last`, the newest first."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count, -1, -1)]


def cards_for(client: Client, now: datetime) -> list[Card]:
    """One card: something new was released within the last week; else, quietly, the present month."""
    course = course_of(client)
    if course is None:
        return []
    shown = in_view(course)
    if shown is not None and now - shown.released_at < NEW_FOR:
        return [Card(_("My progress"), _("Your therapist has put something new here."), reverse("my_progress:own"), order=60)]
    today = client.today(now)
    href = reverse("my_progress:month", args=[f"{today:%Y-%m}"])
    return [Card(_("My month"), _("See how %(month)s is going.") % {"month": date_format(today, "F")}, href, order=65)]


def ward_cards_for(client: Client, scopes: frozenset[str], guardian: User) -> list[Card]:
    """For a guardian with the scope: what the therapist released, while something is released."""
    course = course_of(client) if "progress" in scopes else None
    if course is None or in_view(course) is None:
        return []
    href = reverse("my_progress:ward", args=[client.pk])
    return [Card(_("Progress"), _("What the therapist has put here for the two of you."), href, order=60)]
