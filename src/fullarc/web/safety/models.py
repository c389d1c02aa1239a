"""Safety plans and risk assessments: both belong to a client, begin as a draft, are signed, and are kept when the next one follows."""

import hashlib
import json
import uuid

from django.db import models
from django.db.models import Q

from fullarc.web.clients.models import Client
from fullarc.web.encryption.fields import EncryptedJSON
from fullarc.web.signals.models import Signal
from fullarc.web.signed import SignedVersion


class SignedDocument(SignedVersion):
    """What both have: a client, and their content by keys."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="%(class)ss")
    content = EncryptedJSON(default=dict)

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

    def hash_now(self) -> str:
        """SHA-256 of the content in one fixed form."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class SafetyPlan(SignedDocument):
    """The six parts by their keys and, once signed, `agreed_on` and `agreed_how`: the client's agreement to these very words."""

    class Meta(SignedDocument.Meta):
        verbose_name = "safety plan"


class RiskAssessment(SignedDocument):
    """The checklist by its keys, with `assessed_on`. `signal` is the one it was begun from."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, related_name="assessments")

    class Meta(SignedDocument.Meta):
        verbose_name = "risk assessment"
