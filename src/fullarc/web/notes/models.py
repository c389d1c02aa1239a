"""Progress notes: drafts that are saved as they are written, signed texts that never change, what is added and co-signed beside them."""

import hashlib
import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fullarc.notes.lateness import is_late
from fullarc.notes.parts import BY_KEY, plan_of
from fullarc.notes.sections import FREE, TYPED, WRITTEN_AS, as_parts, as_prose, text_of
from fullarc.web.clients.models import Session
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.notes.house_models import PracticeFormat, PracticeTemplate, Snippet, Trainee
from fullarc.web.versions import Versioned

__all__ = ["Addendum", "Autosave", "Cosignature", "Note", "PracticeFormat", "PracticeTemplate", "Snippet", "Trainee"]


class Note(Versioned):
    """The note of a session. Once it is signed, or when it was imported, the database refuses to change its text.

    `format` says what `parts` are: typed parts, prose, or the sections in which older notes were signed. `layout` is the format in which
    its writer sees it; what it is shown in changes nothing of its text.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SIGNED = "signed", "Signed"
        IMPORTED = "imported", "Imported"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")  # who wrote or imported it
    format = models.CharField(max_length=10, choices=list(WRITTEN_AS.items()), default=TYPED)
    layout = models.CharField(max_length=40, default="soap")
    parts = EncryptedJSON(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    signed_at = models.DateTimeField(null=True)
    signed_as = models.CharField(max_length=80, blank=True, default="")  # the signer's roles on that day
    zone = models.CharField(max_length=40, blank=True, default="")  # in which it was signed
    app_version = models.CharField(max_length=20, blank=True, default="")
    needs_cosignature = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64, blank=True, default="")
    source_name = EncryptedText(blank=True, default="")  # the file an imported note came from
    set_aside = EncryptedJSON(null=True)  # ids of goals that the writer says this note does not speak to

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
    def plan(self) -> str:
        return plan_of(self.parts if self.format != FREE else as_parts(self.parts))

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def shape(self) -> str:
        """The key of the format it is shown in unless another is asked for."""
        return self.layout if self.format == TYPED else self.format

    def in_shape(self, parts: dict[str, str]) -> dict[str, str]:
        """Parts of whatever kind as this note holds them: prose for prose, typed parts for the others. No word is lost."""
        return as_prose(parts) if self.format == FREE else as_parts(parts)

    def hash_now(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def session_ended(self) -> datetime:
        """When the session was over: the end of its day where no time is known."""
        zone = ZoneInfo(self.zone) if self.zone else timezone.get_current_timezone()
        begins = self.session.begins
        if begins is None:
            return datetime.combine(self.session.date, time(23, 59, 59), zone)
        return datetime.combine(self.session.date, begins, zone) + timedelta(minutes=self.session.minutes or 0)

    @property
    def is_late(self) -> bool:
        """Whether it was signed so long after the session that it is a late entry."""
        return self.signed_at is not None and is_late(self.session_ended, self.signed_at)


class Addendum(models.Model):
    """A signed addition to a closed note. The note stays as it was; the addendum says what kind it is, why, and when it was written.

    A correction names the `passage` of the signed note that is wrong; its text is what holds instead. Both stay readable.
    """

    class Kind(models.TextChoices):
        ADDENDUM = "addendum", "Addendum"
        CORRECTION = "correction", "Correction"
        LATE_ENTRY = "late_entry", "Late entry"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="addenda")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ADDENDUM)
    passage = EncryptedText(null=True, blank=True)
    reason = EncryptedText()
    text = EncryptedText()
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_as = models.CharField(max_length=80, blank=True, default="")
    needs_cosignature = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["signed_at"]

    def __str__(self) -> str:
        return self.get_kind_display().lower()

    def hash_now(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


class Cosignature(models.Model):
    """A second signature under a closed note or one of its addenda. It is no edit: it says which text was seen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="cosignatures")
    addendum = models.ForeignKey(Addendum, on_delete=models.PROTECT, null=True, related_name="cosignatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_as = models.CharField(max_length=80)
    remark = EncryptedText(blank=True, default="")
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["note"], condition=Q(addendum=None), name="a_note_is_cosigned_once"),
            models.UniqueConstraint(fields=["addendum"], condition=~Q(addendum=None), name="an_addendum_is_cosigned_once"),
        ]

    def __str__(self) -> str:
        return "co-signature"


class Autosave(models.Model):
    """What stood in one person's editor, in one tab, a few seconds ago. Offered after a crash; never merged by itself.

    `sequence` counts what the tab sent: an older text that arrives late does not take the place of a newer one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="autosaves")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=40)
    started_from = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField(default=0)
    parts = EncryptedJSON(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "author", "tab"], name="one_autosave_a_tab")]

    def __str__(self) -> str:
        return "autosave"

    @property
    def mark(self) -> str:
        """This text of this autosave: another one once more is typed."""
        return f"{self.pk.hex}.{self.sequence}"

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Its parts by name, to be looked at."""
        return [(BY_KEY[key].name if key in BY_KEY else "Note", text) for key, text in self.parts.items() if text.strip()]
