"""What fills the URLs of measures and logs in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.measurements.actions import enter_answers
from fullarc.web.measurements.hand_over import begin
from fullarc.web.measurements.models import Administration, HandOver


@fills("measure")
def a_measure(cast: Cast, client: Client) -> str:
    return "gad-7"


@fills("log")
def a_log(cast: Cast, client: Client) -> str:
    return "mood-journal"


@fills("place")
def a_place_in_the_questions(cast: Cast, client: Client) -> int:
    return 1


@fills("administration_id")
def a_filled_form(cast: Cast, client: Client) -> Administration:
    course = client.courses.get()
    there = Administration.objects.filter(course=course, measure="gad-7").first()
    if there is not None:
        return there
    answers = dict.fromkeys(range(1, 8), 1)
    given = {"measure": "gad-7", "answers": answers, "on": client.sessions.earliest("date").date, "by": cast.mira}
    return enter_answers(course, mode=Administration.Mode.STAFF, **given)


@fills("hand_over_id")
def a_hand_over(cast: Cast, client: Client) -> HandOver:
    session = client.sessions.earliest("date")
    return begin(client.courses.get(), measures=["gad-7"], on=session.date, by=cast.mira)
