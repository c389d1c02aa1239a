"""What fills the URLs of plans in the walk over every page."""

from django.utils import timezone
from tests.cast import PROBLEM, Cast
from tests.web.objects import fills

from fullarc.web.clients.models import Client
from fullarc.web.plans.formulating import write_formulation
from fullarc.web.plans.models import Diagnosis, Formulation, TreatmentPlan
from fullarc.web.plans.planning import begin_plan


@fills("diagnosis_id")
def a_diagnosis(cast: Cast, client: Client) -> Diagnosis:
    return Diagnosis.objects.get(course__client=client)


@fills("formulation_id")
def a_formulation(cast: Cast, client: Client) -> Formulation:
    newest = Formulation.objects.filter(course__client=client).first()
    return newest or write_formulation(client.courses.get(), {"strengths": f"{PROBLEM} strengths"}, by=cast.mira, started_from=0)


@fills("plan_id")
def a_plan(cast: Cast, client: Client) -> TreatmentPlan:
    return begin_plan(client.courses.get(), by=cast.mira, today=timezone.localdate())
