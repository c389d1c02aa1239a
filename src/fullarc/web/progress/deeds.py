"""What progress puts into the audit trail."""

from fullarc.web.audit.deeds import deed

EXPORTED = deed("course.exported", "exported a course of care", about="record", changes=False)
