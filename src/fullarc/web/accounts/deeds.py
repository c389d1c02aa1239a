"""What accounts put into the audit trail."""

from fullarc.web.audit.deeds import deed

BEGAN_PRACTICE = deed("practice.begun", "began the practice", about="account")
OPENED_DEMO = deed("practice.demo", "opened the demo practice", about="account")
SIGNED_IN = deed("account.signed_in", "signed in", about="account", changes=False)
SIGNED_OUT = deed("account.signed_out", "signed out", about="account", changes=False)
SIGN_IN_FAILED = deed("account.sign_in_failed", "failed to sign in", about="account", changes=False)
INVITED = deed("account.invited", "invited a person", about="account")
JOINED = deed("account.joined", "joined with an invitation", about="account")
CHANGED_ROLES = deed("account.roles_changed", "changed a person's roles", about="account")
DEACTIVATED = deed("account.deactivated", "deactivated a person", about="account")
REACTIVATED = deed("account.reactivated", "reactivated a person", about="account")
LET_IN = deed("account.let_in", "made a code for a new password on the practice's computer", about="account")
CHANGED_PASSWORD = deed("account.password_changed", "changed the password", about="account", changes=False)
SECOND_FACTOR_ON = deed("account.second_factor_on", "switched the second factor on", about="account", changes=False)
SECOND_FACTOR_OFF = deed("account.second_factor_off", "switched the second factor off", about="account", changes=False)
RECOVERY_CODES = deed("account.recovery_codes", "made new recovery codes", about="account", changes=False)
PASSKEY_ADDED = deed("account.passkey_added", "added a passkey", about="account", changes=False)
PASSKEY_RENAMED = deed("account.passkey_renamed", "renamed a passkey", about="account", changes=False)
PASSKEY_REMOVED = deed("account.passkey_removed", "removed a passkey", about="account", changes=False)
