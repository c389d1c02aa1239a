"""What progress puts into the audit trail."""

from fullarc.web.audit.deeds import deed

EXPORTED = deed("course.exported", "exported a course of care", about="record", changes=False)
REPLAYED = deed("signals.replayed", "replayed signals over the finished courses", about="thresholds", changes=False)
SET = deed("signals.set", "set thresholds of the signals", about="thresholds")
