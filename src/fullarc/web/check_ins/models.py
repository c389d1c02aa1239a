"""What a client is asked between sessions (Assignment), when it rests (Rest), and each time it was due (DueCheckIn)."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fullarc.schedules.due import Break
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.versions import Versioned


class Assignment(Versioned):
    """A measure or a log that a client is sent by a schedule, for one course of care.

    `what` is the id of a measure (`kind` MEASURE), or of a log or tracker (`kind` LOG). The schedule counts by the calendar of the client's
    zone (`Client.zone`; the practice's where it is empty); `queries.schedule_of(assignment)` builds it. `remind`: whether reminders may go
    out for it; whether the client wants any is the client's own choice (reminders/). Ended ones have `ended_at` and nothing new is due.
    """

    class Kind(models.TextChoices):
        MEASURE = "measure", "Measure"
        LOG = "log", "Journal or log"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    what = models.CharField(max_length=40)
    rhythm = models.CharField("how often", max_length=20)  # of schedules.schedule.Rhythm
    weekday = models.PositiveSmallIntegerField("day of the week", null=True, blank=True)  # 0 is Monday; weekly schedules only
    begins = models.DateField("from")
    ends = models.DateField("until", null=True, blank=True)  # the last day, included
    remind = models.BooleanField("send reminders", default=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ["assigned_at"]
        indexes = [models.Index(fields=["course", "ended_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gte=F("begins")), name="assignment_ends_after_it_begins"),
            models.UniqueConstraint(fields=["course", "kind", "what"], condition=Q(ended_at=None), name="assigned_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.rhythm}"

    @property
    def is_measure(self) -> bool:
        return self.kind == self.Kind.MEASURE


class Rest(models.Model):
    """Days on which an assignment rests: nothing is due from `begins` until before `ends` (None: until it goes on)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="rests")
    begins = models.DateField()
    ends = models.DateField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["begins"]
        constraints = [models.UniqueConstraint(fields=["assignment"], condition=Q(ends=None), name="rests_once_at_a_time")]

    def __str__(self) -> str:
        return f"rest from {self.begins:%Y-%m-%d}"

    @property
    def span(self) -> Break:
        return Break(self.begins, self.ends)


class DueCheckIn(models.Model):
    """One time that something was due: one row per assignment and date, made once the check-in opens.

    It can be answered from `opens_at` until before `closes_at`. States:

    OPEN      waiting, or begun and not finished
    ANSWERED  `administration` is what came of it; `answered_at` when
    SKIPPED   the client passed it over; counts as not given
    EXPIRED   it closed unanswered
    GONE      nobody is asked any more: its session was moved or cancelled, its assignment ended; counts as if it had not been due

    `administration` is made ahead: the id of the Administration (measure) or the LogRow (log) that answering it makes, however often the
    form is sent. Where something else answered it (a form filled in with the therapist on those days, another entry of the log), it is
    that one's id from then on.

    To answer one: `actions.open_for_answering(client, id, now)` gives the row, locked, or refuses; store the answers with
    `key=due.administration`; then `actions.answered(due, now=now)`. To pass over: `actions.skip(due, by=user)`,
    which `actions.take_up` takes back.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        EXPIRED = "expired", "Not answered"
        SKIPPED = "skipped", "Skipped"
        GONE = "gone", "No longer due"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="due")
    due_on = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reminds_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    administration = models.UUIDField(default=uuid.uuid4, unique=True)
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_on", "made_at"]
        indexes = [models.Index(fields=["state", "closes_at"])]
        constraints = [models.UniqueConstraint(fields=["assignment", "due_on"], name="due_once_a_date")]

    def __str__(self) -> str:
        return f"check-in due on {self.due_on:%Y-%m-%d}"

    def can_be_taken_up(self, now: datetime) -> bool:
        """Whether it was passed over and its time is not over yet."""
        return self.state == self.State.SKIPPED and now < self.closes_at and self.assignment.ended_at is None

    def is_open(self, now: datetime) -> bool:
        return self.state == self.State.OPEN and self.opens_at <= now < self.closes_at
