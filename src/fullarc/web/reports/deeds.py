"""What reports put into the audit trail."""

from fullarc.web.audit.deeds import deed

ISSUED = deed("report.issued", "issued a report", about="disclosure", changes=False)
TAKEN = deed("report.taken", "took out the PDF of an issued report", about="disclosure", changes=False)
NAMED = deed("report.names", "changed the names to remove from what is de-identified", about="record", changes=False)
HOUSE = deed("reports.house", "changed letterhead, wording or disclosure of reports", about="settings", changes=False)
