"""What signals put into the audit trail."""

from fullarc.web.audit.deeds import deed

RAISED = deed("signal.raised", "raised a risk signal", about="risk signal")
SEEN = deed("signal.seen", "saw a risk signal", about="risk signal", changes=False)
ACKNOWLEDGED = deed("signal.acknowledged", "acknowledged a risk signal", about="risk signal")
