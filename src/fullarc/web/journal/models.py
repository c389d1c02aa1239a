"""What a client writes at home.

An entry lies here, where only its client's own pages look. What the client shares of it is copied into a row of a log
(measurements.LogRow), which is all that anybody else ever reads: a private entry is in no table that a page of staff asks.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON
from fullarc.web.measurements.models import LogRow


class Sharing(models.TextChoices):
    """How much of an entry the therapist can read."""

    ALL = "all", _("My therapist sees all of it")
    NUMBERS = "numbers", _("My therapist sees the numbers; my words are only for me")
    NOTHING = "nothing", _("Only I see it")


class JournalSetup(models.Model):
    """Which logs a client fills in at home. Without a row it is the mood journal alone."""

    DEFAULT = ("mood-journal",)

    course = models.OneToOneField(CourseOfCare, on_delete=models.PROTECT, primary_key=True, related_name="journal_setup")
    logs = models.JSONField()  # ids of logs and trackers, in the order in which they are offered
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{len(self.logs)} logs at home"


class Entry(models.Model):
    """One entry. `uuid` was made on the client's device: the same entry sent twice is one.

    `day` is the day that the client chose, by the clock of `zone`; `at` is the moment, as told by the device or else by the server.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField()
    log = models.CharField(max_length=40)
    day = models.DateField()
    at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    sharing = models.CharField(max_length=8, choices=Sharing.choices)
    values = EncryptedJSON()
    version = models.PositiveIntegerField(default=1)
    row = models.OneToOneField(LogRow, on_delete=models.SET_NULL, null=True, related_name="+")  # what the therapist reads of it
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["day", "at", "entered_at"]
        indexes = [models.Index(fields=["client", "day"]), models.Index(fields=["course", "log", "day"])]
        constraints = [models.UniqueConstraint(fields=["client", "uuid"], name="an_entry_sent_twice_is_one")]

    def __str__(self) -> str:
        return f"{self.log} entry"


class EntryVersion(models.Model):
    """An entry as it stood after it was written, and after each change. The database refuses to change or delete one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    day = models.DateField()
    sharing = models.CharField(max_length=8, choices=Sharing.choices)
    values = EncryptedJSON()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="a_version_of_an_entry_once")]

    def __str__(self) -> str:
        return f"version {self.number}"
