"""The roles a person can have in a practice. Those of the staff add up: somebody who practises alone is owner and clinician.

A client and a guardian are not staff: no page of the practice opens to them, and nobody is both staff and client with one account.
"""

from django.db import models


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    CLINICIAN = "clinician", "Clinician"
    SUPERVISOR = "supervisor", "Supervisor"
    FRONT_DESK = "front_desk", "Front desk"
    AUDITOR = "auditor", "Auditor"
    CLIENT = "client", "Client"
    GUARDIAN = "guardian", "Guardian"


PORTAL = (Role.CLIENT, Role.GUARDIAN)
STAFF = (Role.OWNER, Role.CLINICIAN, Role.SUPERVISOR, Role.FRONT_DESK, Role.AUDITOR)
