"""What fills the URLs of plans in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.plans.models import Diagnosis


@fills("diagnosis_id")
def a_diagnosis(cast: Cast, client: Client) -> Diagnosis:
    return Diagnosis.objects.get(course__client=client)
