"""The diagnoses of a course of care."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fullarc.diagnoses.diagnosis import Certainty
from fullarc.diagnoses.diagnosis import Diagnosis as DiagnosisValue
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedText
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
