"""What learning across cases knows of a course, kept so that thousands of courses are not read anew at every look."""

from django.db import models

from fullarc.web.clients.models import CourseOfCare
from fullarc.web.encryption.fields import EncryptedJSON


class KeptFacts(models.Model):
    """The facts of a course and what they were made from. Derived data: it can be made again."""

    course = models.OneToOneField(CourseOfCare, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    facts = EncryptedJSON()
    made_from = models.CharField(max_length=160)  # the newest change, the newest reading, the versions of rules and measures

    def __str__(self) -> str:
        return "facts of a course"
