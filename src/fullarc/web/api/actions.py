"""Making and withdrawing access tokens, switching the API on and off."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fullarc.web.accounts.models import User
from fullarc.web.api import deeds
from fullarc.web.api.models import AccessToken, Switch
from fullarc.web.audit.actions import record

BEGINS = "fullarc_"
MOST = 20  # tokens of one person that hold at the same time
DAYS = (7, 30, 90, 365)
WITH_NOTES = 30  # the most days of a token that takes out the words of notes
REMEMBERED = timedelta(minutes=1)  # how finely the last use is kept


class TooMany(ValueError):
    """A person has as many tokens as anybody can look after."""

    def __str__(self) -> str:
        return f"Found {MOST} tokens of yours that hold, which is the most. Withdraw one that is not used any more first."


@transaction.atomic
def make_token(owner: User, *, name: str, scope: str, days: int, notes: bool = False, key: UUID | None = None) -> tuple[AccessToken, str]:
    """A token for `owner` and its row. The token is shown now and never again; only its digest is kept.

    The same `key` twice (a form sent twice) is one token, and the second time it is empty. Refused: TooMany, and `notes` for longer than
    WITH_NOTES days.
    """
    if notes and days > WITH_NOTES:
        raise ValueError(f"Found {days} days for a token that takes out notes, expected at most {WITH_NOTES}.")
    now = timezone.now()
    if key is not None and (there := owner.access_tokens.filter(pk=key).first()) is not None:
        return there, ""
    if sum(each.state(owner, now) == "holds" for each in owner.access_tokens.select_for_update()) >= MOST:
        raise TooMany
    token = BEGINS + secrets.token_urlsafe(32)
    made = AccessToken(owner=owner, name=name, scope=scope, notes=notes, made_at=now, expires_at=now + timedelta(days=days))
    made.digest, made.seal = digest_of(token), owner.get_session_auth_hash()
    if key is not None and not AccessToken.objects.filter(pk=key).exists():
        made.pk = key
    made.save(force_insert=True)
    record(deeds.MADE, by=owner, on=made, fields=["scope", "notes", "expires_at"])
    return made, token


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@transaction.atomic
def withdraw(token: AccessToken, *, by: User) -> None:
    """End a token at once. One that was withdrawn before keeps its day."""
    if AccessToken.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=timezone.now(), withdrawn_by=by):
        record(deeds.WITHDREW, by=by, on=token)


def note_used(token: AccessToken, now: datetime) -> None:
    """Keep when a token was used last, to the minute."""
    if token.last_used_at is None or now - token.last_used_at >= REMEMBERED:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)


@transaction.atomic
def switch(*, on: bool, by: User) -> None:
    """Switch the API on or off for everybody. Switched as it stands, nothing happens."""
    now, _ = Switch.objects.select_for_update().get_or_create(pk=Switch.THE_ONE)
    if now.on != on:
        now.on = on
        now.save()
        record(deeds.SWITCHED_ON if on else deeds.SWITCHED_OFF, by=by, on=now)
