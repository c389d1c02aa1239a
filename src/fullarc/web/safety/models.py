"""Safety plans and risk assessments: both belong to a client, begin as a draft, are signed, and are kept when the next one follows."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.web.clients.models import Client
from fullarc.web.encryption.fields import EncryptedJSON
from fullarc.web.signals.models import Signal
from fullarc.web.versions import Versioned


class SignedDocument(Versioned):
    """draft -> signed -> superseded (by the next signed one). A draft may be discarded; a signed one never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SIGNED = "signed", "Signed"
        SUPERSEDED = "superseded", "Superseded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="%(class)ss")
    number = models.PositiveIntegerField()
    content = EncryptedJSON(default=dict)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_as = models.CharField(max_length=80, blank=True, default="")  # the signer's roles on that day
    content_hash = models.CharField(max_length=64, blank=True, default="")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["client", "number"], name="one_%(class)s_a_number"),
            models.UniqueConstraint(fields=["client"], condition=Q(signed_at=None), name="one_draft_of_a_%(class)s"),
            models.UniqueConstraint(fields=["client"], condition=Q(superseded_at=None) & ~Q(signed_at=None), name="one_%(class)s_in_force"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, content_hash="", superseded_at=None)
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(content_hash="")),
                name="a_signed_%(class)s_has_signer_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}, version {self.number}"

    @property
    def state(self) -> State:
        if self.signed_at is None:
            return self.State.DRAFT
        return self.State.SIGNED if self.superseded_at is None else self.State.SUPERSEDED

    @property
    def is_draft(self) -> bool:
        return self.signed_at is None

    def hash_now(self) -> str:
        """SHA-256 of the content in one fixed form."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_unchanged(self) -> bool:
        """Whether a signed document is still what was signed."""
        return self.content_hash == self.hash_now()


class SafetyPlan(SignedDocument):
    """The six parts by their keys and, once signed, `agreed_on` and `agreed_how`: the client's agreement to these very words."""

    class Meta(SignedDocument.Meta):
        verbose_name = "safety plan"


class RiskAssessment(SignedDocument):
    """The checklist by its keys, with `assessed_on`. `signal` is the one it was begun from."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, related_name="assessments")

    class Meta(SignedDocument.Meta):
        verbose_name = "risk assessment"
