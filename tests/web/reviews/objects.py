"""What fills the URLs of reviews in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.reviews.actions import begin
from fullarc.web.reviews.models import Review


@fills("review_id")
def a_review(cast: Cast, client: Client) -> Review:
    return begin(client.courses.get(), Review.Kind.PROGRESS, by=cast.mira)
