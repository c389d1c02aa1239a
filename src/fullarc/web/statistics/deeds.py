"""What the figures of the practice put into the audit trail."""

from fullarc.web.audit.deeds import deed

SEEN = deed("statistics.seen", "saw the practice's figures", about="statistics", changes=False)
EXPORTED = deed("statistics.exported", "took out the practice's figures", about="statistics", changes=False)
