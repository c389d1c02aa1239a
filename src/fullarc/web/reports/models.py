"""Reports as they were issued, unchangeable; the practice's letterhead and wording; names to remove from what is de-identified."""

import base64
import hashlib
import uuid
from functools import cached_property

from django.conf import settings
from django.db import models

from fullarc.reports.frozen import hash_of
from fullarc.reports.plain_values import from_plain
from fullarc.reports.report import Report
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.reviews.models import Review
from fullarc.web.versions import Versioned


class IssuedReport(models.Model):
    """A report as it left: for whom, what for, what it disclosed, its words and its PDF. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="reports")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, null=True, related_name="reports")  # None: from the record of that day
    reader = models.CharField(max_length=20)
    recipient = EncryptedText(blank=True, default="")
    purpose = EncryptedText(default="")
    levels = EncryptedJSON(default=dict)
    content = EncryptedJSON(default=dict)
    pdf = EncryptedText(default="")  # base64
    content_hash = models.CharField(max_length=64)
    pdf_hash = models.CharField(max_length=64)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_as = models.CharField(max_length=80, blank=True, default="")  # the roles on that day
    issued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return f"{self.reader} report"

    @cached_property
    def value(self) -> Report:
        return from_plain(Report, self.content)

    @property
    def pdf_bytes(self) -> bytes:
        return base64.b64decode(self.pdf)

    @property
    def is_unchanged(self) -> bool:
        """Whether words and PDF are still what was issued."""
        return self.content_hash == hash_of(self.content) and self.pdf_hash == hashlib.sha256(self.pdf_bytes).hexdigest()


class ReportHouse(Versioned):
    """How the practice's reports look. `wording` has "opening" and "closing" by reader, `levels` what each reader is usually told."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    letterhead = EncryptedText("letterhead", blank=True, default="")
    wording = EncryptedJSON(default=dict)
    levels = EncryptedJSON(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_report_house_only")]

    def __str__(self) -> str:
        return "how reports look"


class NamesToRemove(Versioned):
    """Names that stand in a client's record and nobody else knows of: relatives, places, schools, employers. One a line."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="names_to_remove")
    people = EncryptedText("people", blank=True, default="")
    places = EncryptedText("places, schools, employers", blank=True, default="")

    def __str__(self) -> str:
        return "names to remove"
