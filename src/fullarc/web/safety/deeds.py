"""What safety plans and risk assessments put into the audit trail."""

from dataclasses import dataclass

from fullarc.web.audit.deeds import Deed, deed


@dataclass(frozen=True, slots=True)
class Deeds:
    begun: Deed
    saved: Deed
    signed: Deed
    discarded: Deed


PLAN = Deeds(
    begun=deed("safety_plan.begun", "began a version of the safety plan", about="record"),
    saved=deed("safety_plan.saved", "saved a draft of the safety plan", about="record"),
    signed=deed("safety_plan.signed", "signed a safety plan and recorded the client's agreement", about="record"),
    discarded=deed("safety_plan.discarded", "discarded a draft of the safety plan", about="record"),
)
ASSESSMENT = Deeds(
    begun=deed("risk_assessment.begun", "began a risk assessment", about="record"),
    saved=deed("risk_assessment.saved", "saved a draft of a risk assessment", about="record"),
    signed=deed("risk_assessment.signed", "signed a risk assessment", about="record"),
    discarded=deed("risk_assessment.discarded", "discarded a draft of a risk assessment", about="record"),
)
