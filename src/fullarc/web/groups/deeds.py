"""What groups put into the audit trail. A deed about one client names no other."""

from fullarc.web.audit.deeds import deed

BEGAN = deed("group.begun", "made a group", about="directory")
CHANGED = deed("group.changed", "changed a group", about="directory")
ENDED = deed("group.ended", "ended a group", about="directory")
JOINED = deed("group.joined", "put a client into a group", about="record")
LEFT = deed("group.left", "took a client out of a group", about="record")
PLANNED = deed("group.planned", "planned a session of a group", about="session")
SAVED = deed("group.saved", "saved the notes of a group session", about="progress note")
