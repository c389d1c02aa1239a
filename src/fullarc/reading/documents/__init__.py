"""Any file of a note in, its text out: plain text, Word, OpenDocument, rich text, PDF."""
