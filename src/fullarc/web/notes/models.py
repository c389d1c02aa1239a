"""Progress notes: drafts that are saved as they are written, signed texts that never change, addenda beside them."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.web.clients.models import Session
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.notes.formats import FORMATS, text_of
from fullarc.web.versions import Versioned


class Note(Versioned):
    """The note of a session. Once it is signed, or when it was imported, the database refuses to change its text."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SIGNED = "signed", "Signed"
        IMPORTED = "imported", "Imported"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")  # who wrote or imported it
    format = models.CharField(max_length=10, choices=[(each.key, each.name) for each in FORMATS.values()], default="soap")
    parts = EncryptedJSON(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    signed_at = models.DateTimeField(null=True)
    signed_as = models.CharField(max_length=80, blank=True, default="")  # the signer's roles on that day
    content_hash = models.CharField(max_length=64, blank=True, default="")
    source_name = EncryptedText(blank=True, default="")  # the file an imported note came from

    class Meta:
        ordering = ["session__date", "begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", signed_at=None) | (~Q(state="draft") & ~Q(content_hash="")), name="a_closed_note_has_its_hash"
            ),
            models.UniqueConstraint(fields=["session"], condition=Q(state="draft"), name="one_draft_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display().lower()} note"

    @property
    def text(self) -> str:
        """The note as one text: what is read, hashed and shown."""
        return text_of(self.format, self.parts)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    def hash_now(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


class Addendum(models.Model):
    """A signed addition to a closed note. The note stays as it was; the addendum says what kind it is, why, and when it was written."""

    class Kind(models.TextChoices):
        ADDENDUM = "addendum", "Addendum"
        CORRECTION = "correction", "Correction"
        LATE_ENTRY = "late_entry", "Late entry"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="addenda")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ADDENDUM)
    reason = EncryptedText()
    text = EncryptedText()
    signed_at = models.DateTimeField(auto_now_add=True)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["signed_at"]

    def __str__(self) -> str:
        return self.get_kind_display().lower()


class Autosave(models.Model):
    """What stood in one person's editor, in one tab, a few seconds ago. Offered after a crash; never merged by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="autosaves")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=40)
    started_from = models.PositiveIntegerField()
    parts = EncryptedJSON(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "author", "tab"], name="one_autosave_a_tab")]

    def __str__(self) -> str:
        return "autosave"
