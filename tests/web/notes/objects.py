"""What fills the URLs of notes in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.clients.models import Client
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.models import Note

ALSO_ANSWERS["notes:autosaved"] = {404}  # there is no autosave in the walk


@fills("note_id")
def a_closed_note(cast: Cast, client: Client) -> Note:
    session = client.sessions.earliest("date")
    return session.notes.first() or import_note(session, text="canarynote: low mood. Denies SI.", source_name="01.txt", by=cast.mira)
