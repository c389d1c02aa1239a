"""What a client sees of their progress: released versions, own notes at a day, and words for the session."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import CourseOfCare, LifeEvent
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText


class Release(models.Model):
    """A state of the course as it was released to the client. The newest one is what they see, unless it was withdrawn.

    `content` holds the sentences and pictures in every language; `left_out` the keys of the sentences that the clinician left out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    content = EncryptedJSON()
    left_out = EncryptedJSON()
    own_word = EncryptedText()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="a_release_has_its_number_once")]

    def __str__(self) -> str:
        return f"release {self.number}"


class DayNote(models.Model):
    """What a client wrote at a day of their charts: "exam week". Taken back, it is shown nowhere; `event` is the life event made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="day_notes")
    date = models.DateField()
    text = EncryptedText()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    event = models.OneToOneField(LifeEvent, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["date", "written_at"]
        constraints = [
            models.UniqueConstraint(fields=["course", "date"], condition=models.Q(taken_back_at=None), name="one_note_of_a_client_a_day")
        ]

    def __str__(self) -> str:
        return f"note of {self.date:%Y-%m-%d}"


class SessionWord(models.Model):
    """What a client wrote for the session on the page of a month: what did not work, what does not fit. The newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="session_words")
    month = models.DateField()  # its first day
    text = EncryptedText()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["course", "month"])]

    def __str__(self) -> str:
        return f"words for the session, {self.month:%Y-%m}"
