"""Reading clients and what hangs directly below them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from fullarc.web.access.gate import clients_open_to
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare, Session


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A client as the directory shows them."""

    client: Client
    course: CourseOfCare | None
    last: Session | None


def directory(user: User) -> list[DirectoryRow]:
    """The clients whose directory entry is open to a person, in order of name. A fixed number of queries."""
    clients = clients_open_to(user, to=Permission.SEE_DIRECTORY).prefetch_related(
        Prefetch("courses", CourseOfCare.objects.defer("presenting_problem")),
    )
    rows = []
    latest = latest_sessions(user)
    for client in clients:
        course = next(iter(client.courses.all()), None)
        rows.append(DirectoryRow(client, course, latest.get(client.pk)))
    return sorted(rows, key=lambda row: row.client.name.casefold())


def latest_sessions(user: User) -> dict[object, Session]:
    """The last session of each of a person's clients; what is only planned is none."""
    clients = clients_open_to(user, to=Permission.SEE_DIRECTORY)
    held = Session.objects.filter(course__client__in=clients).exclude(attendance=Session.State.PLANNED)
    sessions = held.select_related("course").order_by("date", "begins")
    return {session.course.client_id: session for session in sessions}
