"""The caseload's rows, kept so that a list of thousands does not judge every course anew. Derived data: they can be made again."""

from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON


class CourseRow(models.Model):
    """What the caseload shows of a course, and what it was made from: the newest change, the rules, the day."""

    course = models.OneToOneField(CourseOfCare, on_delete=models.CASCADE, primary_key=True, related_name="row")
    summary = EncryptedJSON()
    last_change = models.BigIntegerField()
    rules_version = models.CharField(max_length=64)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"row as of {self.as_of:%Y-%m-%d}"
