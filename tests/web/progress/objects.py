"""What fills the URLs of progress in the walk over every page."""

from dataclasses import asdict

from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, CHANGED_BY_LOOKING, fills

from fullarc.course.signal_settings import DEFAULTS
from fullarc.web.clients.models import Client
from fullarc.web.progress.models import Replay

# The caseload keeps what it worked out from a course, so that the next look is quick, and learns the expected courses once a day.
CHANGED_BY_LOOKING["progress:caseload"] = {"progress_courserow", "progress_expectedcourses"}
# A course page reads the notes that nobody has read yet.
CHANGED_BY_LOOKING["progress:course"] = {"findings_storedfinding", "findings_reading"}
CHANGED_BY_LOOKING["progress:since"] = {"findings_storedfinding", "findings_reading"}
CHANGED_BY_LOOKING["progress:close_signal"] = {"findings_storedfinding", "findings_reading"}
# No signal of the cast has this key.
ALSO_ANSWERS["progress:close_signal"] = {404}


@fills("kind")
def a_kind_of_file(cast: Cast, client: Client) -> str:
    return "html"


@fills("signal_key")
def a_key_of_a_signal(cast: Cast, client: Client) -> str:
    return "0" * 64


@fills("suggestion_key")
def a_suggestion(cast: Cast, client: Client) -> str:
    return "ask_for_a_rating"


@fills("replay_id")
def a_replay(cast: Cast, client: Client) -> Replay:
    changed = asdict(DEFAULTS) | {"improvement_by": 8}
    return Replay.objects.create(
        present=asdict(DEFAULTS), proposed=changed, kinds=["no_improvement"], waiting=[], courses=0, asked_by=cast.owner
    )
