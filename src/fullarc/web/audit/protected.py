"""The trail's own protection: no row is changed or deleted, whatever the column."""

from fullarc.web.audit.triggers import Protected

EVENTS = Protected("audit_event", "The audit trail cannot be changed or deleted.")
