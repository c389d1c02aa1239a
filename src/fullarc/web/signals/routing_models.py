"""To whom an unseen risk signal goes, since when, and who is away. Signals and closings stand in `models`."""

import uuid
from datetime import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fullarc.schedules.week import DAYS_OF_THE_WEEK
from fullarc.web.signals.working_hours import Hours

OPENS, CLOSES = time(9), time(17)


class Routing(models.Model):
    """How long a signal may stay unseen and who is asked then. Rows are added; the newest one that is in force holds.

    One that loosens (a longer wait, fewer working hours, no backup any more) is in force when a second person has confirmed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wait_hours = models.PositiveSmallIntegerField("working hours until the next person is asked", default=4)
    opens = models.TimeField("the practice works from", default=OPENS)
    closes = models.TimeField("until", default=CLOSES)
    days = models.CharField("on", max_length=7, default="01234")  # weekdays, Monday 0
    backup = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.TextField("why", max_length=500, blank=True, default="")
    loosens = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="work_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(wait_hours__gte=1, wait_hours__lte=12), name="one_to_twelve_hours"),
            models.CheckConstraint(condition=Q(confirmed_at=None) | Q(refused_at=None), name="confirmed_or_refused"),
        ]

    def __str__(self) -> str:
        return f"{self.wait_hours} working hours"

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and self.refused_at is None

    @property
    def hours(self) -> Hours:
        return Hours(self.opens, self.closes, {int(day) for day in self.days}, ZoneInfo(timezone.get_default_timezone_name()))

    @property
    def days_in_words(self) -> str:
        return ", ".join(DAYS_OF_THE_WEEK[int(day)] for day in self.days)


class Away(models.Model):
    """A person is away from a day on until another (exclusive): unseen signals do not wait for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="away")
    begins = models.DateField("away from")
    ends = models.DateField("back on")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")),
                name="back_after_leaving",
                violation_error_message="The day back does not lie after the first day away. Correct one of the two.",
            )
        ]

    def __str__(self) -> str:
        return f"away from {self.begins:%Y-%m-%d}"


class Escalation(models.Model):
    """An unseen signal was put to a further person. Rows are added, never changed."""

    class Level(models.TextChoices):
        BACKUP = "backup", "Backup clinician"
        SUPERVISOR = "supervisor", "Supervisor"
        OWNER = "owner", "Owner"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signal = models.ForeignKey("signals.Signal", on_delete=models.PROTECT, related_name="escalations")
    level = models.CharField(max_length=10, choices=Level.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["signal", "level", "person"], name="asked_once_as_the_same")]

    def __str__(self) -> str:
        return f"put to the {self.level}"


class RiskCheck(models.Model):
    """That somebody or the daily work counted risk answers and signals, and what came out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    answers = models.PositiveIntegerField()
    signals = models.PositiveIntegerField()
    missing = models.JSONField(default=list)  # codes of clients with an answer that raised no signal

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.answers} answers, {self.signals} signals"

    @property
    def holds(self) -> bool:
        return self.answers == self.signals
