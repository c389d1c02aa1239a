"""What fills the URLs of check-ins in the walk over every page."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import fills

from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.check_ins.actions import assign
from fullarc.web.check_ins.models import Assignment
from fullarc.web.clients.models import Client


@fills("assignment_id")
def an_assignment(cast: Cast, client: Client) -> Assignment:
    there = Assignment.objects.filter(course__client=client, what="gad-7", ended_at=None).first()
    daily = Schedule(Rhythm.DAILY, timezone.localdate(), "Europe/Helsinki")
    return there or assign(client.courses.get(), kind="measure", what="gad-7", schedule=daily, remind=True, by=cast.mira)
