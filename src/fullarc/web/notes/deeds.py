"""What notes put into the audit trail."""

from fullarc.web.audit.deeds import deed

BEGAN = deed("note.begun", "began a note", about="notes")
SAVED = deed("note.saved", "saved a draft", about="notes")
DISCARDED = deed("note.discarded", "discarded a draft", about="notes")
SIGNED = deed("note.signed", "signed a note", about="notes")
ADDED = deed("note.addendum", "signed an addendum", about="notes")
IMPORTED = deed("note.imported", "imported a note", about="notes")
