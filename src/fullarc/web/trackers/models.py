"""What trackers keep besides rows: the things that rows speak about, and which rows were entered in error.

Rows are rows of a log (measurements.LogRow); their `log` is the id of the form they were filled in by.
"""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.measurements.models import LogRow


class Thing(models.Model):
    """An EMDR target, a step of a hierarchy, a target of the diary card, a value, a person, a behaviour. Closed ones take no new rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="tracked_things")
    kind = models.CharField(max_length=40)  # id of its form
    content = EncryptedJSON()
    closed_on = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["entered_at"]
        indexes = [models.Index(fields=["course", "kind"])]

    def __str__(self) -> str:
        return self.kind

    @property
    def short(self) -> str:
        """How rows name it."""
        return self.pk.hex[:12]

    @property
    def label(self) -> str:
        return str(self.content["label"])


class WithdrawnRow(models.Model):
    """A row that was entered in error: it stays in the record with the reason and counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row = models.OneToOneField(LogRow, on_delete=models.PROTECT, related_name="withdrawn")
    because = EncryptedText()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "row entered in error"
