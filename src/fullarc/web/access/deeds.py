"""What access puts into the audit trail."""

from fullarc.web.audit.deeds import deed

JOINED_TEAM = deed("team.joined", "put a person into the care team", about="care team")
LEFT_TEAM = deed("team.left", "ended a person's place in the care team", about="care team")
LINKED = deed("supervision.linked", "linked a supervisor", about="care team")
UNLINKED = deed("supervision.ended", "ended a supervision link", about="care team")
BLOCKED = deed("block.set", "kept a person out of a record", about="care team")
UNBLOCKED = deed("block.lifted", "lifted a block", about="care team")
