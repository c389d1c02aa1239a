"""What was agreed to be done between sessions, and what the client says became of it.

The newest report of a task stands in a row of the homework tracker too, from which its chart and the assessment read.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.goals.models import Goal
from fullarc.web.measurements.models import LogRow


class Task(models.Model):
    """One task. It is open until it was talked about in a session, or cancelled by agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="homework")
    text = EncryptedText()
    due = models.DateField(null=True)
    worksheet = models.CharField(max_length=40, blank=True, default="")  # the form that goes with it, by its id
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="+")
    set_on = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    cancelled_on = models.DateField(null=True)
    discussed_on = models.DateField(null=True)
    row = models.OneToOneField(LogRow, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["set_at"]
        indexes = [models.Index(fields=["course", "set_on"])]

    def __str__(self) -> str:
        return "a task"

    @property
    def is_open(self) -> bool:
        return self.cancelled_on is None and self.discussed_on is None


class Report(models.Model):
    """What the client said of a task at one time. The newest counts; the database refuses to change or delete one.

    `uuid` was made on the client's device: the same report sent twice is one.
    """

    class How(models.TextChoices):
        DONE = "done", _("Done")
        PARTLY = "partly", _("Partly done")
        NOT = "not", _("Not done")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    uuid = models.UUIDField()
    day = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices)
    obstacles = EncryptedJSON()  # codes of the list "obstacles"
    words = EncryptedText()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["told_at"]
        constraints = [models.UniqueConstraint(fields=["task", "uuid"], name="a_report_sent_twice_is_one")]

    def __str__(self) -> str:
        return f"homework {self.how}"
