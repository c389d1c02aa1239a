"""The client, the courses of care, the sessions. Every other clinical row hangs below one of these."""

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fullarc.course.timeline import Attendance
from fullarc.web.encryption.fields import EncryptedDate, EncryptedText
from fullarc.web.versions import Versioned


class Client(Versioned):
    """The person in therapy. The code is what lists, file names and the audit trail may show; the rest is encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = EncryptedText()
    contact = EncryptedText("contact", blank=True, default="")
    born = EncryptedDate("date of birth", null=True, blank=True)
    zone = models.CharField("time zone", max_length=40, blank=True, default="")  # where the client lives; empty: as the practice
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def today(self, now: datetime) -> date:
        """The day that it is where the client lives."""
        return now.astimezone(ZoneInfo(self.zone) if self.zone else timezone.get_default_timezone()).date()

    @property
    def sessions(self) -> "QuerySet[Session]":
        """All sessions of all courses: `get_object_or_404(client.sessions, id=…)` keeps a child with its parent."""
        return Session.objects.filter(course__client=self)


class CourseOfCare(Versioned):
    """One episode with a beginning, an end and a presenting problem. Outcome is judged per course."""

    class Ending(models.TextChoices):
        AGREED = "agreed", "Ended as agreed"
        DROPPED_OUT = "dropped_out", "Client stopped coming"
        TRANSFERRED = "transferred", "Transferred"
        OTHER = "other", "Ended otherwise"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="courses")
    began = models.DateField("began on")
    ended = models.DateField("ended on", null=True, blank=True)
    ending = models.CharField("how it ended", max_length=12, choices=Ending.choices, blank=True, default="")
    presenting_problem = EncryptedText("presenting problem", blank=True, default="")
    modality = models.CharField("modality", max_length=80, blank=True, default="")

    class Meta:
        ordering = ["-began"]
        constraints = [models.CheckConstraint(condition=Q(ended=None) | Q(ended__gte=F("began")), name="ends_after_it_began")]

    def __str__(self) -> str:
        return f"course of care from {self.began:%Y-%m-%d}"

    def is_open(self, today: date) -> bool:
        return self.ended is None or self.ended > today


class Session(Versioned):
    """A dated contact, planned or held. `number` counts the attended sessions of the course; actions keep it in order of date.

    A planned session is no evidence of anything: assessments, numbers and lists of what happened leave it out.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        ATTENDED = Attendance.ATTENDED.value, "Attended"
        MISSED = Attendance.MISSED.value, "Missed"
        LATE_CANCELLED = "late_cancelled", "Late-cancelled"
        CANCELLED = Attendance.CANCELLED.value, "Cancelled"

    class Format(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        VIDEO = "video", "Video"
        PHONE = "phone", "Phone"
        HOME = "home", "Home visit"
        GROUP = "group", "Group"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="sessions")
    date = models.DateField()
    begins = models.TimeField("time", null=True, blank=True)
    attendance = models.CharField(max_length=14, choices=State.choices, default=State.ATTENDED)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.IN_PERSON)
    number = models.PositiveIntegerField(null=True, editable=False)
    series = models.UUIDField(null=True, editable=False)  # the sessions that were planned together
    discussed_at = models.DateTimeField("discussed with the client", null=True, editable=False)
    discussed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ["date", "begins", "id"]
        indexes = [models.Index(fields=["course", "date"]), models.Index(fields=["date"])]

    def __str__(self) -> str:
        return f"session {self.number}" if self.number else f"{self.get_attendance_display().lower()} session"

    @property
    def in_a_line(self) -> str:
        """What it was, when, how long and how, as far as that is known: "Session 5, 14:00, 50 minutes, in person"."""
        begins = f"{self.begins:%H:%M}" if self.begins else ""
        lasts = f"{self.minutes} minutes" if self.minutes else ""
        return ", ".join(filter(None, (str(self).capitalize(), begins, lasts, self.get_format_display().lower())))

    @property
    def is_planned(self) -> bool:
        return self.attendance == self.State.PLANNED

    @property
    def held(self) -> Attendance | None:
        """What counts as evidence of attendance: None while the session is planned. Late-cancelled counts as cancelled."""
        if self.is_planned:
            return None
        return Attendance.CANCELLED if self.attendance == self.State.LATE_CANCELLED else Attendance(self.attendance)


class LifeEvent(Versioned):
    """Something in the client's life that matters for the course, entered in one line. What notes tell of life is read from them.

    Withdrawn ones count nowhere and stay in the record. `taken_from` is the finding in a note that it was taken from and stands for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="events")
    date = models.DateField()
    until = models.DateField(null=True, blank=True)
    text = EncryptedText("what happened")
    kind = EncryptedText(null=True, blank=True)  # one of course.life_words.kinds(); None for rows from before there were kinds
    taken_from = models.UUIDField(null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"life event of {self.date:%Y-%m-%d}"
