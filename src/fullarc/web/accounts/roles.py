"""The roles a person can have in a practice. They add up: somebody who practises alone is owner and clinician."""

from django.db import models


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    CLINICIAN = "clinician", "Clinician"
    SUPERVISOR = "supervisor", "Supervisor"
    FRONT_DESK = "front_desk", "Front desk"
    AUDITOR = "auditor", "Auditor"
