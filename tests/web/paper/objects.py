"""What fills the URLs of paper in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client


@fills("on_paper")
def something_that_is_printed(cast: Cast, client: Client) -> str:
    return "gad-7"
