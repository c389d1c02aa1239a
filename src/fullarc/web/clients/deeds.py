"""What clients put into the audit trail."""

from fullarc.web.audit.deeds import deed

ADDED = deed("client.added", "added a client", about="directory")
CHANGED = deed("client.changed", "changed a client's entry", about="directory")
REMOVED = deed("client.removed", "removed a client's entry that was made by mistake", about="directory")
BEGAN_COURSE = deed("course.begun", "began a course of care", about="record")
CHANGED_COURSE = deed("course.changed", "changed a course of care", about="record")
ADDED_SESSION = deed("session.added", "added a session", about="appointments")
CHANGED_SESSION = deed("session.changed", "changed a session", about="appointments")
REMOVED_SESSION = deed("session.removed", "removed a session that was entered by mistake", about="appointments")
PLANNED = deed("sessions.planned", "planned sessions", about="appointments")
MOVED_SESSION = deed("session.moved", "moved a planned session", about="appointments")
SET_ATTENDANCE = deed("session.attendance_set", "said whether a session was attended", about="appointments")
DISCUSSED = deed("session.discussed", "noted what was discussed with the client", about="record")
ADDED_EVENT = deed("event.added", "entered a life event", about="record")
CHANGED_EVENT = deed("event.changed", "changed a life event", about="record")
WITHDREW_EVENT = deed("event.withdrawn", "withdrew a life event", about="record")
