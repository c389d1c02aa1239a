"""What sending to another system puts into the audit trail."""

from fullarc.web.audit.deeds import deed

SET_UP = deed("ehr.set_up", "changed where notes and scores are sent", about="practice", changes=False)
TRIED = deed("ehr.tried", "tried the connection to the other system", about="practice", changes=False)
LINKED = deed("ehr.linked", "said who the client is in the other system", about="record", changes=False)
ASKED = deed("ehr.asked", "asked for a note or scores to be sent to the other system", about="record", changes=False)
SENT = deed("ehr.sent", "sent a note or scores to the other system", about="record", changes=False)
REFUSED = deed("ehr.refused", "could not send a note or scores, the other system refused", about="record", changes=False)
