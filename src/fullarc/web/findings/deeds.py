"""What findings put into the audit trail."""

from fullarc.web.audit.deeds import deed

READ = deed("notes.read", "had notes read by the reader", about="findings")
READ_AGAIN = deed("notes.read_again", "read a note again by changed rules, and found something else", about="findings")
CONFIRMED = deed("finding.confirmed", "confirmed a finding", about="findings")
ADDED = deed("finding.added", "marked words of a note that the reader had missed", about="findings")
TAKEN_BACK = deed("finding.taken_back", "took back a finding of a clinician's own", about="findings")
CORRECTED = deed("finding.corrected", "corrected a finding", about="findings")
RESTORED = deed("finding.restored", "took back what was said of a finding, which counts as read again", about="findings")
DISMISSED = deed("finding.dismissed", "dismissed a finding", about="findings")
