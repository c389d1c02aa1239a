"""What check-ins put into the audit trail. The answers are recorded as measures given and rows of logs."""

from fullarc.web.audit.deeds import deed

ASSIGNED = deed("check_in.assigned", "assigned a check-in to a client", about="check-ins")
CHANGED = deed("check_in.changed", "changed when a client is asked", about="check-ins")
RESTED = deed("check_in.rested", "let a client's check-in rest", about="check-ins")
RESUMED = deed("check_in.resumed", "let a client's check-in go on", about="check-ins")
ENDED = deed("check_in.ended", "ended a client's check-in", about="check-ins")
SKIPPED = deed("check_in.skipped", "passed over a check-in", about="check-ins")
TAKEN_UP = deed("check_in.taken_up", "took up a check-in again that was passed over", about="check-ins")
