"""The test objects of answering: a check-in that is due, a link to a form."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import CHANGED_BY_LOOKING, fills
from tests.web.portal.objects import who_to_call

from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.accounts.models import User
from fullarc.web.answering.links import make_link
from fullarc.web.answering.models import FormLink
from fullarc.web.check_ins.actions import assign
from fullarc.web.check_ins.models import Assignment, DueCheckIn
from fullarc.web.check_ins.queries import zone_of
from fullarc.web.clients.models import Client

# What is due is made when it is first looked for.
for page in ("portal:start", "answering:due"):
    CHANGED_BY_LOOKING[page] = {"check_ins_duecheckin"}


def due_check_in(client: Client, by: User, measure: str = "phq-9") -> DueCheckIn:
    """A measure that is due today, once."""
    course = client.courses.get()
    there = DueCheckIn.objects.filter(assignment__course=course, assignment__what=measure).first()
    if there is not None:
        return there
    schedule = Schedule(Rhythm.ONCE, client.today(timezone.now()), str(zone_of(client)), None, None)
    return assign(course, kind=Assignment.Kind.MEASURE, what=measure, schedule=schedule, remind=False, by=by).due.get()


@fills("due_id")
def a_check_in(cast: Cast, client: Client) -> DueCheckIn:
    return due_check_in(client, cast.mira)


@fills("form_link_id")
def a_link(cast: Cast, client: Client) -> FormLink:
    who_to_call()
    return make_link(client.courses.get(), "phq-9", by=cast.mira)[0]


@fills("part")
def a_part(cast: Cast, client: Client) -> str:
    return "end"
