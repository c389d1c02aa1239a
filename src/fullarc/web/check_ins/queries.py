"""Reading check-ins: what is assigned, what is due now, what came in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fullarc.instruments.log import LogDefinition
from fullarc.modalities.tracker import trackers
from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.check_ins.models import Assignment, DueCheckIn, Rest
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.portal.cards import Card
from fullarc.web.trackers.queries import logs_of

State = DueCheckIn.State
MOOD = "mood-journal"
COUNTED = (State.ANSWERED, State.EXPIRED, State.SKIPPED)
UNIVERSAL = ("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Etc/UCT", "Zulu")


def zone_of(client: Client) -> ZoneInfo:
    """The zone whose calendar and clock count for a client: their own, else the practice's."""
    return ZoneInfo(client.zone or settings.TIME_ZONE)


def zone_in_words(client: Client) -> str:
    """The zone by the name of its city: "the time of Buenos Aires"."""
    name = str(zone_of(client))
    return "universal time (UTC)" if name in UNIVERSAL else f"the time of {name.rsplit('/', 1)[-1].replace('_', ' ')}"


def schedule_of(assignment: Assignment) -> Schedule:
    """The schedule of an assignment in its client's zone."""
    zone = str(zone_of(assignment.course.client))
    return Schedule(Rhythm(assignment.rhythm), assignment.begins, zone, assignment.ends, assignment.weekday)


def logs_that_answer(assignment: Assignment) -> tuple[str, ...]:
    """The ids of the forms whose rows answer an assigned log."""
    return logs_of(assignment.what) if assignment.what in trackers() else (assignment.what,)


def name_of(assignment: Assignment) -> str:
    """What staff calls the measure or log; its id when nobody knows it any more."""
    if assignment.is_measure:
        known = catalogue().instruments.get(assignment.what)
        return known.short_name if known else assignment.what
    log = log_of(assignment)
    return log.name if log else assignment.what


def assignments_of(client: Client) -> QuerySet[Assignment]:
    """All assignments of a client, ended ones too, with their rests."""
    rests = Prefetch("rests", Rest.objects.order_by("begins"))
    return Assignment.objects.filter(course__client=client).select_related("course__client").prefetch_related(rests)


def due_now(client: Client, now: datetime) -> list[DueCheckIn]:
    """What a client can answer at this moment, what closes first first. Rows are as `catching_up.catch_up` left them: call that before."""
    open_now = DueCheckIn.objects.filter(assignment__course__client=client, state=State.OPEN, opens_at__lte=now, closes_at__gt=now)
    return list(open_now.select_related("assignment__course").order_by("closes_at", "due_on"))


def cards_for(client: Client, now: datetime) -> list[Card]:
    """A card for each log that is due now and that the journal does not offer every day anyway. Measures have theirs in answering/."""
    out = []
    for row in due_now(client, now):
        log = log_of(row.assignment)
        if log is not None and log.id != MOOD and log.every != "day":
            last = client.today(row.closes_at - timedelta(microseconds=1))
            until = _("until today") if last <= client.today(now) else _("until %(day)s") % {"day": date_format(last, _("l, j F"))}
            out.append(Card(_(log.name), f"{until[:1].upper()}{until[1:]}.", reverse("journal:write", args=[log.id]), order=20))
    return out


def log_of(assignment: Assignment) -> LogDefinition | None:
    """The log or tracker of an assignment; None for a measure, and for a log that is out of use."""
    if assignment.is_measure:
        return None
    tracker = trackers().get(assignment.what)
    return tracker.row if tracker else catalogue().logs.get(assignment.what)


@dataclass(frozen=True, slots=True)
class Adherence:
    """How often something was due that is over, and how often it came in. Never a percentage without its n."""

    due: int
    answered: int

    @property
    def sentence(self) -> str:
        if not self.due:
            return "nothing was due yet"
        return f"{self.answered} of {self.due} came in"


def adherence_of(rows: Iterable[DueCheckIn]) -> Adherence:
    """Of rows whose time is over or that were answered; open ones and those that were taken back do not count."""
    counted = [row for row in rows if row.state in COUNTED]
    return Adherence(len(counted), sum(row.state == State.ANSWERED for row in counted))


@dataclass(frozen=True, slots=True)
class Standing:
    """One assignment as the staff's page shows it: its newest check-ins, and how many came in of all."""

    row: Assignment
    name: str
    schedule: Schedule
    rests_since: date | None
    newest: tuple[DueCheckIn, ...]
    adherence: Adherence

    @property
    def open(self) -> DueCheckIn | None:
        return next((due for due in self.newest if due.state == State.OPEN), None)


SHOWN = 14


def standings_of(client: Client) -> list[Standing]:
    """Every assignment of a client, those that run first. Three queries."""
    rows = list(assignments_of(client).prefetch_related(Prefetch("due", DueCheckIn.objects.order_by("-due_on"))))
    out = []
    for row in rows:
        due = [each for each in row.due.all() if each.state != State.GONE]
        rest = next((rest for rest in row.rests.all() if rest.ends is None), None)
        since = rest.begins if rest else None
        out.append(Standing(row, name_of(row), schedule_of(row), since, tuple(due[:SHOWN]), adherence_of(due)))
    return sorted(out, key=lambda each: (each.row.ended_at is not None, -each.row.assigned_at.timestamp()))


def waiting_for(courses: Sequence[CourseOfCare], now: datetime) -> dict[object, list[str]]:
    """What each course's client can answer just now, as the day's sheet says it: "PHQ-9, sent, not answered yet". One query."""
    rows = DueCheckIn.objects.filter(assignment__course__in=courses, state=State.OPEN, opens_at__lte=now, closes_at__gt=now)
    out: dict[object, list[str]] = {}
    for row in rows.select_related("assignment").order_by("due_on"):
        out.setdefault(row.assignment.course_id, []).append(f"{name_of(row.assignment)} was sent and is not answered yet")
    return out
