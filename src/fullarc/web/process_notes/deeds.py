"""What process notes put into the audit trail: that there was one, never what it says."""

from fullarc.web.audit.deeds import deed

READ = deed("process_note.read", "read own process notes", about="process notes", changes=False)
KEPT = deed("process_note.kept", "saved an own process note", about="process notes", changes=False)
GONE = deed("process_note.deleted", "deleted an own process note", about="process notes", changes=False)
