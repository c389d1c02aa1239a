"""What goals put into the audit trail."""

from fullarc.web.audit.deeds import deed

AGREED = deed("goal.agreed", "agreed a goal", about="goals")
CHANGED = deed("goal.changed", "changed a goal", about="goals")
RATED = deed("goal.rated", "rated a goal", about="goals")
CLOSED = deed("goal.closed", "closed a goal", about="goals")
OPENED_AGAIN = deed("goal.opened_again", "opened a closed goal again", about="goals")
