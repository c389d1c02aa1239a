"""Wording reminders, choosing how to be reminded, stopping them by a link."""

from typing import Any
from zoneinfo import available_timezones

from django.db import transaction

from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import Client
from fullarc.web.reminders import deeds
from fullarc.web.reminders.models import Choice, Message, Wording
from fullarc.web.reminders.queries import choice_of
from fullarc.web.reminders.sending import digest_of


@transaction.atomic
def word(words: Wording, *, by: User, started_from: int) -> None:
    """Save the practice's words. The first time there is no version yet to have been changed meanwhile."""
    if Wording.objects.filter(pk=words.pk).exists():
        words.claim(started_from)
    words.save()
    record(deeds.WORDED, by=by, on=words)


@transaction.atomic
def choose(client: Client, *, zone: str, by: User, **given: Any) -> None:
    """Save a client's choice (`by`, `at`, `phone`) and their zone, whose hours count for all that is due."""
    if zone not in available_timezones():
        raise ValueError("The zone is not one that this computer knows.")
    choice = choice_of(client)
    choice.by, choice.at, choice.phone = given["way"], given["at"], given["phone"] or None
    choice.save()
    if client.zone != zone:
        Client.objects.filter(pk=client.pk).update(zone=zone)
    record(deeds.CHOSE, by=by, client=client, on=choice)


@transaction.atomic
def stop(token: str) -> bool:
    """End all reminders of the client to whom the message with this token went. False for a token that nobody knows; twice is as once."""
    message = Message.objects.filter(stop_digest=digest_of(token)).select_related("client").first()
    if message is None:
        return False
    choice = choice_of(message.client)
    if choice.by != Choice.By.NONE:
        choice.by = Choice.By.NONE
        choice.save()
        record(deeds.STOPPED, by=None, client=message.client_id, on=choice)
    return True
