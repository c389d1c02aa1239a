"""What fills the URLs of trackers in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.modalities.tracker import trackers
from fullarc.web.clients.models import Client
from fullarc.web.measurements.models import LogRow
from fullarc.web.trackers.actions import enter_row, keep_thing
from fullarc.web.trackers.models import Thing


@fills("tracker")
def a_tracker(cast: Cast, client: Client) -> str:
    return "emdr"


@fills("thing_id")
def an_emdr_target(cast: Cast, client: Client) -> Thing:
    known = {thing.label: thing for thing in client.courses.get().tracked_things.all()}
    label = "canaryproblem, the platform"
    return known.get(label) or keep_thing(client.courses.get(), trackers()["emdr"], {"label": label}, by=cast.mira)


@fills("row_id")
def a_row_of_a_tracker(cast: Cast, client: Client) -> LogRow:
    values = {"planned": "canaryproblem walk", "done": 3.0}
    session = client.sessions.earliest("date")
    return enter_row(client.courses.get(), trackers()["activity-schedule"], values, on=session.date, by=cast.mira)
