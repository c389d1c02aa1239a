"""Sending one message, at most once: it is marked before it leaves, and what was marked is never sent a second time.

Whatever cuts the worker off, a client gets one message or none for a due date, never two. A message that could not be handed over for
certain (nobody answered, the server said "later") is tried again, outside quiet hours and until its check-ins close.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from fullarc.schedules.reminders import after_quiet
from fullarc.web.accounts.models import User
from fullarc.web.check_ins.models import DueCheckIn
from fullarc.web.check_ins.queries import zone_of
from fullarc.web.reminders import channels
from fullarc.web.reminders.models import Choice, Message, Wording
from fullarc.web.reminders.queries import choice_of, signs_in_as, wording

GIVEN_UP = timedelta(minutes=10)  # being handed over for so long: its worker was cut off
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=1)
State = Message.State


@task()
def send(message_id: str) -> None:
    """The task: its only argument is an id, and no error of it leaves words behind."""
    send_message(UUID(message_id), datetime.now(UTC))


def send_message(message_id: UUID, now: datetime) -> None:
    """Send a message that is still wanted; what becomes of it stands in its row afterwards."""
    text = claimed(message_id, now)
    if text is None:
        return
    mine = Message.objects.filter(pk=message_id, state=State.SENDING)
    try:
        (channels.by_text if mine.get().by == Choice.By.TEXT else channels.by_mail)(text)
    except channels.NotReached:
        row = mine.get()
        wait = min(FIRST_WAIT * 2**row.tries, LONGEST_WAIT)
        mine.update(state=State.PLANNED, tries=row.tries + 1, try_after=now + wait, stop_digest=None, began_at=None)
    except channels.Refused:
        mine.update(state=State.FAILED, ended_at=now)
    except channels.NotKnown:
        mine.update(state=State.UNKNOWN, ended_at=now)
    else:
        mine.update(state=State.SENT, ended_at=now)


@transaction.atomic
def claimed(message_id: UUID, now: datetime) -> channels.Text | None:
    """Mark a planned message as being sent and give its text; None where it is not to be sent now, or not any more."""
    row = Message.objects.select_for_update(of=("self",)).select_related("client").filter(pk=message_id, state=State.PLANNED).first()
    if row is None or now < row.try_after:
        return None
    words, choice = wording(), choice_of(row.client)
    person = signs_in_as({row.client_id}, timezone.localdate(now)).get(row.client_id)
    open_now = DueCheckIn.objects.filter(reminder__message=row, state=DueCheckIn.State.OPEN, closes_at__gt=now)
    if person is None or choice.by == Choice.By.NONE or not open_now.exists():
        row.state, row.ended_at = State.DROPPED, now
        row.save(update_fields=["state", "ended_at"])
        return None
    allowed = after_quiet(now, words.quiet, zone_of(row.client))
    if allowed > now:
        row.try_after = allowed
        row.save(update_fields=["try_after"])
        return None
    token = secrets.token_urlsafe(16)
    row.state, row.began_at, row.by, row.stop_digest = State.SENDING, now, choice.by, digest_of(token)
    row.save(update_fields=["state", "began_at", "by", "stop_digest"])
    return text_for(person, choice, words, token)


def digest_of(token: str) -> str:
    """What is stored of a stop link."""
    return hashlib.sha256(token.encode()).hexdigest()


def text_for(person: User, choice: Choice, words: Wording, token: str) -> channels.Text:
    """The message in the person's language. Nothing of the record goes into it: the practice's words, the way in, the way out."""
    spanish = person.language.startswith("es")
    subject, text = (words.subject_es, words.text_es) if spanish else (words.subject, words.text)
    way_in = settings.PUBLIC_ADDRESS + reverse("portal:start")
    stop = settings.PUBLIC_ADDRESS + reverse("reminders:stop", args=[token])
    with translation.override("es" if spanish else "en"):
        ending = translation.gettext("No more of these messages:")
    if choice.by == Choice.By.TEXT:
        return channels.Text(choice.phone or "", subject, f"{subject}: {way_in}\n{ending} {stop}", stop)
    return channels.Text(person.email, subject, f"{text.strip()}\n\n{way_in}\n\n{ending}\n{stop}\n", stop)
