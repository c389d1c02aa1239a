"""A day's sessions of one's own clients. A fixed number of queries whatever the number of sessions; nothing is judged here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from fullarc.change.adherence import Adherence, Due, adherence
from fullarc.change.direction import NotEnough
from fullarc.charts.strips import score_strip
from fullarc.charts.words import number
from fullarc.course.due import NEAR_DAYS
from fullarc.course.sheet import ScoreLine, Sheet
from fullarc.course.summary import SESSIONS_SHOWN
from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.models import CareTeam
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.check_ins.queries import waiting_for
from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.findings.what_stands import as_they_stand
from fullarc.web.homework.queries import Line as HomeworkLine
from fullarc.web.homework.queries import not_among, tasks_by_course
from fullarc.web.journal.glance import at_home
from fullarc.web.measurements.models import Administration
from fullarc.web.measurements.written import days_with_written_scores
from fullarc.web.my_progress.glance import written_of_late
from fullarc.web.notes.models import Note
from fullarc.web.plans.queries import reviews_due
from fullarc.web.signals.models import Signal
from fullarc.web.signals.queries import most_pressing_first, waiting_signals
from fullarc.web.today.sheets import kept_sheets

State = Session.State
LOOKED_BACK = timedelta(days=56)
UNSIGNED_SHOWN = 6
SHEET_WIDTH = 246


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of the sheet as it is drawn."""

    told: ScoreLine

    @property
    def picture(self) -> str:
        line = self.told
        label = f"{line.name}, last {len(line.values)} sessions, {number(line.first or 0)} to {number(line.last or 0)}"
        return score_strip(line.values, line.low, line.high, line.cutoff, label, slots=SESSIONS_SHOWN, width=SHEET_WIDTH, height=48)

    @property
    def head(self) -> str:
        return f"{self.told.name}, cut-off {number(self.told.cutoff)}" if self.told.cutoff is not None else self.told.name

    @property
    def span(self) -> str:
        return f"{number(self.told.first or 0)} → {number(self.told.last or 0)}"


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of the day. `sheet` is None while it has to be made; `number` is the session's, or the one it will have."""

    session: Session
    client: Client
    course: CourseOfCare
    number: int
    note: Note | None
    sheet: Sheet | None
    to_acknowledge: Signal | None
    review: str
    past: bool
    unfolded: bool
    agreed: tuple[HomeworkLine, ...] = ()  # homework that was agreed, talked about or not
    at_home: tuple[str, ...] = ()  # what was shared at home in the last two weeks
    sent: tuple[str, ...] = ()  # check-ins that the client can answer now
    wrote: tuple[str, ...] = ()  # what the client wrote at a day and for the session, of late
    mark: str = ""  # "now" or "next" at the one session of today that this is true of

    @property
    def tasks(self) -> list[HomeworkLine]:
        """Homework that was agreed and not talked about yet."""
        return [line for line in self.agreed if line.task.is_open]

    @property
    def lacks_a_note(self) -> bool:
        """Whether the session is over and nothing is written of it: not even a draft."""
        return self.past and self.wants_a_note

    @property
    def wants_a_note(self) -> bool:
        return self.note is None and self.session.attendance in (State.PLANNED, State.ATTENDED)

    @property
    def tells_its_note(self) -> bool:
        """Whether the folded line says what became of the note; what asks for attention stands beside it."""
        return not self.to_acknowledge and (self.note is not None or self.lacks_a_note)

    @property
    def lines(self) -> list[Line]:
        return [Line(line) for line in self.sheet.lines] if self.sheet else []

    @property
    def planned_homework(self) -> list[str]:
        """Homework that the last plan names, without what was agreed as a task."""
        return self._not_agreed(self.sheet.homework) if self.sheet else []

    @property
    def last_plan(self) -> list[str]:
        """What else the last plan names; what was agreed as a task stands there and not here again."""
        return self._not_agreed(self.sheet.plan) if self.sheet else []

    def _not_agreed(self, lines: Sequence[str]) -> list[str]:
        return list(not_among([line.task.text for line in self.agreed], lines))

    @property
    def since(self) -> date | None:
        return date.fromisoformat(self.sheet.since) if self.sheet and self.sheet.since else None

    @property
    def said(self) -> str:
        """What the line of a folded session says: the first thing that is due or asks."""
        if self.review:
            return self.review
        if self.sheet is None:
            return ""
        if self.sheet.signals:
            return self.sheet.signals[0][1]
        if self.sheet.due:
            return f"Due: {self.sheet.due[0]}"
        return self.sheet.changes[0].text if self.sheet.changes else ""

    @property
    def asks(self) -> bool:
        return bool(self.to_acknowledge or self.review or (self.sheet and self.sheet.signals))


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, and what earlier days have left open."""

    on: date
    slots: tuple[Slot, ...]
    unsigned: tuple[Note, ...]  # drafts of earlier days, the newest first
    unsaid: int  # earlier sessions of the last eight weeks that are still only planned

    @property
    def asking(self) -> int:
        return sum(slot.asks for slot in self.slots)

    @property
    def without_sheet(self) -> int:
        """How many sheets come after the page: until then nobody knows whether they ask."""
        return sum(slot.sheet is None for slot in self.slots)

    @property
    def lacking_notes(self) -> int:
        """How many sessions of the day are over and have no note."""
        return sum(slot.lacks_a_note for slot in self.slots)

    @property
    def before(self) -> date:
        return self.on - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.on + timedelta(days=1)


def own_clients(user: User, today: date) -> QuerySet[Client]:
    """The clients whose record is open to a person and in whose care team they are today."""
    mine = CareTeam.objects.filter(CareTeam.holds(today), user=user).values("client")
    return clients_open_to(user, to=Permission.READ_RECORD).filter(pk__in=mine)


def day_of(user: User, day: date, today: date, *, now_minutes: int) -> Day:
    """The sessions of a day in order of time; those without a time stand last. `now_minutes` are minutes since midnight."""
    clients = own_clients(user, today)
    rows = Session.objects.filter(date=day, course__client__in=clients).select_related("course__client").prefetch_related("notes")
    sessions = sorted(rows, key=lambda s: (s.begins is None, s.begins or s.date, s.course.client.code))
    courses = list({s.course_id: s.course for s in sessions}.values())
    sheets, reviews = kept_sheets(courses, today), reviews_due(courses, today)
    held = attended_before(courses, day)
    tasks, home = tasks_by_course(courses), at_home(courses, today)
    waiting = most_pressing_of_each(user, courses)
    sent = waiting_for(courses, timezone.now())
    wrote = written_of_late(courses, today)
    unfolded = first_to_come(sessions, now_minutes) if day == today else None
    slots = [
        Slot(
            session=session,
            client=session.course.client,
            course=session.course,
            number=session.number or held.get(session.course_id, 0) + 1,
            note=note_shown(list(session.notes.all())),
            sheet=sheets.get(session.course_id),
            to_acknowledge=waiting.get(session.course.client_id),
            review=reviews[session.course_id].sentence if session.course_id in reviews else "",
            past=day < today or (day == today and ended_at(session) <= now_minutes),
            unfolded=session is unfolded,
            agreed=tuple(tasks.get(session.course_id, ())),
            at_home=tuple(home.get(session.course_id, ())),
            sent=tuple(sent.get(session.course_id, ())),
            wrote=tuple(wrote.get(session.course_id, ())),
            mark=now_or_next(session, now_minutes) if session is unfolded else "",
        )
        for session in sessions
    ]
    return Day(day, tuple(slots), unsigned_drafts(user, clients, today), unsaid(clients, today))


def most_pressing_of_each(user: User, courses: Sequence[CourseOfCare]) -> dict[UUID, Signal]:
    """Of each client the signal to acknowledge first: the gravest of the last two weeks that still stands, else of all."""
    rows = most_pressing_first(waiting_signals(user).filter(client__in=[course.client_id for course in courses]))
    first: dict[UUID, Signal] = {}
    for signal in as_they_stand(rows):
        first.setdefault(signal.client_id, signal)
    return first


def slot_of(session: Session, client: Client, sheet: Sheet) -> Slot:
    """One session with its sheet, as the page of the sheet alone shows it."""
    course, today = session.course, timezone.localdate()
    return Slot(
        session=session,
        client=client,
        course=course,
        number=session.number or 0,
        note=None,
        sheet=sheet,
        to_acknowledge=None,
        review="",
        past=False,
        unfolded=True,
        agreed=tuple(tasks_by_course([course]).get(course.pk, ())),
        at_home=tuple(at_home([course], today).get(course.pk, ())),
        sent=tuple(waiting_for([course], timezone.now()).get(course.pk, ())),
        wrote=tuple(written_of_late([course], today).get(course.pk, ())),
    )


def ended_at(session: Session) -> int:
    """Minutes since midnight; a session without a time lasts all day."""
    return 24 * 60 if session.begins is None else session.begins.hour * 60 + session.begins.minute + (session.minutes or 50)


def first_to_come(sessions: list[Session], now_minutes: int) -> Session | None:
    to_come = (s for s in sessions if s.attendance in (State.PLANNED, State.ATTENDED) and ended_at(s) > now_minutes)
    return next(to_come, None)


def now_or_next(session: Session, now_minutes: int) -> str:
    """What the first session that is not over is: going on, or still to come. One without a time is to come all day."""
    if session.begins is None:
        return "next"
    return "now" if session.begins.hour * 60 + session.begins.minute <= now_minutes else "next"


def note_shown(notes: list[Note]) -> Note | None:
    """Of several notes of one session the one to go on with: a draft, else the newest."""
    return next((note for note in notes if note.is_draft), notes[-1] if notes else None)


def attended_before(courses: list[CourseOfCare], day: date) -> dict[object, int]:
    rows = Session.objects.filter(course__in=courses, attendance=State.ATTENDED, date__lt=day)
    return dict(rows.order_by().values_list("course").annotate(Count("pk")))


def unsigned_drafts(user: User, clients: QuerySet[Client], today: date) -> tuple[Note, ...]:
    """One's own drafts of earlier days."""
    rows = Note.objects.filter(author=user, state=Note.State.DRAFT, session__date__lt=today, session__course__client__in=clients)
    return tuple(rows.select_related("session__course__client").order_by("-session__date")[:UNSIGNED_SHOWN])


def unsaid(clients: QuerySet[Client], today: date) -> int:
    """How many sessions of the last eight weeks have passed without a word whether the client came."""
    span = {"date__gte": today - LOOKED_BACK, "date__lt": today}
    return Session.objects.filter(course__client__in=clients, attendance=State.PLANNED, **span).count()


def own_adherence(user: User, today: date) -> Adherence | None:
    """At how many of one's own attended sessions of the last eight weeks a measure was given; None when there was none.
    Three queries.

    A form up to three days from a session counts as given at it, and so does a score that stands in the note of the session.
    """
    clients, begin = own_clients(user, today), today - LOOKED_BACK
    near = timedelta(days=NEAR_DAYS)
    held = Session.objects.filter(course__client__in=clients, attendance=State.ATTENDED, date__gte=begin, date__lte=today)
    forms = Administration.objects.filter(course__client__in=clients, withdrawn_at=None, date__gte=begin - near, date__lte=today + near)
    given: dict[object, set[date]] = {}
    for course, day in forms.order_by().values_list("course", "date"):
        given.setdefault(course, set()).update(day + timedelta(days=n) for n in range(-NEAR_DAYS, NEAR_DAYS + 1))
    rows = list(held.order_by().values_list("course", "date"))
    without = {course for course, day in rows if day not in given.get(course, ())}
    for course, days in days_with_written_scores(without, begin, today).items():
        given.setdefault(course, set()).update(days)
    try:
        return adherence([Due(day, day in given.get(course, ())) for course, day in rows])
    except NotEnough:
        return None
