"""What fills the URLs of safety plans and risk assessments in the walk over every page."""

from django.utils import timezone
from tests.cast import Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.safety.keeping import begin_assessment, begin_plan
from fullarc.web.safety.models import RiskAssessment, SafetyPlan


@fills("safety_plan_id")
def a_safety_plan(cast: Cast, client: Client) -> SafetyPlan:
    return begin_plan(client, by=cast.mira)


@fills("risk_assessment_id")
def a_risk_assessment(cast: Cast, client: Client) -> RiskAssessment:
    return begin_assessment(client, by=cast.mira, today=timezone.localdate())
