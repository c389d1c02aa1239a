"""What the interface for programs puts into the audit trail. What a program reads or writes leaves the lines that a page would."""

from fullarc.web.audit.deeds import deed

MADE = deed("api.token_made", "made an access token", about="account", changes=False)
WITHDREW = deed("api.token_withdrawn", "withdrew an access token", about="account", changes=False)
SWITCHED_ON = deed("api.switched_on", "switched the interface for programs on", about="practice", changes=False)
SWITCHED_OFF = deed("api.switched_off", "switched the interface for programs off", about="practice", changes=False)
READ_SIGNALS = deed("api.signals_read", "had a program read risk signals", about="record", changes=False)
