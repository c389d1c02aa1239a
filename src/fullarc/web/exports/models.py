"""Files that are being brought in, and what is known of the origin of rows that came from elsewhere."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText

KEPT = timedelta(hours=24)


class Arrival(models.Model):
    """A FHIR file that waits to be brought into a course, in base64. The file is gone once it is carried out, discarded or a day old."""

    class State(models.TextChoices):
        HELD = "held", "waiting"
        DONE = "done", "carried out"
        DISCARDED = "discarded", "discarded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="arrivals")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    finished_at = models.DateTimeField(null=True)
    name = EncryptedText()
    content = EncryptedText(null=True)
    report = EncryptedJSON(null=True)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [models.Index(fields=["state", "begun_at"])]

    def __str__(self) -> str:
        return f"arrival, {self.get_state_display()}"

    def is_open(self, now: datetime) -> bool:
        return self.state == self.State.HELD and self.begun_at > now - KEPT


class Origin(models.Model):
    """Who wrote and signed a note, or an addition to one, before it was brought in here. `id` is the id of that row. Never changed."""

    id = models.UUIDField(primary_key=True, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    said = EncryptedJSON()
    brought_in_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "origin"
