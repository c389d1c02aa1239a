"""What imports put into the audit trail."""

from fullarc.web.audit.deeds import deed

UPLOADED = deed("import.uploaded", "uploaded files for an import", about="record")
CARRIED_OUT = deed("import.carried_out", "brought in notes and scores from files", about="record")
KEPT_COLUMNS = deed("import.columns_kept", "kept what the columns of a table are", about="settings", changes=False)
DISCARDED = deed("import.discarded", "discarded uploaded files", about="record")
