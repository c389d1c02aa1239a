"""What the client's side puts into the audit trail."""

from fullarc.web.audit.deeds import deed

CHOSE_LANGUAGE = deed("portal.language", "chose a language", about="account")
