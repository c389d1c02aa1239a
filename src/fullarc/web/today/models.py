"""The sheets of Today, kept so that no page waits for an assessment; what is remembered of calendars that were brought in."""

import uuid

from django.conf import settings
from django.db import models

from fullarc.web.clients.models import Client, CourseOfCare, Session
from fullarc.web.encryption.fields import EncryptedJSON


class KeptSheet(models.Model):
    """What the 30-second sheet says of a course, and what it was made from. Derived data: it can be made again."""

    course = models.OneToOneField(CourseOfCare, on_delete=models.CASCADE, primary_key=True, related_name="sheet")
    sheet = EncryptedJSON()
    last_change = models.BigIntegerField()
    rules_version = models.CharField(max_length=64)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"sheet as of {self.as_of:%Y-%m-%d}"


class CalendarName(models.Model):
    """Whom a person means by the title of a calendar entry. The title itself is not kept, only its seal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title_seal = models.CharField(max_length=64)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "title_seal"], name="a_title_means_one_client_to_a_person")]

    def __str__(self) -> str:
        return "name in a calendar"


class BroughtIn(models.Model):
    """A calendar entry that became a session, by the seal of its id: brought in again, it is recognised, also when its session was removed
    as a mistake."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_seal = models.CharField(max_length=64, unique=True)
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"calendar entry of {self.at:%Y-%m-%d}"
