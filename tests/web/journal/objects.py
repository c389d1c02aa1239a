"""What fills the URLs of journals in the walk over every page."""

import uuid

from tests.cast import Cast
from tests.web import objects
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.journal.actions import Written, keep
from fullarc.web.journal.models import Entry, Sharing

objects.SAME_FOR_ALL.add("journal:write")


@fills("own_form")
def a_form_at_home(cast: Cast, client: Client) -> str:
    return "mood-journal"


@fills("own_entry_id")
def an_entry_of_a_journal(cast: Cast, client: Client) -> Entry:
    session = client.sessions.earliest("date")
    by = cast.nora if client == cast.client else None
    return keep(client.courses.get(), Written("mood-journal", session.date, {"mood": 6.0}, Sharing.NOTHING, uuid.uuid4(), "UTC"), by=by)
