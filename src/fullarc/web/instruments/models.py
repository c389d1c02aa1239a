"""Measures and logs of this practice's own: drafts, and published versions that never change."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.versions import Versioned


class OwnMeasure(models.Model):
    """A measure or log of the practice's own. `key` is its id in administrations: made by chance, so that it tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=20, unique=True)
    is_log = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)
    retired_at = models.DateTimeField(null=True)  # not offered any more; what was answered keeps its definition

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class OwnVersion(models.Model):
    """One published version: the TOML text as it was tried. Administrations name it by key and version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(OwnMeasure, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=20)
    text = EncryptedText()
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["published_at"]
        constraints = [models.UniqueConstraint(fields=["measure", "version"], name="a_version_is_published_once")]

    def __str__(self) -> str:
        return f"{self.measure_id}, version {self.version}"


class MeasureDraft(Versioned):
    """A definition in the making: its content as it will be written, and what its maker should check. Nobody can answer it."""

    class From(models.TextChoices):
        FHIR = "fhir", "from a FHIR Questionnaire"
        TOML = "toml", "from a TOML file"
        BUILT = "built", "built here"
        VERSION = "version", "from the version in use"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(OwnMeasure, on_delete=models.PROTECT, null=True, related_name="drafts")
    is_log = models.BooleanField(default=False)
    came_from = models.CharField(max_length=10, choices=From.choices)
    content = EncryptedJSON(default=dict)
    remarks = EncryptedJSON(default=list)  # sentences with the path in the file that they are about
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["begun_at"]

    def __str__(self) -> str:
        return "a draft of a log" if self.is_log else "a draft of a measure"

    @property
    def name(self) -> str:
        return str(self.content.get("short_name") or self.content.get("name") or "without a name")
