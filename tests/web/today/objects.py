"""What fills the URLs of Today in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import CHANGED_BY_LOOKING, fills

from fullarc.web.clients.models import Client

# The sheet reads what nobody has read yet, and is kept so that the next look is quick.
CHANGED_BY_LOOKING["today:sheet"] = {"today_keptsheet", "findings_storedfinding", "findings_reading"}


@fills("day")
def a_day(cast: Cast, client: Client) -> str:
    return "2026-03-02"
