"""A long caseload is not put together anew at every look: its rows are kept in the process's memory, and only those of clients about
whom something has changed since are made anew.

Short ones are made anew each time. What is kept is forgotten after ten minutes, and when another four people have looked.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from django.utils import timezone

from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.audit.queries import changed_since, newest_change
from fullarc.web.progress.caseload import Row, place, rows_for
from fullarc.web.progress.in_force import in_force
from fullarc.web.progress.models import CourseRow

LONG = 100  # rows from which on they are kept
FEW = 50  # changes since, up to which the rows that they concern are made anew one by one
PEOPLE, SECONDS = 4, 600.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """While it is the same the rows are: the day, the rules, the newest change of anything, how many records are open to the person."""

    day: date
    rules: str
    change: int
    clients: int


@dataclass(frozen=True, slots=True)
class Kept:
    stamp: Stamp
    rows: tuple[Row, ...]
    until: float


_kept: OrderedDict[object, Kept] = OrderedDict()


def rows_of(user: User) -> tuple[Row, ...]:
    """The rows of `rows_for`, put together when something has changed since they were kept."""
    before = stamp_of(user)
    held = _kept.get(user.pk)
    if held is not None and held.stamp == before and monotonic() < held.until:
        return held.rows
    rows = brought_up_to_date(held, before, user)
    is_whole = bool(rows)  # what was kept waits for nothing, and what changed was made anew
    rows = rows or tuple(rows_for(user))
    forget(user)
    if len(rows) >= LONG and (is_whole or not is_waiting(rows, before)):
        _kept[user.pk] = Kept(before, rows, monotonic() + SECONDS)
        while len(_kept) > PEOPLE:
            _kept.popitem(last=False)
    return rows


def brought_up_to_date(held: Kept | None, now: Stamp, user: User) -> tuple[Row, ...]:
    """What was kept, with the rows anew of the few clients whom the changes since concern. Nothing where a change concerns no client,
    as that of a role, or where the rows are then not as many as the records that are open to the person: a place may just run out."""
    if held is None or (held.stamp.day, held.stamp.rules) != (now.day, now.rules) or monotonic() >= held.until:
        return ()
    changed = changed_since(held.stamp.change, most=FEW)
    if changed is None:
        return ()
    same = [row for row in held.rows if row.client.pk not in changed]
    rows = sorted([*same, *rows_for(user, changed)], key=place)
    return tuple(rows) if len(rows) == now.clients else ()


def are_kept(user: User, rows: tuple[Row, ...]) -> bool:
    """Whether these rows came out of memory, or went into it: then none of them waits to be judged anew."""
    held = _kept.get(user.pk)
    return held is not None and held.rows is rows


def forget(user: User) -> None:
    _kept.pop(user.pk, None)


def stamp_of(user: User) -> Stamp:
    clients = clients_open_to(user, to=Permission.READ_RECORD).count()
    return Stamp(timezone.localdate(), in_force().key, newest_change(), clients)


def is_waiting(rows: Sequence[Row], stamp: Stamp) -> bool:
    """Whether a row still says what other rules or another day said: it is made anew at the next look."""
    courses = [row.course.pk for row in rows if row.course is not None]
    return CourseRow.objects.filter(course__in=courses).exclude(rules_version=stamp.rules, as_of=stamp.day).exists()
