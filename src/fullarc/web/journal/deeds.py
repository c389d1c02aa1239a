"""What journals put into the audit trail. A private entry leaves no line of its own, only that its client opened the journal."""

from fullarc.web.audit.deeds import deed

CHANGED = deed("journal.changed", "changed a shared entry of their journal", about="logs")
TOOK_BACK = deed("journal.took_back", "took a shared entry of their journal back", about="logs")
SET_UP = deed("journal.set_up", "chose what the client fills in at home", about="logs")
