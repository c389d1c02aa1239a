"""The sheets of Today, kept so that a day with many sessions judges no course while the page is waited for."""

from django.db import models

from fullarc.web.clients.models import CourseOfCare
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
