"""What trackers put into the audit trail. A filled row is recorded as a row of a log."""

from fullarc.web.audit.deeds import deed

KEPT = deed("tracker.kept", "added a target, step or person of a tracker", about="logs")
CLOSED = deed("tracker.closed", "closed a target, step or person of a tracker", about="logs")
WITHDREW = deed("tracker.withdrawn", "marked a row of a tracker as entered in error", about="logs")
