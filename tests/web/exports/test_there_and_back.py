"""A course of the demo taken out, brought into an empty installation, and taken out again: the same record."""

import pytest
from django.utils import timezone
from tests.web.exports.travel import another_installation, brought_in, demo_records

from fullarc.exchange.fhir.record import ClientRecord
from fullarc.web.exports.records import record_of
from fullarc.web.signals.models import Signal


def compare(first: ClientRecord, again: ClientRecord) -> None:
    """Equal in every value; said field by field, so that a difference has a name."""
    [before], [after] = first.courses, again.courses
    for name in before.__slots__:
        assert getattr(before, name) == getattr(after, name), name
    assert first == again


@pytest.mark.django_db
def test_a_course_of_the_demo_comes_back_equal():
    there_and_back(range(2, 3), 40)


@pytest.mark.long
@pytest.mark.django_db
def test_every_course_of_the_demo_comes_back_equal():
    there_and_back(range(40), 40)


def there_and_back(numbers: range, of: int) -> None:
    today = timezone.localdate()
    records = demo_records(numbers, of, today)
    assert len(records) == len(numbers)
    assert all(first.courses[0].forms and first.courses[0].notes and first.courses[0].assessment for first, _ in records)
    with another_installation() as clinician:
        for first, content in records:
            client = brought_in(content, clinician, today)
            compare(first, record_of(client, client.courses.all(), by=clinician))
        forms = [form for first, _ in records for form in first.courses[0].forms]
        raised = [form for form in forms if form.measure == "phq-9" and form.answers.get(9, 0)]
        assert bool(raised) == Signal.objects.filter(kind__startswith="phq-9:9").exists()
