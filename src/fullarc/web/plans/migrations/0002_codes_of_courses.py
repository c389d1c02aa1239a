"""The codes that stood as a list on each course become diagnoses: since the course began, the first one principal."""

from typing import Any

from django.db import migrations

from fullarc.diagnoses.code import UnknownCode
from fullarc.diagnoses.code_book import look_up


def wording_of(code: str) -> str:
    try:
        return look_up(code).wording
    except UnknownCode:
        return ""  # the code stays as it was entered


def move(apps: Any, schema_editor: object) -> None:
    course_of_care, diagnosis = apps.get_model("clients", "CourseOfCare"), apps.get_model("plans", "Diagnosis")
    for course in course_of_care.objects.only("began", "diagnoses").iterator():
        for place, code in enumerate(course.diagnoses or []):
            diagnosis.objects.create(course=course, code=code, wording=wording_of(code), since=course.began, principal=place == 0)


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunPython(move)]
