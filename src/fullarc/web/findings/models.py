"""What was read in a closed note, and what a clinician has said about it."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.course.timeline import Review
from fullarc.reading.finding import Finding, finding_of
from fullarc.web.encryption.fields import EncryptedJSON
from fullarc.web.notes.models import Addendum, Note

DISMISSED = "dismissed"


class Reading(models.Model):
    """That a note was read, and by which version of the rules. Without it a note without findings would be read for ever."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="reading", primary_key=True)
    rules_version = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"reading by rules {self.rules_version[:12]}"


class AddendumReading(models.Model):
    """The same for an addendum or a correction: its words are read too."""

    addendum = models.OneToOneField(Addendum, on_delete=models.CASCADE, related_name="reading", primary_key=True)
    rules_version = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"reading by rules {self.rules_version[:12]}"


class StoredFinding(models.Model):
    """One finding. `said` is what the reader wrote (the words included, so it is encrypted); `corrected` holds what a clinician changed.

    An unreviewed finding counts and is marked so; a dismissed one is gone; a corrected one is as corrected. One that was added is a
    clinician's own: then `said` is what the clinician said of words that the reader had missed. With an `addendum` the words stand in its
    text, not in the note's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="findings")
    addendum = models.ForeignKey(Addendum, on_delete=models.CASCADE, null=True, related_name="findings")
    start = models.PositiveIntegerField()
    said = EncryptedJSON()
    rules_version = models.CharField(max_length=64, blank=True, default="")  # of the rules that said so; empty for readings of long ago
    review = models.CharField(
        max_length=10, choices=[(r.value, r.value) for r in Review] + [(DISMISSED, DISMISSED)], default=Review.UNREVIEWED.value
    )
    corrected = EncryptedJSON(default=dict)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start"]

    def __str__(self) -> str:
        return f"finding ({self.review})"

    @property
    def as_read(self) -> Finding:
        """As the reader saw it."""
        return finding_of(self.said)

    @property
    def is_added(self) -> bool:
        """Whether a clinician marked these words, and not the reader."""
        return self.review == Review.ADDED.value

    @property
    def correctable_subject(self) -> bool:
        """Whether it can be said to be about something else: the score of a measure cannot."""
        return self.as_read.measure is None

    @property
    def finding(self) -> Finding:
        """As it counts: with the clinician's corrections."""
        return finding_of({key: value for key, value in (self.said | self.corrected).items() if value != ""})
