"""Goals as they were agreed, their targets and their ratings."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models

from fullarc.goals.target import Direction, Of
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.versions import Versioned


class Goal(Versioned):
    """An agreed aim in the client's words. `levels` are the five GAS levels from −2 to +2, all written or none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="goals")
    text = EncryptedText("goal, in the client's words")
    agreed_on = models.DateField("agreed on")
    closed_on = models.DateField("closed on", null=True, blank=True)
    closed_because = EncryptedText("why it was closed", blank=True, default="")
    levels = EncryptedJSON(default=list, blank=True)
    weight = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(1))
    serves = EncryptedText("for which problem, diagnosis or value", null=True, blank=True)
    aim_by = models.DateField("to be reached by", null=True, blank=True)
    confidence = models.PositiveSmallIntegerField("client's confidence to reach it", null=True, blank=True)  # 0 to 10
    baseline_level = models.SmallIntegerField("level of now", null=True, blank=True)  # -2 to +2

    class Meta:
        ordering = ["agreed_on", "id"]

    def __str__(self) -> str:
        return f"goal of {self.agreed_on:%Y-%m-%d}"

    @property
    def scale(self) -> str:
        return Rating.Scale.GAS if self.levels else Rating.Scale.TEN


class GoalTarget(models.Model):
    """A number that a measure, a log or a count shall reach. It is dropped, never changed: a new one is set instead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")
    of = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Of])
    what = EncryptedText()  # a measure's id, a log's id, or what is counted
    part = EncryptedText(blank=True, default="")  # the scale, the line of the log, or the unit
    direction = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Direction])
    value = models.FloatField()
    since = models.DateField()
    by = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_on = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"target of {self.since:%Y-%m-%d}"


class Count(models.Model):
    """How often something happened, counted for a target. Of several counts on one day the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.ForeignKey(GoalTarget, on_delete=models.PROTECT, related_name="counts")
    date = models.DateField()
    value = models.FloatField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["date", "entered_at"]

    def __str__(self) -> str:
        return f"count of {self.date:%Y-%m-%d}"


class Rating(models.Model):
    """A dated value of a goal. A rating entered wrongly is followed by a newer one of the same day, which then counts."""

    class Scale(models.TextChoices):
        GAS = "gas", "−2 to +2"
        TEN = "0-10", "0 to 10"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    date = models.DateField()
    value = models.DecimalField(max_digits=4, decimal_places=1)
    scale = models.CharField(max_length=4, choices=Scale.choices)
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    rated_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["date", "rated_at"]

    def __str__(self) -> str:
        return f"rating of {self.date:%Y-%m-%d}"
