"""A risk signal: raised with what raised it, shown until somebody acknowledges it, never deleted."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import Client
from fullarc.web.encryption.fields import EncryptedText


class Signal(models.Model):
    """raised -> seen -> acknowledged. The database refuses to delete one, to change why it was raised, or to take anything back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="signals")
    kind = models.CharField(max_length=60)  # an indicator of risk, or MEASURE:ITEM
    source_type = models.CharField(max_length=60)
    source_id = models.CharField(max_length=64)
    source_date = models.DateField()
    reason = EncryptedText()
    raised_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    what_was_done = EncryptedText(null=True)

    class Meta:
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["acknowledged_at", "client"])]
        constraints = [
            models.UniqueConstraint(fields=["client", "kind", "source_type", "source_id"], name="a_source_raises_a_kind_once"),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at=None, acknowledged_by=None)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False, what_was_done__isnull=False),
                name="acknowledged_by_somebody_who_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return f"signal {self.kind}"
