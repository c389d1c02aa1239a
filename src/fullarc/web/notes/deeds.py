"""What notes put into the audit trail."""

from fullarc.web.audit.deeds import deed

BEGAN = deed("note.begun", "began a note", about="notes")
SAVED = deed("note.saved", "saved a draft", about="notes")
DISCARDED = deed("note.discarded", "discarded a draft", about="notes")
SIGNED = deed("note.signed", "signed a note", about="notes")
ADDED = deed("note.addendum", "signed an addendum", about="notes")
COSIGNED = deed("note.cosigned", "co-signed a note", about="notes")
IMPORTED = deed("note.imported", "imported a note", about="notes")
SET_ASIDE = deed("note.goal_set_aside", "said which goals a note speaks to", about="notes")
KEPT = deed("note.kept", "had unsaved text kept", about="notes", changes=False)
LET_GO = deed("note.let_go", "discarded unsaved text", about="notes", changes=False)
HOUSE = deed("notes.house", "changed how the practice writes notes", about="settings", changes=False)
OWN_SNIPPETS = deed("notes.snippets", "changed own snippets", about="settings", changes=False)
