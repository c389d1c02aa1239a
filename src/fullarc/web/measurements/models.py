"""A measure given on a day, its scores, and what a client logged."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.instruments import informants
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.versions import Versioned


class Administration(models.Model):
    """One time a measure was given. The raw answers are kept with the definition they belong to; scores stand beside them.

    `id` is made by whoever sends the form: the same form sent twice is one administration.
    """

    class Mode(models.TextChoices):
        STAFF = "staff", "Entered by staff"
        HAND_OVER = "hand_over", "Answered on this device"
        PORTAL = "portal", "Answered at home"
        LINK = "link", "Answered behind a link"
        IMPORT = "import", "Imported"
        DEMO = "demo", "Invented"

    class Informant(models.TextChoices):
        CLIENT = informants.CLIENT, "The client"
        PARENT = informants.PARENT, "A parent or guardian"
        TEACHER = informants.TEACHER, "A teacher"
        CLINICIAN = informants.CLINICIAN, "A clinician"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="administrations")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, null=True, related_name="administrations")
    measure = models.CharField(max_length=40)
    definition_version = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    date = models.DateField()
    mode = models.CharField(max_length=10, choices=Mode.choices)
    informant = models.CharField(max_length=10, choices=Informant.choices, default=Informant.CLIENT)  # who answered, about the client
    answers = EncryptedJSON(default=dict)  # item number as text -> answer or null
    totals = EncryptedJSON(default=dict)  # scale id -> value, when somebody else scored the form
    declined = EncryptedJSON(null=True)  # numbers of the items the client preferred not to answer; their answer is null
    open = models.BooleanField(default=False)  # being answered on this device just now; scored when it is closed
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    # Entered in error: the row stays readable and counts no more. A signal that it raised stays too.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = EncryptedText(null=True)

    class Meta:
        ordering = ["date", "entered_at"]
        indexes = [models.Index(fields=["course", "measure", "date"])]

    def __str__(self) -> str:
        return f"{self.measure} on {self.date:%Y-%m-%d}"


class Score(models.Model):
    """The value of one scale, or the sentence that says why there is none. Scoring again adds a newer row and changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="scores")
    scale = models.CharField(max_length=40)
    result = EncryptedJSON()  # value, not_scored, band, prorated, answered, of, clinical
    scored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["scored_at"]

    def __str__(self) -> str:
        return f"score of scale {self.scale}"


class LogRow(models.Model):
    """One filled row of a client's log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="log_rows")
    log = models.CharField(max_length=40)
    date = models.DateField()
    values = EncryptedJSON()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["date", "entered_at"]
        indexes = [models.Index(fields=["course", "log", "date"])]

    def __str__(self) -> str:
        return f"{self.log} entry of {self.date:%Y-%m-%d}"


class HandOver(models.Model):
    """The device in the client's hands: which measures are answered on it. Its administrations have ids made from its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="hand_overs")
    measures = models.JSONField()  # ids in the order in which they are asked
    date = models.DateField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)  # nothing is asked any more
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["started_at"]

    def __str__(self) -> str:
        return f"hand-over of {self.date:%Y-%m-%d}"

    def key_of(self, measure: str) -> uuid.UUID:
        """The id of the administration that this hand-over makes of a measure: however often it is sent, it is one."""
        return uuid.uuid5(self.id, measure)


class HelpText(Versioned):
    """What a client reads on a device of the practice, in the session, at once after an answer that asks for attention. One for the
    practice; without a row the default holds. Somebody who answers at home, alone, reads whom to call instead (portal.WhoToCall)."""

    THE_ONE = 1
    DEFAULT = (
        "Thank you for saying so. Please tell your therapist now: you can say it, or just show this page.\n\n"
        "If you are in danger at this moment, call your local emergency number or go to the nearest emergency department."
    )

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    text = models.TextField("what the client reads", max_length=2000)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_help_text_only")]

    def __str__(self) -> str:
        return "the help text"
