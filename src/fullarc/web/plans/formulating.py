"""Writing versions of the case formulation."""

from collections.abc import Mapping

from django.db import transaction

from fullarc.plans.formulation import written
from fullarc.web.accounts.models import User
from fullarc.web.audit.actions import record
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans import deeds
from fullarc.web.plans.models import Formulation
from fullarc.web.versions import EditedMeanwhile


class NothingWritten(ValueError):
    """A formulation needs words."""


@transaction.atomic
def write_formulation(course: CourseOfCare, parts: Mapping[str, str], *, by: User, started_from: int) -> Formulation:
    """Add a version after number `started_from` (0: the first). Refused: an empty one; one that somebody else was faster with
    (EditedMeanwhile). Words that did not change make no new version."""
    text = written(parts)
    if not text:
        raise NothingWritten("Nothing is written yet. Fill in one part at least.")
    CourseOfCare.objects.select_for_update().get(pk=course.pk)
    newest = Formulation.objects.filter(course=course).first()
    if (newest.number if newest else 0) != started_from:
        raise EditedMeanwhile
    if newest is not None and newest.parts == text:
        return newest
    added = Formulation.objects.create(course=course, number=started_from + 1, parts=text, written_by=by)
    record(deeds.FORMULATED, by=by, client=course.client_id, on=added)
    return added
