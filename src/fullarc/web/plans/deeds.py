"""What diagnoses, formulations and plans put into the audit trail."""

from fullarc.web.audit.deeds import deed

ENTERED = deed("diagnosis.entered", "entered a diagnosis", about="record")
CHANGED = deed("diagnosis.changed", "changed a diagnosis", about="record")
WITHDREW = deed("diagnosis.withdrawn", "withdrew a diagnosis entered in error", about="record")
