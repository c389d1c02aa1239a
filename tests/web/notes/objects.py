"""What fills the URLs of notes in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.clients.models import Client
from fullarc.web.notes.actions import import_note
from fullarc.web.notes.house import keep_format, keep_snippet
from fullarc.web.notes.models import Note, PracticeFormat, Snippet

ALSO_ANSWERS["notes:autosaved"] = {404}  # there is no autosave in the walk
ALSO_ANSWERS["notes:snippet"] = {404}  # the snippet of the walk is one person's own


@fills("note_id")
def a_closed_note(cast: Cast, client: Client) -> Note:
    session = client.sessions.earliest("date")
    return session.notes.first() or import_note(session, text="canarynote: low mood. Denies SI.", source_name="01.txt", by=cast.mira)


@fills("format_key")
def a_format(cast: Cast, client: Client) -> str:
    return "birp"


@fills("template_key")
def a_template(cast: Cast, client: Client) -> str:
    return "cbt"


@fills("format_id")
def an_own_format(cast: Cast, client: Client) -> PracticeFormat:
    there = PracticeFormat.objects.first()
    return there or keep_format(PracticeFormat(), "Payer", [("Service", ["intervention"]), ("Next", ["plan"])], by=cast.owner)


@fills("snippet_id")
def a_shared_snippet(cast: Cast, client: Client) -> Snippet:
    return Snippet.objects.filter(owner=None).first() or keep_snippet(Snippet(owner=None), "mse", "Affect {affect}.", by=cast.owner)
