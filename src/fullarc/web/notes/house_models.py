"""How this practice writes notes: its own formats, templates and snippets, and whose notes need a second signature."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.notes.formats import NoteFormat, own_format
from fullarc.notes.templates import Template, template
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.versions import Versioned


class PracticeFormat(Versioned):
    """A format that the owner defined: (heading, parts) rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40, unique=True)
    rows = EncryptedJSON(default=list)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"own-{self.pk.hex[:12]}"

    @property
    def format(self) -> NoteFormat:
        return own_format(self.key, self.name, self.rows)


class PracticeTemplate(Versioned):
    """A template of the practice. With the key of a shipped one it takes that one's place; `hidden` takes it off the list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instead_of = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=80)
    modality = models.CharField(max_length=40, blank=True, default="")
    parts = EncryptedJSON(default=dict)
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["instead_of"], condition=~Q(instead_of=""), name="a_shipped_template_is_replaced_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def template(self) -> Template:
        return template(self.instead_of or self.pk.hex, self.name, self.modality, self.parts)


class Snippet(Versioned):
    """A snippet of one person, or of the practice where `owner` is None. One's own goes before the practice's of the same short word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="snippets")
    short = models.CharField(max_length=20)
    text = EncryptedText()

    class Meta:
        ordering = ["short"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "short"], condition=~Q(owner=None), name="a_short_word_once_a_person"),
            models.UniqueConstraint(fields=["short"], condition=Q(owner=None), name="a_short_word_once_in_the_practice"),
        ]

    def __str__(self) -> str:
        return f";{self.short}"


class Trainee(models.Model):
    """Somebody whose signed notes wait for a supervisor's signature."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="trainee")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "a trainee"
