"""What fills the URLs of access tokens in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, fills

from fullarc.web.api.actions import make_token
from fullarc.web.api.models import AccessToken
from fullarc.web.clients.models import Client

# A token is its owner's: everybody else finds nothing, also those who may have tokens of their own.
ALSO_ANSWERS["access_tokens:withdraw"] = {404}


@fills("token_id")
def a_token(cast: Cast, client: Client) -> AccessToken:
    made, _ = make_token(cast.mira, name="scores for the study", scope="read", days=30)
    return made
