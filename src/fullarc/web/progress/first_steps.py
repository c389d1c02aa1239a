"""The first steps of somebody who looks after nobody yet, or of whose clients nothing is recorded. Worked out from the rows."""

from dataclasses import dataclass
from datetime import date

from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.matrix import may
from fullarc.web.access.models import CareTeam
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How far somebody is: `client` is their first one and `course` the client's, None where there is none yet."""

    client: Client | None = None
    course: CourseOfCare | None = None


def first_steps(user: User, today: date) -> FirstSteps | None:
    """What is still to be done, in four queries at most; None for whoever adds no clients, and once a note or a measure is recorded."""
    if not may(user.role_names, Permission.ADD_CLIENT):
        return None
    mine = CareTeam.objects.filter(CareTeam.holds(today), user=user).values("client")
    clients = clients_open_to(user, to=Permission.READ_RECORD).filter(pk__in=mine)
    if (
        Note.objects.filter(session__course__client__in=clients).exists()
        or Administration.objects.filter(course__client__in=clients).exists()
    ):
        return None
    course = CourseOfCare.objects.filter(client__in=clients).select_related("client").order_by("-began").first()
    return FirstSteps(course.client, course) if course else FirstSteps(clients.order_by("added_at").first())
