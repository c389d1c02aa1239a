"""What homework puts into the audit trail."""

from fullarc.web.audit.deeds import deed

SET = deed("homework.set", "agreed on homework", about="logs")
CANCELLED = deed("homework.cancelled", "cancelled homework by agreement", about="logs")
DISCUSSED = deed("homework.discussed", "noted that homework was talked about", about="logs")
TOLD = deed("homework.told", "said how homework went", about="logs")
