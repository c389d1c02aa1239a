"""What fills the URLs of the practice's own measures in the walk over every page."""

from tests.cast import Cast
from tests.web.instruments.forms_of_ours import leaving, published
from tests.web.objects import OF_THE_PRACTICE, fills

from fullarc.web.clients.models import Client
from fullarc.web.instruments.actions import begin
from fullarc.web.instruments.models import MeasureDraft, OwnVersion

OF_THE_PRACTICE.update({"draft_id", "version_id", "key"})


@fills("draft_id")
def a_draft(cast: Cast, client: Client) -> MeasureDraft:
    return begin(leaving(), came_from="built", by=cast.mira, is_log=False)


@fills("version_id")
def a_version(cast: Cast, client: Client) -> OwnVersion:
    return OwnVersion.objects.order_by("id").first() or published(leaving(), by=cast.mira)


@fills("key")
def an_own_measure(cast: Cast, client: Client) -> str:
    return a_version(cast, client).measure.key
