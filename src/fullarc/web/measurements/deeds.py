"""What measurements put into the audit trail."""

from fullarc.web.audit.deeds import deed

ENTERED = deed("measure.entered", "entered a measure", about="scores")
LOGGED = deed("log.entered", "entered a row of a log", about="logs")
HANDED_OVER = deed("measure.handed_over", "handed the device to the client", about="scores")
TAKEN_BACK = deed("measure.taken_back", "took the device back", about="scores")
SCORED_AGAIN = deed("measure.scored_again", "scored a measure again", about="scores")
CHANGED_HELP = deed("help_text.changed", "changed what clients read after a risky answer")
WITHDREW = deed("measure.withdrawn", "marked a measure as entered in error", about="scores")
