"""From a calendar file to planned sessions: whom each title means, what is there already, and bringing in the rest in one piece."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from fullarc.exchange.incoming.calendar import CalendarEntry
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients import deeds
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.encryption.keys import keyring
from fullarc.web.today.models import BroughtIn, CalendarName

AHEAD = timedelta(weeks=26)


class CannotBringIn(ValueError):
    """Refused in words; nothing was written."""


@dataclass(frozen=True, slots=True)
class Titled:
    """The entries with one title. `code` is the proposed client's, `why` where the proposal comes from."""

    title: str
    entries: tuple[CalendarEntry, ...]
    code: str
    why: str

    @property
    def first(self) -> CalendarEntry:
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would become. `known` entries were brought in before; `moved` of them stand at another time in the calendar now."""

    titles: tuple[Titled, ...]
    known: int
    moved: tuple[tuple[CalendarEntry, Session], ...]


@dataclass(frozen=True, slots=True)
class Result:
    planned: int
    there_already: int
    without_course: int


def seal(purpose: str, words: str) -> str:
    """A mark by which the same words are recognised and from which they cannot be read."""
    return salted_hmac(f"fullarc.calendar.{purpose}", words, secret=keyring().secret, algorithm="sha256").hexdigest()


def title_seal(title: str) -> str:
    return seal("title", " ".join(title.casefold().split()))


def clients_of(user: User) -> QuerySet[Client]:
    return clients_open_to(user, to=Permission.KEEP_SESSIONS)


def preview(entries: Sequence[CalendarEntry], user: User) -> Preview:
    """Whom each title means: what was remembered, else a client's code that stands in it. A fixed number of queries."""
    seals = {entry.key: seal("entry", entry.key) for entry in entries}
    mine = clients_of(user)
    rows = BroughtIn.objects.filter(entry_seal__in=list(seals.values())).select_related("session__course__client")
    known = {row.entry_seal: row.session for row in rows}
    open_to_me = set(mine.values_list("pk", flat=True))
    by_title: dict[str, list[CalendarEntry]] = defaultdict(list)
    moved = []
    for entry in entries:
        session = known.get(seals[entry.key])
        if seals[entry.key] not in known:
            by_title[entry.title].append(entry)
        elif session is not None and session.course.client_id in open_to_me and session.is_planned and stands_elsewhere(session, entry):
            moved.append((entry, session))
    names = CalendarName.objects.filter(owner=user, client__in=mine).select_related("client")
    remembered = {row.title_seal: row.client.code for row in names}
    codes = {code.casefold(): code for code in mine.values_list("code", flat=True)}
    titles = [titled(title, rows, remembered, codes) for title, rows in by_title.items()]
    return Preview(tuple(sorted(titles, key=lambda each: (not each.code, each.first.begins))), len(known), tuple(moved))


def stands_elsewhere(session: Session, entry: CalendarEntry) -> bool:
    return (session.date, session.begins) != (entry.begins.date(), entry.begins.time())


def titled(title: str, entries: Iterable[CalendarEntry], remembered: Mapping[str, str], codes: Mapping[str, str]) -> Titled:
    rows = tuple(entries)
    if code := remembered.get(title_seal(title)):
        return Titled(title, rows, code, "as you chose last time")
    words = title.casefold().replace(",", " ").replace(":", " ").split()
    found = {codes[word] for word in words if word in codes}
    return Titled(title, rows, found.pop(), "by the code") if len(found) == 1 else Titled(title, rows, "", "")


@transaction.atomic
def bring_in(entries: Sequence[CalendarEntry], chosen: Mapping[str, str], *, by: User) -> Result:
    """Plan a session for each entry whose title was given a client's code; the choice is remembered. All of it or nothing.

    An entry that was brought in before, and one at whose time the course has a session, become no second session.
    Refused (CannotBringIn): a code that is not one of the person's clients.
    """
    mine = {client.code.casefold(): client for client in clients_of(by).prefetch_related("courses")}
    for code in chosen.values():
        if code.casefold() not in mine:
            raise CannotBringIn("One of the codes is not that of a client of yours. Choose from the list; nothing was brought in.")
    client_for = {title: mine[code.casefold()] for title, code in chosen.items()}
    seals = {entry.key: seal("entry", entry.key) for entry in entries}
    done = set(BroughtIn.objects.filter(entry_seal__in=list(seals.values())).values_list("entry_seal", flat=True))
    wanted = [entry for entry in entries if entry.title in client_for and seals[entry.key] not in done]
    placed = [(entry, course_on(client_for[entry.title], entry.begins.date())) for entry in wanted]
    there = taken_places([course.pk for _, course in placed if course is not None])
    new: list[Session] = []
    marks: list[BroughtIn] = []
    for entry, course in placed:
        if course is None:
            continue
        place = (course.pk, entry.begins.date(), entry.begins.time())
        session = there.get(place)
        if session is None:
            session = Session(course=course, date=place[1], begins=place[2], minutes=entry.minutes, attendance=Session.State.PLANNED)
            there[place] = session
            new.append(session)
        marks.append(BroughtIn(entry_seal=seals[entry.key], session=session))
    Session.objects.bulk_create(new)
    BroughtIn.objects.bulk_create(marks)
    for title, client in client_for.items():
        CalendarName.objects.update_or_create(owner=by, title_seal=title_seal(title), defaults={"client": client})
    tell(new, by=by)
    return Result(len(new), len(marks) - len(new), sum(course is None for _, course in placed))


def tell(sessions: Iterable[Session], *, by: User) -> None:
    """One line in the trail for each course."""
    rows: dict[UUID, list[Session]] = defaultdict(list)
    for session in sessions:
        rows[session.course_id].append(session)
    for planned in rows.values():
        record(deeds.PLANNED, by=by, client=planned[0].course.client_id, on=planned[0], count=len(planned))


def course_on(client: Client, day: date) -> CourseOfCare | None:
    """The newest course of care that holds on a day."""
    courses = sorted(client.courses.all(), key=lambda course: course.began, reverse=True)
    return next((course for course in courses if course.began <= day and course.is_open(day)), None)


def taken_places(courses: Sequence[UUID]) -> dict[tuple[UUID, date, object], Session]:
    rows = Session.objects.filter(course__in=courses, attendance__in=[Session.State.PLANNED, Session.State.ATTENDED])
    return {(session.course_id, session.date, session.begins): session for session in rows}


def packed(entries: Iterable[CalendarEntry]) -> list[list[object]]:
    """The entries as the preview's form holds them, signed, until they are brought in."""
    return [[entry.key, entry.title, entry.begins.isoformat(), entry.minutes] for entry in entries]


def unpacked(rows: Iterable[Sequence[object]], zone_of: datetime) -> list[CalendarEntry]:
    found = []
    for key, title, begins, minutes in rows:
        at = datetime.fromisoformat(str(begins)).astimezone(zone_of.tzinfo)
        found.append(CalendarEntry(str(key), str(title), at, minutes if isinstance(minutes, int) else None))
    return found
