"""What signals put into the audit trail."""

from fullarc.web.audit.deeds import deed

RAISED = deed("signal.raised", "raised a risk signal", about="risk signal")
SEEN = deed("signal.seen", "saw a risk signal", about="risk signal", changes=False)
ACKNOWLEDGED = deed("signal.acknowledged", "acknowledged a risk signal", about="risk signal")
CLOSED = deed("signal.closed", "closed a signal", about="record")
ADOPTED = deed("suggestion.adopted", "adopted a suggestion", about="record", changes=False)
SET_ASIDE = deed("suggestion.set_aside", "set a suggestion aside", about="record", changes=False)
OFFERED = deed("suggestion.offered", "took a suggestion up again", about="record", changes=False)
ESCALATED = deed("signal.escalated", "put an unseen risk signal to a further person", about="risk signal")
FOLLOWED_UP = deed("signal.followed_up", "closed an acknowledged risk signal", about="risk signal")
ROUTED = deed("signal.routed", "put into force to whom unseen risk signals go")
PROPOSED_ROUTING = deed("signal.routing_proposed", "proposed that risk signals may wait longer")
REFUSED_ROUTING = deed("signal.routing_refused", "refused that risk signals may wait longer")
AWAY = deed("signal.away", "entered that somebody is away")
BACK = deed("signal.back", "entered that somebody is back")
