"""What the database refuses to do with notes: delete one, change a closed one, change an addendum."""

from fullarc.web.audit.triggers import Protected

ADDENDA = Protected("notes_addendum", "A signed addendum cannot be changed or deleted.")
NOTES = Protected(
    "notes_note",
    "A signed or imported note cannot be changed or deleted.",
    fixed=("id", "session_id", "author_id", "format", "parts", "state", "signed_at", "signed_as", "content_hash", "source_name"),
    unless="OLD.state = 'draft'",
)
