"""A single form: behind a link for somebody without an account, or asked of a guardian. Neither ever reads anything back."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue


def name_of(measure: str) -> str:
    """The short name of a measure; its id where it is not at hand any more."""
    known = catalogue().instruments.get(measure)
    return known.short_name if known else measure


class FormLink(models.Model):
    """One measure, once, for one course of care. Only the digests of code and PIN are stored; `record` is the id of what it makes."""

    PIN_TRIES = 5

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="form_links")
    measure = models.CharField(max_length=40)
    record = models.UUIDField(default=uuid.uuid4, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    pin_digest = models.CharField(max_length=100, blank=True, default="")
    pin_missed = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back, or followed by a newer one
    sent_at = models.DateTimeField(null=True)  # the form came in

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"a link to {self.measure}"

    @property
    def name(self) -> str:
        return name_of(self.measure)

    @property
    def is_locked(self) -> bool:
        """The PIN was wrong too often."""
        return self.pin_missed >= self.PIN_TRIES

    def is_open(self, now: datetime) -> bool:
        return self.sent_at is None and self.ended_at is None and now < self.expires_at and not self.is_locked


class ObserverForm(models.Model):
    """One measure about the client, once, asked of one guardian. `record` is the id of what it makes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="observer_forms")
    measure = models.CharField(max_length=40)
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    record = models.UUIDField(default=uuid.uuid4, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back
    sent_at = models.DateTimeField(null=True)  # the form came in

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.measure}, asked of a guardian"

    @property
    def name(self) -> str:
        return name_of(self.measure)

    def is_open(self, now: datetime) -> bool:
        return self.sent_at is None and self.ended_at is None and now < self.expires_at
