"""What learning across cases puts into the audit trail."""

from fullarc.web.audit.deeds import deed

SEEN = deed("learning.seen", "looked at what goes together with change across courses", about="learning", changes=False)
EXPORTED = deed("learning.exported", "took out what goes together with change across courses", about="learning", changes=False)
