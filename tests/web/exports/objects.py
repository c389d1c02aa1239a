"""What fills the URLs of FHIR files in the walk over every page."""

import json

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.exports.actions import hold
from fullarc.web.exports.models import Arrival

GOAL = {
    "resourceType": "Goal",
    "id": "g1",
    "lifecycleStatus": "active",
    "description": {"text": "canaryarrival"},
    "startDate": "2024-03-14",
}


@fills("arrival_id")
def an_arrival(cast: Cast, client: Client) -> Arrival:
    begun_by = cast.mira if client == cast.client else cast.colleague
    return hold(client.courses.get(), "from-elsewhere.json", json.dumps(GOAL).encode(), by=begun_by)
