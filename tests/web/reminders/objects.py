"""What fills the URLs of reminders in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.clients.models import Client


@fills("token")
def a_token(cast: Cast, client: Client) -> str:
    return "a-token-of-no-message"


ALSO_ANSWERS["reminders:stop"] = {404}
