"""Reading clients and what hangs directly below them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db.models import Max, Prefetch, Q

from fullarc.web.access.gate import clients_open_to, may_for
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare, Session


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A client as the directory shows them."""

    client: Client
    course: CourseOfCare | None
    last: date | None  # of the last session; one that is only planned is none


AHEAD, BACK = 2, 8  # sessions that stand open on the client's page; the others are folded


@dataclass(frozen=True, slots=True)
class SessionsShown:
    """The sessions of a course as the client's page shows them: the next one on top, then those behind it, the newest first."""

    ahead: tuple[Session, ...]  # planned, from the next one on
    later: tuple[Session, ...]  # planned after those, folded
    back: tuple[Session, ...]  # held, missed, cancelled or not told of, newest first
    earlier: tuple[Session, ...]  # before those, folded

    @property
    def next(self) -> Session | None:
        return self.ahead[0] if self.ahead else None


def without_a_note(client: Client, today: date) -> set[UUID]:
    """The ids of the sessions up to today that took place, or were planned, and have no note, not even a draft. One query."""
    wanted = (Session.State.PLANNED, Session.State.ATTENDED)
    rows = Session.objects.filter(course__client=client, date__lte=today, attendance__in=wanted, notes=None)
    return set(rows.order_by().values_list("pk", flat=True))


OF_THE_ENTRY = frozenset({"access.careteam", "today.calendarname"})  # what may hang below a client of whom nothing else is known


def is_only_an_entry(client: Client) -> bool:
    """Whether a client is a name, a code, contact and care team, and nothing besides: no course of care, no invitation, nobody kept out."""
    below = [relation for relation in client._meta.related_objects if relation.related_model._meta.label_lower not in OF_THE_ENTRY]
    return not any(each.related_model._base_manager.filter(**{each.field.name: client}).exists() for each in below)


def may_remove(session: Session, by: User) -> bool:
    """Whether a person may ask for a session to be removed. Whoever does not keep the record: only where it is planned."""
    return session.is_planned or may_for(by, session.course.client, Permission.KEEP_RECORD)


def offers_removal(session: Session, by: User) -> bool:
    """Whether a page offers to remove a session. To whoever may not read notes it does so alike, whatever stands on the session."""
    knows = may_for(by, session.course.client, Permission.READ_NOTES)
    return may_remove(session, by) and not (knows and what_stands_on(session))


def why_it_stays(session: Session, by: User) -> str:
    """Why a person cannot remove a session as entered by mistake; empty when they can. Whether that is a note or a form is told to those
    who may read notes."""
    if not may_remove(session, by):
        return "This session is no longer only planned, so it stays. The client’s clinician can remove it."
    return as_told(what_stands_on(session), session, by)


def why_attendance_stays(session: Session, state: str, by: User) -> str:
    """Why a person cannot say of a session that it was `state`; empty when they can. What was said is taken back by whoever keeps the
    record, so that nobody else makes a session planned, and removes it."""
    if state == session.State.PLANNED and not may_for(by, session.course.client, Permission.KEEP_RECORD):
        return "What was said of this session stays. The client’s clinician can take it back."
    why = ""
    if state == session.State.PLANNED and session.notes.exists():
        why = "A note is written for this session, so it is no longer only planned."
    elif state != session.State.ATTENDED and session.notes.exclude(state="draft").exists():
        why = "A signed note stands for this session, so it was attended."
    return as_told(why, session, by)


def why_it_is_documented(session: Session, by: User) -> str:
    """Why the day, time, length and attendance of a session stay; empty when they need not."""
    if not session.notes.exclude(state="draft").exists():
        return ""
    why = "A signed note stands for this session, so its day, time, length and attendance stay. Say what was different in an addendum."
    return as_told(why, session, by)


def as_told(why: str, session: Session, by: User) -> str:
    """A reason in full for those who may read notes; for others only that there is one."""
    if why and not may_for(by, session.course.client, Permission.READ_NOTES):
        return "Something of the record stands on this session, so it stays."
    return why


def what_stands_on(session: Session) -> str:
    """What keeps a session, and what can be done about it; empty when nothing does."""
    if session.notes.exists():
        return "A note stands for this session, so it stays. A draft is discarded on its own page; a signed note is kept."
    if session.administrations.exists():
        return "A form was given at this session, so it stays. Say on the form’s page when that was entered in error too."
    if hasattr(session, "seat"):
        return "This session belongs to a meeting of a group. Change it on the group’s page."
    return ""


def notes_of_sessions() -> Prefetch[str]:
    """The notes of sessions, for the links of a list: without a word of them."""
    notes = apps.get_model("notes", "Note").objects
    return Prefetch("sessions__notes", notes.only("id", "session", "state", "author").order_by("begun_at"))


def left_behind(course: CourseOfCare) -> str:
    """What goes on, or is unfinished, although the course has ended; "" when nothing is."""
    drafts = course.sessions.filter(notes__state="draft").count()
    running = course.assignments.filter(ended_at=None).count()
    told = []
    if drafts:
        told.append(f"{drafts} note{' is still a draft' if drafts == 1 else 's are still drafts'}: sign or discard first.")
    if running:
        told.append(f"{running} check-in{' is' if running == 1 else 's are'} still sent to the client until ended.")
    return f"The course has ended. {' '.join(told)}" if told else ""


def sessions_shown(sessions: Iterable[Session], today: date) -> SessionsShown:
    """Sessions in order of date as they are shown. A planned session of a day that has passed stands with what lies behind."""
    rows = list(sessions)
    ahead = [row for row in rows if row.is_planned and row.date >= today]
    back = [row for row in reversed(rows) if not (row.is_planned and row.date >= today)]
    return SessionsShown(tuple(ahead[:AHEAD]), tuple(ahead[AHEAD:]), tuple(back[:BACK]), tuple(back[BACK:]))


def directory(user: User, words: str = "") -> list[DirectoryRow]:
    """The clients whose directory entry is open to a person and in whose name or code every word stands, in order of name. Two queries;
    names are opened and looked at, nothing is indexed."""
    held = ~Q(courses__sessions__attendance=Session.State.PLANNED)
    clients = clients_open_to(user, to=Permission.SEE_DIRECTORY).annotate(last_session=Max("courses__sessions__date", filter=held))
    clients = clients.prefetch_related(Prefetch("courses", CourseOfCare.objects.defer("presenting_problem")))
    wanted = words.casefold().split()
    rows = [
        DirectoryRow(client, next(iter(client.courses.all()), None), client.last_session)
        for client in clients
        if all(word in f"{client.name} {client.code}".casefold() for word in wanted)
    ]
    return sorted(rows, key=lambda row: row.client.name.casefold())
