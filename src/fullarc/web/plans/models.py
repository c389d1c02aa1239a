"""Diagnoses, versions of the case formulation, treatment plans and the consents to them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fullarc.diagnoses.diagnosis import Certainty
from fullarc.diagnoses.diagnosis import Diagnosis as DiagnosisValue
from fullarc.diagnoses.search import finer
from fullarc.plans.plan import Plan, from_json, hash_of
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON, EncryptedText
from fullarc.web.signed import SignedVersion
from fullarc.web.versions import Versioned


class Diagnosis(Versioned):
    """A diagnosis of a course. One entered in error is withdrawn with a reason and counts nowhere; it stays in the record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="diagnosed")
    code = EncryptedText("code")
    wording = EncryptedText("wording", blank=True, default="")
    since = models.DateField("since", null=True, blank=True)
    until = models.DateField("until", null=True, blank=True)
    principal = models.BooleanField("principal diagnosis", default=False)
    certainty = models.CharField(
        "how sure", max_length=12, choices=[(each.value, each.value.capitalize()) for each in Certainty], default=Certainty.CONFIRMED.value
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = EncryptedText(blank=True, default="")

    class Meta:
        ordering = ["-principal", "since", "entered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since")),
                name="until_after_since",
                violation_error_message="The end does not lie after the beginning. Correct one of the two dates.",
            )
        ]

    def __str__(self) -> str:
        return "diagnosis"

    @property
    def value(self) -> DiagnosisValue:
        return DiagnosisValue(self.code, self.wording, self.since, self.until, self.principal, Certainty(self.certainty))

    @property
    def finer_codes(self) -> tuple[str, ...]:
        """The codes below this one, one of which a claim needs instead; none for a code that is as fine as it goes."""
        return tuple(each.code for each in finer(self.code))


class Formulation(models.Model):
    """One version of the case formulation of a course. Versions are added, never changed; the newest one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="formulations")
    number = models.PositiveIntegerField()
    parts = EncryptedJSON(default=dict)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="one_formulation_a_number")]

    def __str__(self) -> str:
        return f"version {self.number} of the formulation"


class TreatmentPlan(SignedVersion):
    """A version of the treatment plan: draft until it is signed, superseded when the next one is. A signed one never changes.

    The day of the review stands in `content` too, so that the hash covers it; the column is there to be asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(CourseOfCare, on_delete=models.PROTECT, related_name="plans")
    content = EncryptedJSON(default=dict)
    review_on = models.DateField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="one_plan_a_number"),
            models.UniqueConstraint(fields=["course"], condition=Q(signed_at=None), name="one_draft_of_a_plan"),
            models.UniqueConstraint(fields=["course"], condition=Q(superseded_at=None) & ~Q(signed_at=None), name="one_plan_in_force"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, content_hash="", superseded_at=None)
                | (Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(content_hash="")),
                name="a_signed_plan_has_signer_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of the treatment plan"

    @property
    def value(self) -> Plan:
        return from_json(self.content)

    def hash_now(self) -> str:
        return hash_of(self.value)

    @property
    def is_unchanged(self) -> bool:
        """Whether a signed plan is still what was signed, and its columns say the same as its content."""
        return super().is_unchanged and self.review_on == self.value.review_on


class Consent(models.Model):
    """Somebody agreed to a signed plan: on which day, who, and how. Recorded once, never changed."""

    class By(models.TextChoices):
        CLIENT = "client", "Client"
        GUARDIAN = "guardian", "Parent or guardian"
        OTHER = "other", "Somebody else who may consent"

    class How(models.TextChoices):
        WRITTEN = "written", "In writing"
        SPOKEN = "spoken", "In words, in the session"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(TreatmentPlan, on_delete=models.PROTECT, related_name="consents")
    given_on = models.DateField("given on")
    by = models.CharField("by", max_length=10, choices=By.choices, default=By.CLIENT)
    name = EncryptedText("name", blank=True, default="")
    how = models.CharField("how", max_length=10, choices=How.choices, default=How.SPOKEN)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["given_on", "recorded_at"]

    def __str__(self) -> str:
        return f"consent of {self.given_on:%Y-%m-%d}"
