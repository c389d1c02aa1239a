"""What diagnoses, formulations and plans put into the audit trail."""

from fullarc.web.audit.deeds import deed

ENTERED = deed("diagnosis.entered", "entered a diagnosis", about="record")
CHANGED = deed("diagnosis.changed", "changed a diagnosis", about="record")
WITHDREW = deed("diagnosis.withdrawn", "withdrew a diagnosis entered in error", about="record")
FORMULATED = deed("formulation.written", "wrote a version of the case formulation", about="record")
BEGAN = deed("plan.begun", "began a treatment plan", about="record")
SAVED = deed("plan.saved", "saved a draft of the treatment plan", about="record")
SIGNED = deed("plan.signed", "signed a treatment plan", about="record")
DISCARDED = deed("plan.discarded", "discarded a draft of the treatment plan", about="record")
CONSENTED = deed("plan.consent", "recorded consent to a treatment plan", about="record")
