"""One table, apart from the record. Nothing points here, and nothing here points at a progress note."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.process_notes.apart import ApartText
from fullarc.web.versions import Versioned


class ProcessNote(Versioned):
    """A psychotherapy note of one author about one course of care. It is neither read by the reader nor exported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    text = ApartText()
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-date", "-begun_at"]

    def __str__(self) -> str:
        return "a process note"
