"""What the database refuses to do with notes: delete one, change a closed one, change an addendum or a co-signature."""

from fullarc.web.audit.triggers import Protected

ADDENDA = Protected("notes_addendum", "A signed addendum cannot be changed or deleted.")
COSIGNATURES = Protected("notes_cosignature", "A co-signature cannot be changed or deleted.")
NOTES_AT_FIRST = Protected(
    "notes_note",
    "A signed or imported note cannot be changed or deleted.",
    fixed=("id", "session_id", "author_id", "format", "parts", "state", "signed_at", "signed_as", "content_hash", "source_name"),
    unless="OLD.state = 'draft'",
)
NOTES = Protected(
    "notes_note",
    NOTES_AT_FIRST.sentence,
    fixed=(*NOTES_AT_FIRST.fixed, "zone", "app_version", "needs_cosignature"),
    unless=NOTES_AT_FIRST.unless,
)
