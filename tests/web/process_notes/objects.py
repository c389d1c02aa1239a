"""What fills the URLs of process notes in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.process_notes.actions import keep
from fullarc.web.process_notes.models import ProcessNote


@fills("process_note_id")
def a_process_note(cast: Cast, client: Client) -> ProcessNote:
    """Mira's about Nora; the colleague's about his own client."""
    author = cast.mira if client == cast.client else cast.colleague
    course = client.courses.get()
    there = ProcessNote.objects.filter(course=course, author=author).first()
    return there or keep(course, day=course.began, text="canaryprocess: my own unease.", by=author)
