"""What the practice has set and learned about signals, and the caseload's rows."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON


class CourseRow(models.Model):
    """What the caseload shows of a course, and what it was made from: the newest change, the rules, the day.

    Kept so that a list of thousands does not judge every course anew. Derived data: it can be made again.
    """

    course = models.OneToOneField(CourseOfCare, on_delete=models.CASCADE, primary_key=True, related_name="row")
    summary = EncryptedJSON()
    last_change = models.BigIntegerField()
    rules_version = models.CharField(max_length=64)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"row as of {self.as_of:%Y-%m-%d}"


class Thresholds(models.Model):
    """The thresholds of the signals as somebody saved them. Rows are added, never changed; the newest one holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    values = models.JSONField()  # name of the setting -> number
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return f"thresholds of {self.saved_at:%Y-%m-%d}"


class Replay(models.Model):
    """Thresholds that somebody thinks of, tried on the finished courses beside those in force; a few courses a request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    present = models.JSONField()
    proposed = models.JSONField()
    kinds = models.JSONField()
    waiting = models.JSONField()  # ids of courses that are still to be gone through
    courses = models.PositiveIntegerField()
    found = EncryptedJSON(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"replay over {self.courses} courses"

    @property
    def done(self) -> int:
        return self.courses - len(self.waiting)


class ExpectedCourses(models.Model):
    """The expected course of each measure, learned from this practice's finished cases, or why there is none. One row; derived data."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    learned = EncryptedJSON(default=dict)  # measure -> what the core fitted, or {"refused": sentence}
    finished = models.PositiveIntegerField()
    learned_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_row_of_expected_courses")]

    def __str__(self) -> str:
        return f"expected courses of {self.learned_on:%Y-%m-%d}"
