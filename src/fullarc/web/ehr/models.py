"""Where notes and scores are sent, who the client is there, and the queue of what is to be sent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fullarc.web.clients.models import Client
from fullarc.web.encryption.fields import EncryptedText
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note
from fullarc.web.versions import Versioned


class Destination(Versioned):
    """The other system: a FHIR server, or a folder that it reads. One for the practice."""

    THE_ONE = 1

    class Kind(models.TextChoices):
        FHIR = "fhir", "A FHIR server"
        FOLDER = "folder", "A folder on this computer that the other system reads"

    class SignIn(models.TextChoices):
        BEARER = "bearer", "With a fixed token"
        BACKEND = "backend", "With a signed request (SMART backend services)"

    class Writes(models.TextChoices):
        OWN_ID = "own_id", "Under our own ids (PUT)"
        CONDITIONAL = "conditional", "Under the server's ids, found again by identifier (conditional create)"

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    kind = models.CharField("what it is", max_length=6, choices=Kind.choices, default=Kind.FHIR)
    in_use = models.BooleanField("notes and scores may be sent", default=False)
    address = EncryptedText("address of the FHIR server", blank=True, default="")
    writes = models.CharField("how resources are written", max_length=12, choices=Writes.choices, default=Writes.OWN_ID)
    sign_in = models.CharField("how we sign in", max_length=8, choices=SignIn.choices, default=SignIn.BEARER)
    bearer_token = EncryptedText("token", blank=True, default="")
    token_address = EncryptedText("address of the token endpoint", blank=True, default="")
    known_as = EncryptedText("client id there", blank=True, default="")
    scope = models.CharField("scopes", max_length=400, blank=True, default="system/DocumentReference.write system/Observation.write")
    algorithm = models.CharField("signature", max_length=5, choices=[("RS384", "RS384"), ("ES384", "ES384")], default="ES384")
    signing_secret = EncryptedText(editable=False, default="")
    folder = EncryptedText("folder", blank=True, default="")
    tried_at = models.DateTimeField(null=True, editable=False)
    tried_well = models.BooleanField(default=False, editable=False)
    tried_with = EncryptedText(editable=False, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_destination_only")]

    def __str__(self) -> str:
        return "the other system"


class EhrPatient(models.Model):
    """Who a client is in the other system: the id of its Patient. Looked at by a person before it was kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="ehr_patient")
    patient = EncryptedText("id of the Patient there")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return "client in the other system"


class Sending(models.Model):
    """One note or one filled form on its way: a row for each, however often it is sent, so that nothing doubles.

    `sent_hash` is that of what the other system has; `next_try_at` when it is tried again; `told` why it has not gone yet, in words.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        REFUSED = "refused", "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="sendings")
    note = models.OneToOneField(Note, on_delete=models.PROTECT, null=True, related_name="sending")
    form = models.OneToOneField(Administration, on_delete=models.PROTECT, null=True, related_name="sending")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_hash = models.CharField(max_length=64, blank=True, default="")
    times_sent = models.PositiveIntegerField(default=0)
    there = EncryptedText(default="")  # ids that the server gave, by our own id, as JSON
    told = EncryptedText(default="")

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [models.CheckConstraint(condition=Q(note=None) ^ Q(form=None), name="a_note_or_a_form")]

    def __str__(self) -> str:
        return f"sending, {self.get_state_display()}"
