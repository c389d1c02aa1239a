"""Taking in a filled week: a row a day, all of them or none."""

from datetime import date
from uuid import UUID

from django.db import transaction

from fullarc.instruments.log import EntryRefused
from fullarc.instruments.scoring import AnswerRefused
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements.actions import enter_answers, enter_log_row
from fullarc.web.measurements.models import Administration
from fullarc.web.paper.forms import Values
from fullarc.web.paper.queries import OnPaper, key_of
from fullarc.web.trackers.actions import enter_row


class WeekRefused(ValueError):
    """A day of the week cannot be taken in; the message names the day. Nothing was stored."""


@transaction.atomic
def take_in(course: CourseOfCare, thing: OnPaper, week: dict[date, Values], *, key: UUID, by: User) -> None:
    """Store each day of a filled week as entered by staff, with the signals that its answers raise. The same `key` sent twice is one week.

    Refused (WeekRefused): what the form, its code lists and the calendar refuse for any day.
    """
    for day, values in sorted(week.items()):
        try:
            store(course, thing, values, day, key=key_of(key, day), by=by)
        except (EntryRefused, AnswerRefused) as refused:
            raise WeekRefused(f"{day:%A} {day.day} {day:%B}: {refused}") from None


def store(course: CourseOfCare, thing: OnPaper, values: Values, day: date, *, key: UUID, by: User) -> None:
    if thing.measure is not None:
        answers = {int(name[1:]): None if value is None else int(value) for name, value in values.items()}
        enter_answers(course, measure=thing.id, answers=answers, on=day, by=by, mode=Administration.Mode.STAFF, key=key)
    elif thing.tracker is not None:
        enter_row(course, thing.tracker, values, on=day, by=by, key=key)
    else:
        enter_log_row(course, log=thing.id, values=values, on=day, by=by, key=key)
