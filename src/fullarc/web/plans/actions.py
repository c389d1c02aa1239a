"""Entering, changing and withdrawing diagnoses."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from fullarc.diagnoses.diagnosis import check
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans import deeds
from fullarc.web.plans.models import Diagnosis


@transaction.atomic
def enter_diagnosis(course: CourseOfCare, diagnosis: Diagnosis, *, by: User | None) -> Diagnosis:
    """Refused (DiagnosisRefused) when it contradicts the others: the same code twice, or two principal ones, for the same days."""
    fits(course, diagnosis)
    diagnosis.course, diagnosis.entered_by = course, by
    diagnosis.save(force_insert=True)
    record(deeds.ENTERED, by=by, client=course.client_id, on=diagnosis)
    return diagnosis


@transaction.atomic
def change_diagnosis(diagnosis: Diagnosis, *, by: User, started_from: int, fields: Iterable[str]) -> None:
    fits(diagnosis.course, diagnosis)
    diagnosis.claim(started_from)
    diagnosis.save()
    record(deeds.CHANGED, by=by, client=diagnosis.course.client_id, on=diagnosis, fields=fields)


@transaction.atomic
def withdraw_diagnosis(diagnosis: Diagnosis, *, because: str, by: User) -> None:
    """Say that an entry was an error. It counts no more; entry and reason stay in the record."""
    current = Diagnosis.objects.select_for_update().get(pk=diagnosis.pk)
    if current.withdrawn_at is not None:
        return
    current.claim(current.version)
    current.withdrawn_at, current.withdrawn_because = timezone.now(), because
    current.save()
    record(deeds.WITHDREW, by=by, client=diagnosis.course.client_id, on=current)


def fits(course: CourseOfCare, diagnosis: Diagnosis) -> None:
    """One writer a course at a time, so that two people cannot both make theirs the principal one."""
    CourseOfCare.objects.select_for_update().get(pk=course.pk)
    others = Diagnosis.objects.filter(course=course, withdrawn_at=None).exclude(pk=diagnosis.pk)
    check(diagnosis.value, [other.value for other in others])
