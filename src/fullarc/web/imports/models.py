"""An import: uploaded files are held, encrypted, until the import is carried out or discarded; what stays is its report."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.versions import Versioned

KEPT = timedelta(hours=24)


class Import(Versioned):
    """One import into one course of care, from upload to report."""

    class State(models.TextChoices):
        HELD = "held", "waiting"
        DONE = "done", "carried out"
        DISCARDED = "discarded", "discarded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="imports")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    finished_at = models.DateTimeField(null=True)
    choices = EncryptedJSON(default=dict)
    report = EncryptedJSON(null=True)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [models.Index(fields=["state", "begun_at"])]

    def __str__(self) -> str:
        return f"import {self.state}"

    def is_open(self, now: datetime) -> bool:
        """Neither carried out, nor discarded, nor older than a day."""
        return self.state == self.State.HELD and self.begun_at > now - KEPT


class HeldFile(models.Model):
    """An uploaded file as it came, in base64. It is gone once the import is carried out, discarded or a day old."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    held_for = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField()
    name = EncryptedText()
    content = EncryptedText()
    texts = EncryptedJSON(null=True)  # of the documents in it, so that they are read once and not for every page

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["held_for", "position"], name="a_held_file_has_its_place")]

    def __str__(self) -> str:
        return f"held file {self.position}"


class KeptMapping(models.Model):
    """What the columns of another product's tables are, kept under a name and offered again. It names columns, never a client."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = EncryptedText()
    columns = EncryptedJSON()  # role -> name of the column, as kept.by_name writes it
    score_order = models.CharField(max_length=12, blank=True, default="")
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return "a kept mapping of columns"
