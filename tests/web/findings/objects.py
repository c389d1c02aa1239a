"""What fills the URLs of findings in the walk over every page."""

from tests.cast import Cast
from tests.web.notes.objects import a_closed_note
from tests.web.objects import CHANGED_BY_LOOKING, fills

from fullarc.web.clients.models import Client
from fullarc.web.findings.actions import ensure_read
from fullarc.web.findings.models import StoredFinding

# A signed note is read when somebody first looks for what was read in it.
CHANGED_BY_LOOKING["findings:note"] = {"findings_storedfinding", "findings_reading", "signals_signal"}


@fills("finding_id")
def a_finding(cast: Cast, client: Client) -> StoredFinding:
    note = a_closed_note(cast, client)
    ensure_read(note.session.course, by=cast.mira)
    return note.findings.earliest("start")
