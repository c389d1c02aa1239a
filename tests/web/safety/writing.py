"""Words for safety plans and risk assessments, and how a test comes to a signed one."""

from django.utils import timezone
from tests.cast import Cast

from fullarc.web.safety import keeping
from fullarc.web.safety.models import RiskAssessment, SafetyPlan

PLAN = {
    "warning_signs": "Lying awake after four.\nThinking that nobody would miss me.",
    "on_my_own": "Walk around the block.\nThe playlist from the coast.",
    "company": "Café at the bridge.\nChoir on Tuesdays.",
    "people_to_ask": "Sister, 0100 200 300.\nJonas from the choir, 0100 200 301.",
    "professionals": "Mira Lind, 0100 200 302, weekdays 9 to 17.\nCrisis line of the county, 0100 200 303, day and night.",
    "safe_place": "The sister keeps the tablets until the summer; one week's worth is in the house.",
    "reasons": "My niece.",
}
RISK = {
    "source": "Item 9 of the PHQ-9 this morning.",
    "formulation": "Worse than usual since the loss of work; the hearing next week may make it worse.",
    "action": "Went through the safety plan, called the sister together.",
}


def a_signed_plan(cast: Cast, **change: str) -> SafetyPlan:
    plan = keeping.begin_plan(cast.client, by=cast.mira)
    keeping.save(plan, {**PLAN, **change}, by=cast.mira, started_from=plan.version)
    keeping.sign_plan(plan, agreed_on=timezone.localdate(), agreed_how="spoken", by=cast.mira, started_from=plan.version)
    return plan


def a_signed_assessment(cast: Cast, **change: str) -> RiskAssessment:
    row = keeping.begin_assessment(cast.client, by=cast.mira, today=timezone.localdate())
    keeping.save(row, {**row.content, **RISK, **change}, by=cast.mira, started_from=row.version)
    keeping.sign_assessment(row, by=cast.mira, started_from=row.version)
    return row
