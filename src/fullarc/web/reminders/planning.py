"""Which check-ins a client is to be reminded of now: a message is stored for them, and a task that sends it, in one transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fullarc.schedules.due import Due
from fullarc.schedules.reminders import is_quiet, remind_at
from fullarc.web.check_ins.catching_up import catch_up, days_covered
from fullarc.web.check_ins.models import Assignment, DueCheckIn
from fullarc.web.check_ins.queries import zone_of
from fullarc.web.clients.models import Client
from fullarc.web.journal.whether import wrote
from fullarc.web.reminders.models import Choice, Message, Reminder, Wording
from fullarc.web.reminders.queries import signs_in_as, wording
from fullarc.web.reminders.sending import GIVEN_UP, send

AT_ONCE = 100  # assignments brought up to date in one transaction
State = Message.State


def plan_and_send(now: datetime) -> None:
    """One round: bring what is due up to date, plan what has come, take up what waits for another try."""
    ids = list(Assignment.objects.filter(ended_at=None).values_list("pk", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        catch_up(Assignment.objects.filter(pk__in=ids[first : first + AT_ONCE]), now)
    plan(now)
    take_up(now)


def plan(now: datetime) -> None:
    """Store a message for each client with check-ins whose reminder has come. Six queries, more for each message."""
    words = wording()
    by_client: dict[Client, list[DueCheckIn]] = {}
    for due in unreminded(now):
        by_client.setdefault(due.assignment.course.client, []).append(due)
    people = signs_in_as({client.pk for client in by_client}, timezone.localdate(now))
    choices = Choice.objects.in_bulk([client.pk for client in by_client])
    for client, waiting in by_client.items():
        choice = choices.get(client.pk) or Choice(client=client)
        if client.pk in people and choice.by != Choice.By.NONE:
            come = [due for due in waiting if has_come(due, choice, words, now) and not written_for_oneself(due)]
            if come:
                store(client, choice, come, now)


def unreminded(now: datetime) -> Iterable[DueCheckIn]:
    """Open check-ins that nobody was reminded of, of assignments that may remind."""
    rows = DueCheckIn.objects.filter(state=DueCheckIn.State.OPEN, opens_at__lte=now, closes_at__gt=now, reminder=None)
    wanted = rows.filter(assignment__remind=True, assignment__ended_at=None)
    return wanted.select_related("assignment__course__client").order_by("due_on")


def has_come(due: DueCheckIn, choice: Choice, words: Wording, now: datetime) -> bool:
    """Whether the moment to remind of it has come, and it is not quiet now (after a night in which nothing ran, it may be)."""
    zone = zone_of(due.assignment.course.client)
    moment = remind_at(Due(due.due_on, due.opens_at, due.closes_at, due.reminds_on), choice.at, words.quiet, zone)
    return moment is not None and moment <= now and not is_quiet(now, words.quiet, zone)


def written_for_oneself(due: DueCheckIn) -> bool:
    """Whether the client wrote it and keeps it private: nobody else learns so, but a reminder would be wrong."""
    row = due.assignment
    return not row.is_measure and wrote(row.course, row.what, *days_covered(due, row, zone_of(row.course.client)))


@transaction.atomic
def store(client: Client, choice: Choice, due: list[DueCheckIn], now: datetime) -> None:
    """One message for all that has come; a due date that another worker took meanwhile is left to it."""
    closes = max(each.closes_at for each in due)
    message = Message.objects.create(client=client, by=choice.by, try_after=now, planned_at=now, closes_at=closes)
    Reminder.objects.bulk_create((Reminder(due=each, message=message) for each in due), ignore_conflicts=True)
    if not message.reminders.exists():
        message.delete()
        return
    send.enqueue(str(message.pk))


def take_up(now: datetime) -> None:
    """Messages that wait for another try; those whose worker was cut off while it handed them over are not known and stay so."""
    Message.objects.filter(state=State.SENDING, began_at__lt=now - GIVEN_UP).update(state=State.UNKNOWN, ended_at=now)
    Message.objects.filter(state=State.PLANNED, closes_at__lte=now).update(state=State.FAILED, ended_at=now)
    for message in Message.objects.filter(state=State.PLANNED, try_after__lte=now, planned_at__lt=now - timedelta(minutes=1)):
        send.enqueue(str(message.pk))
