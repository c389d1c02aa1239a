"""What reminders put into the audit trail."""

from fullarc.web.audit.deeds import deed

WORDED = deed("reminder.worded", "changed what reminders say and when none may come")
CHOSE = deed("reminder.chosen", "chose how to be reminded", about="check-ins", changes=False)
STOPPED = deed("reminder.stopped", "stopped reminders by the link in one", about="check-ins", changes=False)
