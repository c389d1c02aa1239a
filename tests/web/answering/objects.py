"""The test objects of answering: a check-in that is due, a link to a form."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.instruments.forms_of_ours import leaving, published
from tests.web.objects import CHANGED_BY_LOOKING, fills
from tests.web.portal.objects import who_to_call

from fullarc.schedules.schedule import Rhythm, Schedule
from fullarc.web.accounts.models import User
from fullarc.web.answering import observing
from fullarc.web.answering.links import make_link
from fullarc.web.answering.models import FormLink, ObserverForm
from fullarc.web.check_ins.actions import assign
from fullarc.web.check_ins.models import Assignment, DueCheckIn
from fullarc.web.check_ins.queries import zone_of
from fullarc.web.clients.models import Client
from fullarc.web.instruments.at_hand import look_again, offered

OBSERVED = "Leaving, observed"
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


def observer_measure(by: User) -> str:
    """A measure of the practice that clients and parents answer; its id."""
    look_again()  # what was published inside a block that was rolled back is gone
    there = next((each.id for each in offered() if each.short_name == OBSERVED), None)
    use = {**leaving()["use"], "answered_by": ["client", "parent"], "from_age": 6}
    return there or str(published(leaving(name="Leaving the house, observed", short_name=OBSERVED, use=use), by=by).measure.key)


@fills("ward_form_id")
def a_form_of_a_guardian(cast: Cast, client: Client) -> ObserverForm:
    """Asked of the guardian of the cast, whoever the client is."""
    measure = observer_measure(cast.mira)
    until = timezone.now() + observing.LASTS
    return ObserverForm.objects.create(
        course=client.courses.get(), measure=measure, asked_of=cast.guardian, asked_by=cast.mira, expires_at=until
    )


@fills("observer_form_id")
def the_same_seen_by_staff(cast: Cast, client: Client) -> ObserverForm:
    return a_form_of_a_guardian(cast, client)
