"""Documents that begin as a draft and are signed: who began and who signed them, the hash of what was signed, and the moment of signing.

What is signed never changes: the actions of each room refuse it, and its triggers (`protected.py`) refuse it in the database.
"""

from abc import abstractmethod
from datetime import datetime

from django.conf import settings
from django.db import models

from fullarc.web.accounts.models import User
from fullarc.web.versions import Versioned

SEAL = ("signed_by", "signed_at", "signed_as", "content_hash", "saved_at")


class Signed(Versioned):
    """draft -> signed. A draft may be discarded."""

    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_as = models.CharField(max_length=80, blank=True, default="")  # the signer's roles on that day
    content_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.signed_at is None

    @abstractmethod
    def hash_now(self) -> str:
        """SHA-256 of everything that is signed, as it stands now."""

    @property
    def is_unchanged(self) -> bool:
        """Whether a signed document is still what was signed."""
        return self.content_hash == self.hash_now()

    def seal(self, *, by: User, at: datetime, roles: str) -> None:
        """Put the signature under what stands in the row, and the hash of it. Locking, refusals and the trail are the caller's."""
        self.signed_by, self.signed_at, self.signed_as = by, at, roles
        self.content_hash = self.hash_now()
        self.save(update_fields=SEAL)


class SignedVersion(Signed):
    """draft -> signed -> superseded, by the next one that is signed."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SIGNED = "signed", "Signed"
        SUPERSEDED = "superseded", "Superseded"

    number = models.PositiveIntegerField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def state(self) -> State:
        if self.signed_at is None:
            return self.State.DRAFT
        return self.State.SIGNED if self.superseded_at is None else self.State.SUPERSEDED
