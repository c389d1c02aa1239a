"""Phrases of this practice's own that the reader heeds beside its shipped rules, what happened to each, and phrases that are tried."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from fullarc.course.indicator_words import indicator_in_words
from fullarc.reading.finding import Status
from fullarc.reading.phrases.own_phrases import OwnPhrase as Usable
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText

SAYS = [(Status.PRESENT.value, "present"), (Status.DENIED.value, "denied")]


class Worded(models.Model):
    """An indicator with words for it. The words may tell of what clients say here and are encrypted; the indicator is of a public list."""

    indicator = models.CharField(max_length=60)
    words = EncryptedText()
    says = models.CharField(max_length=10, choices=SAYS, default=Status.PRESENT.value)
    unless = EncryptedJSON(default=list)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The indicator in plain words."""
        return indicator_in_words(self.indicator)

    @property
    def usable(self) -> Usable:
        return Usable(self.indicator, self.words, Status(self.says), tuple(self.unless))


class OwnPhrase(Worded):
    """One phrase. It is never changed and never deleted: another wording is another phrase. `key` names its rule in findings; it is made by
    chance and tells nothing."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        IN_FORCE = "in_force", "in force"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["indicator", "key"]

    def __str__(self) -> str:
        return self.key

    @property
    def rule(self) -> str:
        return f"{self.indicator}.{self.key}"


class PhraseStep(models.Model):
    """What somebody did with a phrase, when and why. Rows are added, never changed."""

    TRIED = "tried"
    WORDS: ClassVar = {
        TRIED: "tried on notes open to them",
        OwnPhrase.State.PROPOSED.value: "proposed",
        OwnPhrase.State.IN_FORCE.value: "taken into force",
        OwnPhrase.State.DECLINED.value: "declined",
        OwnPhrase.State.WITHDRAWN.value: "withdrawn",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phrase = models.ForeignKey(OwnPhrase, on_delete=models.PROTECT, related_name="steps")
    into = models.CharField(max_length=10, choices=[*OwnPhrase.State.choices, (TRIED, TRIED)])
    why = EncryptedText(default="")
    tried = models.JSONField(
        null=True
    )  # numbers of the trial that led to it: notes looked at, findings, notes with one; small ones are hidden
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.into

    @property
    def in_words(self) -> str:
        return str(self.WORDS[self.into])


class Trial(Worded):
    """A phrase that somebody thinks of, or that was proposed, tried on the past notes that are open to them; some notes a request.

    What it found are words of those notes: for the person who asked, and forgotten within a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phrase = models.ForeignKey(OwnPhrase, on_delete=models.CASCADE, null=True, related_name="trials")
    why = EncryptedText(default="")
    waiting = models.JSONField(default=list)  # ids of notes that are still to be looked at
    notes = models.PositiveIntegerField()
    rules = models.CharField(max_length=64)  # the version of the rules in force that it is held against
    found = EncryptedJSON(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"trial on {self.notes} notes"

    @property
    def done(self) -> int:
        return self.notes - len(self.waiting)
