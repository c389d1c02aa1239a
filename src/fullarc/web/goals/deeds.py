"""What goals put into the audit trail."""

from fullarc.web.audit.deeds import deed

AGREED = deed("goal.agreed", "agreed a goal", about="goals")
CHANGED = deed("goal.changed", "changed a goal", about="goals")
RATED = deed("goal.rated", "rated a goal", about="goals")
CLOSED = deed("goal.closed", "closed a goal", about="goals")
OPENED_AGAIN = deed("goal.opened_again", "opened a closed goal again", about="goals")
SET_TARGET = deed("goal.target_set", "set a target for a goal", about="goals")
DROPPED_TARGET = deed("goal.target_dropped", "dropped a target of a goal", about="goals")
COUNTED = deed("goal.counted", "entered a count for a goal", about="goals")
