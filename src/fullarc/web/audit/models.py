"""One row an event: who did what to which record, and when. Rows are added, never changed; the database itself refuses."""

from django.db import models


class Outcome(models.TextChoices):
    DONE = "done"
    DENIED = "denied"
    FAILED = "failed"


class Event(models.Model):
    """Holds names of fields and kinds of things, never content. People and clients are named by id, so the trail outlives them."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    roles = models.CharField(max_length=80, blank=True)
    sign_in = models.CharField(max_length=40, blank=True)
    session = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=45, blank=True)
    request = models.CharField(max_length=16, blank=True)
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    client = models.UUIDField(null=True)
    category = models.CharField(max_length=40, blank=True)
    fields = models.CharField(max_length=300, blank=True)
    count = models.PositiveIntegerField(null=True)
    version = models.CharField(max_length=20)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["client", "sequence"]), models.Index(fields=["actor", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
