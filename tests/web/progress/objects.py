"""What fills the URLs of progress in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import CHANGED_BY_LOOKING, fills

from fullarc.web.clients.models import Client

# The caseload keeps what it worked out from a course, so that the next look is quick.
CHANGED_BY_LOOKING["progress:caseload"] = {"progress_courserow"}
# A course page reads the notes that nobody has read yet.
CHANGED_BY_LOOKING["progress:course"] = {"findings_storedfinding", "findings_reading"}
CHANGED_BY_LOOKING["progress:since"] = {"findings_storedfinding", "findings_reading"}


@fills("kind")
def a_kind_of_file(cast: Cast, client: Client) -> str:
    return "html"
