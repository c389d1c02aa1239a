"""The address of a month, and the page of one: what it holds for whoever looks at it."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from fullarc.course.month import Month
from fullarc.exchange.pages.month_view import MonthView, month_view
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.my_progress.models import DayNote
from fullarc.web.my_progress.private import private_moods
from fullarc.web.my_progress.queries import course_of, month_for, notes_of, word_for_session
from fullarc.web.sent_values import day_in, month_in


@dataclass(frozen=True, slots=True)
class MonthPage:
    """`before` and `after` are the addresses of the months beside it, empty where there is none."""

    course: CourseOfCare
    month: Month
    view: MonthView
    notes: tuple[DayNote, ...]
    talk: str
    here: str
    private: int  # days on which only private entries stand; the therapist does not see those entries
    before: str
    after: str

    @property
    def picture(self) -> SafeString:
        return mark_safe(self.view.mood_svg)  # noqa: S308 (drawn from numbers; every word is escaped there)

    @property
    def days(self) -> list[tuple[date, float]]:
        """The numbers of the picture as a table."""
        return [(day.date, day.value) for day in self.month.logged if day.value is not None]


def month_page(client: Client, year_month: str, *, language: str, kicker: str = "", own: bool = False) -> MonthPage:
    """The page of a month; with `own` what the client keeps private is in it.

    404 for what is no month, one before the course began, and one that has not begun.
    """
    course, today = course_of(client), client.today(timezone.now())
    first = first_of(year_month)
    if course is None or not course.began.replace(day=1) <= first <= today:
        raise Http404
    notes = notes_of(course)
    private = private_moods(course, first, months=2) if own else []
    month = month_for(course, first.year, first.month, today=today, notes=notes, private=private)
    return MonthPage(
        course=course,
        month=month,
        view=month_view(month, language=language, kicker=kicker),
        notes=tuple(note for note in notes if month.first <= note.date <= month.last),
        talk=word_for_session(course, first),
        here=year_month,
        private=len({entry.date for entry in private if entry.date >= first}),
        before=shifted(first, -1) if shifted(first, -1) >= f"{course.began:%Y-%m}" else "",
        after=shifted(first, 1) if shifted(first, 1) <= f"{today:%Y-%m}" else "",
    )


def first_of(year_month: str) -> date:
    if (first := month_in(year_month)) is None:
        raise Http404
    return first


def shifted(first: date, months: int) -> str:
    """The address of a month so many months later."""
    count = first.year * 12 + first.month - 1 + months
    return f"{count // 12:04}-{count % 12 + 1:02}"


def day_of(text: str) -> date:
    if (day := day_in(text)) is None:
        raise Http404
    return day
