"""The switch, the access tokens, and which writes a program has sent before."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from fullarc.web.accounts.models import User
from fullarc.web.encryption.fields import EncryptedText


class Switch(models.Model):
    """Whether programs are answered at all. Without a row they are not."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    on = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_switch_only")]

    def __str__(self) -> str:
        return "on" if self.on else "off"


class AccessToken(models.Model):
    """What a program shows instead of a sign-in. The token itself is nowhere: only its SHA-256 digest.

    `seal` is the owner's session seal of the day it was made: a new password, another role or a deactivation ends the token as it ends
    the owner's sessions.
    """

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_tokens")
    name = EncryptedText("what it is for")
    digest = models.CharField(max_length=64, unique=True)
    seal = models.CharField(max_length=64)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    notes = models.BooleanField(default=False)  # whether it may take out the words of notes, and whole courses
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return "access token"

    def state(self, owner: User, now: datetime) -> str:
        """ "holds", or why it opens nothing any more: withdrawn, expired, ended."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.expires_at <= now:
            return "expired"
        return "holds" if owner.is_active and self.seal == owner.get_session_auth_hash() else "ended"


class SentBefore(models.Model):
    """A write that a program has sent under a key of its own: sent again, it is not done again.

    `fingerprint` is of method, address and body; `row` the id of what was written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    row = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="a_key_writes_once")]
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return "write of a program"
