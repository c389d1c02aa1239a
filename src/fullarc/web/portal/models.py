"""Whom clients can call, invitations to the client's side, and the consents that came with them."""

import re
import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from fullarc.web.clients.models import Client
from fullarc.web.encryption.fields import EncryptedText
from fullarc.web.versions import Versioned

NUMBER = re.compile(r"\+?[0-9](?:[ ()./-]{0,2}[0-9])+")


class WhoToCall(Versioned):
    """What a client reads when things are hard: whom to call, and that answers are not watched around the clock. One for the practice.

    No invitation goes out before the owner has saved it. The Spanish words may be left out; then the others are shown.
    """

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    contacts = models.TextField("whom to call", max_length=2000)
    not_watched = models.TextField("that answers are not watched", max_length=600)
    contacts_es = models.TextField("whom to call, in Spanish", max_length=2000, blank=True, default="")
    not_watched_es = models.TextField("that answers are not watched, in Spanish", max_length=600, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_list_of_whom_to_call")]

    def __str__(self) -> str:
        return "whom to call"

    @property
    def lines(self) -> list[str]:
        """Whom to call, a line each, in the language of the page."""
        text = self.contacts_es if spanish() and self.contacts_es else self.contacts
        return [line.strip() for line in text.splitlines() if line.strip()]

    @property
    def calls(self) -> list[tuple[str, str]]:
        """Each line with the number to call in it: its digits, a plus sign before them kept; an empty text where there is none."""
        return [(line, re.sub(r"[^0-9+]", "", found.group()) if (found := NUMBER.search(line)) else "") for line in self.lines]

    @property
    def sentence(self) -> str:
        """That answers are not watched around the clock, in the language of the page."""
        return self.not_watched_es if spanish() and self.not_watched_es else self.not_watched


def spanish() -> bool:
    return (get_language() or "").startswith("es")


class Invitation(models.Model):
    """A one-time way in for a client or a guardian. Only the digest of its code is stored; it is used up by joining, not by looking."""

    class Kind(models.TextChoices):
        CLIENT = "client", "Client"
        GUARDIAN = "guardian", "Guardian"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    email = EncryptedText(null=True)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # taken back, or followed by a newer one
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # For a guardian: what the guardianship will be.
    name = EncryptedText(null=True)
    scopes = models.JSONField(default=list)
    basis = EncryptedText(null=True)
    begins = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["client", "kind"])]

    def __str__(self) -> str:
        return "an invitation"

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.ended_at is None and now < self.expires_at


class Consent(models.Model):
    """That somebody read what is kept and who sees it, and agreed: which text, in which language, when. Taken back, it stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="portal_consents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Invitation.Kind.choices)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=64)  # of the text as it was read
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["given_at"]

    def __str__(self) -> str:
        return f"consent to the text of {self.text_version}"

    @property
    def text_day(self) -> date:
        """The day of the wording that was agreed to: versions of the text are named by their day."""
        return date.fromisoformat(self.text_version)


class ConsentWords(models.Model):
    """The words of a consent as they were read, each part a heading with its sentences. Consents from before these were kept have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="words")
    parts = models.JSONField()

    class Meta:
        ordering = ["consent"]

    def __str__(self) -> str:
        return f"words of the {self.consent}"
