"""Risk signals, the closing of all other signals, and what became of the suggestions for a client who is not on track.

To whom an unseen signal goes stands in `routing_models`.
"""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.encryption.fields import EncryptedText
from fullarc.web.signals.routing_models import Away, Escalation, RiskCheck, Routing

__all__ = ["Away", "ClosedSignal", "Escalation", "RiskCheck", "Routing", "Signal", "SuggestionDecision"]


class Signal(models.Model):
    """raised -> seen -> acknowledged -> closed. The database refuses to delete one, to change why it was raised, to take a step back."""

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
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    as_it_stands = ""  # no column: the reason with what clinicians have taken back of it since, where somebody has asked for it
    taken_back = False  # no column: whether clinicians have taken back all of it, where somebody has asked for it

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
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False, acknowledged_at__isnull=False),
                name="closed_after_it_was_acknowledged",
            ),
        ]

    def __str__(self) -> str:
        return f"signal {self.kind}"

    @property
    def words(self) -> str:
        """Why it was raised, with what clinicians have corrected or dismissed since, where that was looked up (`as_they_stand`)."""
        return self.as_it_stands or self.reason

    @property
    def state(self) -> str:
        """One of raised, seen, acknowledged, closed."""
        if self.closed_at is not None:
            return "closed"
        if self.acknowledged_at is not None:
            return "acknowledged"
        return "seen" if self.seen_at is not None else "raised"


class ClosedSignal(models.Model):
    """A signal that somebody has closed, with the evidence it stood on. It stays closed until the evidence is another one.

    The database refuses to change or delete it. Risk is not closed here: it has its acknowledgement.
    """

    class How(models.TextChoices):
        REVIEWED = "reviewed", "Reviewed"
        DISCUSSED = "discussed", "Discussed with the client"
        PLAN_CHANGED = "plan_changed", "Plan changed"
        DISMISSED = "dismissed", "Dismissed because …"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="closed_signals")
    kind = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)  # of the evidence, see closing.py
    reason = EncryptedText()  # the sentence as it stood
    since = models.DateField()
    how = models.CharField(max_length=12, choices=How.choices)
    because = EncryptedText(blank=True, default="")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-closed_at"]
        constraints = [models.UniqueConstraint(fields=["course", "fingerprint"], name="the_same_evidence_is_closed_once")]

    def __str__(self) -> str:
        return f"closed signal {self.kind}"


class SuggestionDecision(models.Model):
    """What somebody decided about a suggestion for a course. Decisions are added, never changed; the newest one counts."""

    class Decision(models.TextChoices):
        ADOPTED = "adopted", "Adopted"
        SET_ASIDE = "set_aside", "Set aside"
        OFFERED = "offered", "Offered again"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="suggestion_decisions")
    suggestion = models.CharField(max_length=60)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    text = EncryptedText()  # as it was adopted or set aside
    source = models.TextField()
    plan_number = models.PositiveIntegerField(null=True)  # the version of the plan it went into as a line
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return f"suggestion {self.suggestion}: {self.decision}"
