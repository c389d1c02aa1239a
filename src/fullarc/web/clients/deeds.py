"""What clients put into the audit trail."""

from fullarc.web.audit.deeds import deed

ADDED = deed("client.added", "added a client", about="directory")
CHANGED = deed("client.changed", "changed a client's entry", about="directory")
BEGAN_COURSE = deed("course.begun", "began a course of care", about="record")
CHANGED_COURSE = deed("course.changed", "changed a course of care", about="record")
ADDED_SESSION = deed("session.added", "added a session", about="appointments")
CHANGED_SESSION = deed("session.changed", "changed a session", about="appointments")
ADDED_EVENT = deed("event.added", "entered a life event", about="record")
