"""What imports put into the audit trail."""

from fullarc.web.audit.deeds import deed

UPLOADED = deed("import.uploaded", "uploaded files for an import", about="record")
CARRIED_OUT = deed("import.carried_out", "brought in notes and scores from files", about="record")
DISCARDED = deed("import.discarded", "discarded uploaded files", about="record")
