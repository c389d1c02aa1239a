"""A client in a zone with something due, and an outbox: what the tests of reminders share."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core import mail
from tests.cast import Cast

from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.access.models import OwnRecord
from fullarc.web.check_ins import actions
from fullarc.web.check_ins.models import Assignment
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.work.models import RoundRun
from fullarc.web.work.worker import Worker

MONDAY = date(2025, 3, 3)
HELSINKI = "Europe/Helsinki"


def local(day: date, hour: int, minute: int = 0, zone: str = HELSINKI) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone))


def assign(cast: Cast, rhythm: Rhythm = Rhythm.DAILY, *, what: str = "phq-9", first: date = MONDAY, zone: str = HELSINKI) -> Assignment:
    """Nora lives in the zone and is sent something from a day on."""
    cast.client.zone = zone
    cast.client.save()
    CourseOfCare.objects.filter(pk=cast.course.pk).update(began=first - timedelta(days=30))
    OwnRecord.objects.filter(user=cast.nora).update(begins=first - timedelta(days=30))
    cast.course.refresh_from_db()
    kind = "measure" if what in ("phq-9", "gad-7") else "log"
    schedule = Schedule(rhythm, first, zone, None, 0 if rhythm is Rhythm.WEEKLY else None)
    return actions.assign(cast.course, kind=kind, what=what, schedule=schedule, remind=True, by=cast.mira, now=local(first, 0, zone=zone))


def work(*moments: datetime) -> None:
    """A worker that is alive at these moments."""
    worker = Worker("work")
    for moment in moments:
        worker.turn(moment.astimezone(UTC))
    assert not RoundRun.objects.exclude(failed="").exists(), "a round failed"


def sent_to(address: str = "nora@example.org") -> list[mail.EmailMessage]:
    return [message for message in mail.outbox if message.to == [address]]
