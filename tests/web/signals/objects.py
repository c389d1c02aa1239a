"""What fills the URLs of the routing of unseen signals in the walk over every page."""

from datetime import timedelta

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.signals import routing
from fullarc.web.signals.routing_models import Away, Routing


@fills("routing_id")
def a_change_that_waits(cast: Cast, client: Client) -> Routing:
    return routing.propose(Routing(wait_hours=8, because="long days"), by=cast.owner)


@fills("away_id")
def a_person_away(cast: Cast, client: Client) -> Away:
    today = timezone.localdate()
    return routing.set_away(Away(user=cast.mira, begins=today + timedelta(days=30), ends=today + timedelta(days=40)), by=cast.owner)
