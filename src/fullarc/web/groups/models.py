"""A group, who belongs to it, its sessions, and each client's place in one. None of these rows is part of a client's record."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.web.access.models import Term
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.notes.models import Note
from fullarc.web.versions import Versioned


class Group(Versioned):
    """A couple, a family or a therapy group. Its name is for those who lead it and stands in nobody's record."""

    class Kind(models.TextChoices):
        COUPLE = "couple", "Couple"
        FAMILY = "family", "Family"
        GROUP = "group", "Group"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("what it is", max_length=8, choices=Kind.choices, default=Kind.GROUP)
    name = EncryptedText("name, for you")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["begun_at"]

    def __str__(self) -> str:
        return self.get_kind_display().lower()


class Member(Term):
    """A client's course of care in a group, from a day on, until another (exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="in_groups")

    class Meta:
        ordering = ["begins"]
        constraints = [models.UniqueConstraint(fields=["group", "course"], condition=Q(ends=None), name="in_a_group_once")]

    def __str__(self) -> str:
        return "a place in a group"


class GroupSession(Versioned):
    """One meeting. `common` are the parts of the note that hold for everybody, typed once and without anybody's name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField()
    begins = models.TimeField("time", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    common = EncryptedJSON(default=dict)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+")

    class Meta:
        ordering = ["-date", "-begins"]

    def __str__(self) -> str:
        return f"meeting of {self.date:%Y-%m-%d}"


class Seat(models.Model):
    """A client's place in a meeting: the session in their own course, and what is written for them alone until their note is signed.

    `note_version` is the version of the note that this page saved last: one that went on elsewhere is not written over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="seats")
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="seat")
    own = EncryptedJSON(default=dict)
    note = models.OneToOneField(Note, on_delete=models.SET_NULL, null=True, related_name="seat")
    note_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["session__course__client__code"]

    def __str__(self) -> str:
        return "a seat"
