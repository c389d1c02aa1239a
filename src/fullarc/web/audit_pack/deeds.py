"""What audit packs put into the audit trail. The object id is the SHA-256 of what was handed out."""

from fullarc.web.audit.deeds import deed

CHECKED = deed("audit_pack.checked", "checked whether the record is as it was signed", about="whole record", changes=False)
MADE = deed("audit_pack.made", "made an audit pack", about="whole record", changes=False)
