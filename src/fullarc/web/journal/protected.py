"""What the database refuses: to change or delete a version of an entry, or to make one entry into another."""

from fullarc.web.audit.triggers import Protected

VERSIONS = Protected("journal_entryversion", "A version of a journal entry cannot be changed or deleted.")
ENTRIES = Protected(
    "journal_entry",
    "A journal entry keeps whose it is and when it was entered; it is not deleted.",
    fixed=("id", "client_id", "course_id", "uuid", "log", "entered_at"),
)
